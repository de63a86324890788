"""Hours become days, days become months, hosts go; no read is lost or counted twice, whatever happens meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, models

from articles.models import Article
from articles.readership import adding, pruning, reads, rules
from articles.readership.days import day_of, hour_of
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads
from articles.readership.pruning import Pruned
from articles.readership.spans import Span
from tests.builders import make_article
from tests.readership.building import DAY, NOON, make_articles, send_beacon

pytestmark = pytest.mark.django_db
OLD = NOON - timedelta(days=rules.HOURS_KEPT_DAYS + 1)
ANCIENT = NOON - timedelta(days=rules.DAYS_KEPT_DAYS + 31)


def add_hour(article: Article, at: datetime, count: int) -> None:
    adding.add(HourlyReads, {(article.pk, hour_of(at)): count})


def rows(model: type[models.Model]) -> list[tuple[object, ...]]:
    *_id, article, begins, count = (field.name for field in model._meta.concrete_fields)
    return list(model._default_manager.order_by(article, begins).values_list(article, begins, count))


def everything(at: datetime = NOON) -> dict[int, int]:
    return dict(reads.totals(Span.of_all_time(at=at)))


def test_hours_older_than_a_month_become_days() -> None:
    first, second = make_articles(2)
    for article, hours, count in ((first, 0, 3), (first, 5, 4), (second, 0, 9), (second, 12, 1)):
        add_hour(article, OLD + timedelta(hours=hours), count)  # the last is of the next day
    before = everything()

    done = pruning.prune(at=NOON)

    assert done == Pruned(hours=3)
    assert rows(DailyReads) == [(first.pk, day_of(OLD), 7), (second.pk, day_of(OLD), 9)]
    assert rows(HourlyReads) == [(second.pk, OLD + timedelta(hours=12), 1)]
    assert everything() == before


def test_days_older_than_two_years_become_months_once_the_month_is_as_old() -> None:
    article = make_article()
    for day in (date(2014, 12, 1), date(2014, 12, 31), date(2015, 1, 1)):
        DailyReads.objects.create(article=article, day=day, count=5)

    assert pruning.prune(at=NOON) == Pruned(days=2)  # 20 January 2017
    assert rows(MonthlyReads) == [(article.pk, date(2014, 12, 1), 10)]
    assert rows(DailyReads) == [(article.pk, date(2015, 1, 1), 5)]
    assert pruning.prune(at=NOON + timedelta(days=13)) == Pruned(days=1)


def test_ancient_hour_becomes_a_day_and_then_a_month() -> None:
    article = make_article()
    add_hour(article, ANCIENT, 6)

    assert pruning.prune(at=NOON) == Pruned(hours=1, days=1)
    assert rows(MonthlyReads) == [(article.pk, day_of(ANCIENT).replace(day=1), 6)]
    assert not HourlyReads.objects.exists()
    assert not DailyReads.objects.exists()


def test_read_that_comes_late_is_added_to_its_day() -> None:
    article = make_article()
    add_hour(article, OLD, 3)
    pruning.prune(at=NOON)

    add_hour(article, OLD, 2)
    between = everything()
    pruning.prune(at=NOON)

    assert between == everything() == {article.pk: 5}
    assert rows(DailyReads) == [(article.pk, day_of(OLD), 5)]


def test_days_of_hosts_go_after_a_while() -> None:
    article = make_article()
    oldest = DAY - timedelta(days=rules.REFERRERS_KEPT_DAYS)
    for day in (oldest, oldest - timedelta(days=1)):
        ReferrerReads.objects.create(article=article, day=day, host="a.example", count=2)

    assert pruning.prune(at=NOON) == Pruned(hosts=1)
    assert ReferrerReads.objects.get().day == oldest


def test_day_begins_at_midnight_in_the_papers_zone() -> None:
    article = make_article()
    midnight = datetime(2016, 11, 30, 15, tzinfo=UTC)  # 1 December in Seoul
    add_hour(article, midnight - timedelta(hours=1), 1)
    add_hour(article, midnight, 1)

    pruning.prune(at=NOON)

    assert [begins for _article, begins, _count in rows(DailyReads)] == [date(2016, 11, 30), date(2016, 12, 1)]


@pytest.mark.parametrize("deed", ["add", "take_away"])
def test_what_fails_between_the_steps_changes_nothing(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    add_hour(article, OLD, 3)
    DailyReads.objects.create(article=article, day=day_of(OLD), count=4)
    add = adding.add

    def fail(*arguments: object, **_named: object) -> None:
        if deed == "add":
            add(*arguments)
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(adding, deed, fail)
        with pytest.raises(RuntimeError, match="killed"):
            pruning.prune(at=NOON)
    between = everything()
    pruning.prune(at=NOON)

    assert between == everything() == {article.pk: 7}
    assert rows(DailyReads) == [(article.pk, day_of(OLD), 7)]


def test_goes_on_in_small_steps_where_it_was_stopped() -> None:
    articles = make_articles(3)
    for number in range(5):
        for article in articles:
            add_hour(article, OLD + timedelta(hours=number), number + 1)
    before, done = everything(), []

    while step := pruning.step(at=NOON, rows=4):
        done.append(step.hours)
        assert everything() == before

    assert done == [4, 4, 4, 3]
    assert [count for *_key, count in rows(DailyReads)] == [15, 15, 15]


@pytest.mark.parametrize("hours", [1, 60])
def test_number_of_queries_does_not_grow(hours: int, django_assert_num_queries) -> None:
    article = make_article()
    for number in range(hours):
        add_hour(article, OLD - timedelta(hours=number), 1)

    with django_assert_num_queries(9):  # for hours: look, add, delete, and a savepoint; for days: that, and look; hosts
        pruning.step(at=NOON)


def test_reads_move_old_hours_along_without_being_told() -> None:
    article = make_article()
    add_hour(article, OLD, 3)

    with time_machine.travel(NOON, tick=False):
        send_beacon(article)

    assert rows(DailyReads) == [(article.pk, day_of(OLD), 3)]
    assert rows(HourlyReads) == [(article.pk, NOON, 1)]


def test_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    article = make_article()
    add_hour(article, OLD, 3)
    DailyReads.objects.create(article=article, day=day_of(ANCIENT), count=1)
    ReferrerReads.objects.create(article=article, day=day_of(ANCIENT), host="a.example", count=2)

    with time_machine.travel(NOON, tick=False):
        call_command("prune_reads")
        first = capsys.readouterr().out
        call_command("prune_reads")

    assert first == "1 hours became days, 1 days became months, 1 rows of hosts were deleted.\n"
    assert capsys.readouterr().out.startswith("0 hours became days, 0 days became months, 0 rows")


def test_many_buckets_are_added_to_in_few_statements(django_assert_num_queries) -> None:
    article = make_article()
    added = {(article.pk, DAY + timedelta(days=number)): number + 1 for number in range(adding.ROWS + 1)}

    with django_assert_num_queries(2):
        adding.add(DailyReads, added)
    adding.add(DailyReads, {(article.pk, DAY): 4})

    assert DailyReads.objects.count() == adding.ROWS + 1
    assert DailyReads.objects.get(day=DAY).count == 5


@pytest.mark.django_db(transaction=True)
def test_reads_of_an_article_that_is_gone_are_an_error() -> None:
    with pytest.raises(IntegrityError):
        adding.add(ReferrerReads, {(1, DAY, "a.example"): 1})
