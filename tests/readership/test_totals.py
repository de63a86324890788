"""The kept total of an article is the sum of its buckets, whatever is done to them and by whom."""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from articles.models import Article
from articles.readership import adding, pruning, reads
from articles.readership.days import hour_of
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads, TotalReads
from articles.readership.spans import Span
from tests.builders import make_article
from tests.readership.building import NOON, make_articles

BUCKETS = (HourlyReads, DailyReads, MonthlyReads)
AN_HOUR, A_DAY, A_MONTH = hour_of(NOON), date(2017, 1, 2), date(2014, 11, 1)


def kept() -> dict[int, int]:
    """Return the totals that the database keeps."""
    return dict(TotalReads.objects.filter(count__gt=0).values_list("article_id", "count"))


def summed() -> dict[int, int]:
    """Return the sums of all buckets."""
    sums: Counter[int] = Counter()
    for model in BUCKETS:
        for article_id, count in model.objects.values_list("article_id", "count"):
            sums[article_id] += count
    return dict(+sums)


@pytest.mark.django_db
def test_every_way_of_changing_buckets_is_followed() -> None:
    first, second, third = make_articles(3)
    for article in (first, second, third):
        HourlyReads.objects.create(article=article, hour=AN_HOUR, count=1)
    DailyReads.objects.bulk_create(DailyReads(article=one, day=A_DAY, count=20) for one in (first, second))
    MonthlyReads.objects.create(article=first, month=A_MONTH, count=300)
    steps = [kept()]

    adding.add(DailyReads, {(first.pk, A_DAY): 5, (third.pk, A_DAY): 7})
    steps.append(kept())
    DailyReads.objects.filter(article=second).update(article=first, day=A_DAY + timedelta(days=1), count=F("count") + 1)
    steps.append(kept())
    MonthlyReads.objects.all().delete()
    steps.append(kept())
    adding.take_away(HourlyReads, [(first.pk, AN_HOUR), (third.pk, AN_HOUR)])
    steps.append(kept())

    assert steps == [
        {first.pk: 321, second.pk: 21, third.pk: 1},
        {first.pk: 326, second.pk: 21, third.pk: 8},
        {first.pk: 347, second.pk: 1, third.pk: 8},
        {first.pk: 47, second.pk: 1, third.pk: 8},
        {first.pk: 46, second.pk: 1, third.pk: 7},
    ]
    assert kept() == summed()


@pytest.mark.django_db
def test_deleted_article_takes_its_total_along() -> None:
    first, second = make_article(), make_article()
    for article in (first, second):
        HourlyReads.objects.create(article=article, hour=AN_HOUR, count=1)
        DailyReads.objects.create(article=article, day=A_DAY, count=2)

    first.delete()

    assert list(TotalReads.objects.values_list("article_id", "count")) == [(second.pk, 3)]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_total_stays_the_sum_while_reads_come_and_are_moved(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 no secret
    articles = make_articles(4)
    at = NOON
    for _ in range(25):
        at += timedelta(days=chance.randrange(40), hours=chance.randrange(24))
        for _ in range(chance.randrange(4)):
            late = at - timedelta(hours=chance.choice([0, 0, 1, 30 * 24, 800 * 24]))
            adding.add(HourlyReads, {(chance.choice(articles).pk, hour_of(late)): chance.randrange(1, 9)})
        if chance.random() < 0.5:
            pruning.step(at=at, rows=chance.randrange(1, 6))
        assert kept() == summed()


@pytest.mark.django_db
@pytest.mark.parametrize("hours_ago", [0, 1, 13, 24 * 5, 24 * 20, 24 * 60, 24 * 400, 24 * 1200])
def test_sums_up_to_any_moment_are_those_of_the_buckets(hours_ago: int) -> None:
    chance = random.Random(hours_ago)  # noqa: S311 no secret
    articles = make_articles(5)
    for article in articles:
        for _ in range(6):
            begins = NOON - timedelta(hours=chance.randrange(1300 * 24))
            adding.add(HourlyReads, {(article.pk, hour_of(begins)): chance.randrange(1, 9)})
    pruning.prune(at=NOON)
    span = Span.of_all_time(at=NOON - timedelta(hours=hours_ago))
    expected: Counter[int] = Counter()
    for bucket in reads.buckets_of([one.pk for one in articles], span):
        expected[bucket.article_id] += bucket.reads
    ranked = sorted(((pk, number) for pk, number in expected.items()), key=lambda pair: (-pair[1], -pair[0]))

    assert list(reads.totals(span)) == ranked
    assert list(reads.totals(span, limit=2)) == ranked[:2]
    assert reads.total(span) == expected.total()
    assert reads.of_articles([one.pk for one in articles], span) == {one.pk: expected[one.pk] for one in articles}


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_tables_are_made_anew_and_back_with_all_that_they_hold() -> None:
    article = make_article()
    HourlyReads.objects.create(article=article, hour=AN_HOUR, count=1)
    for day in (date(1999, 12, 31), date(2016, 2, 29), A_DAY):
        DailyReads.objects.create(article=article, day=day, count=day.day)
    MonthlyReads.objects.create(article=article, month=A_MONTH, count=300)
    ReferrerReads.objects.create(article=article, day=A_DAY, host="news.example.org", count=4)
    before = _everything()

    try:
        call_command("migrate", "readership", "0007_fewer_indexes_of_reads", verbosity=0)
        old = MigrationExecutor(connection).loader.project_state(("readership", "0007_fewer_indexes_of_reads")).apps
        days = list(old.get_model("readership", "DailyReads").objects.order_by("day").values_list("day", "count"))
    finally:
        call_command("migrate", verbosity=0)

    assert days == [(date(1999, 12, 31), 31), (date(2016, 2, 29), 29), (A_DAY, 2)]
    assert _everything() == before
    assert kept() == summed() == {article.pk: 363}
    DailyReads.objects.filter(day=A_DAY).delete()
    assert kept() == {article.pk: 361}


def _everything() -> list[list[tuple[object, ...]]]:
    def key(row: tuple[object, ...]) -> str:
        return " ".join(one.isoformat() if isinstance(one, datetime) else str(one) for one in row)

    fields = ("article_id", "count")
    return [
        sorted(HourlyReads.objects.values_list(*fields, "hour"), key=key),
        sorted(DailyReads.objects.values_list(*fields, "day"), key=key),
        sorted(MonthlyReads.objects.values_list(*fields, "month"), key=key),
        sorted(ReferrerReads.objects.values_list(*fields, "day", "host"), key=key),
        sorted(Article.objects.values_list("pk", "headline"), key=key),
    ]
