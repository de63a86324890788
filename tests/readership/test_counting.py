"""Counting many reads together: which count, and what the database adds."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.readership import counting, marks, rules, salts
from articles.readership.marks import Read
from articles.readership.models import HourlyReads, ReferrerReads
from tests.builders import make_article, make_draft
from tests.readership.building import DAY, NOON, make_articles, reads_of

pytestmark = pytest.mark.django_db
HOUR = NOON.replace(minute=0)


def read(reader: str, article_id: int, *, at: datetime = NOON, host: str = "") -> Read:
    """Return the read of a reader."""
    return Read(f"{reader}-{article_id}-{at.date()}", "network", article_id, at, host)


def test_each_reader_of_a_public_article_is_new_once() -> None:
    article, draft = make_article(), make_draft()
    given = [read("a", article.pk), read("a", article.pk), read("b", article.pk), read("a", draft.pk), read("a", 999)]

    found = counting.public_and_new(given)

    assert found == [given[0], given[2]]
    assert counting.public_and_new([read("b", article.pk), read("c", article.pk)]) == [read("c", article.pk)]


def test_reads_of_two_days_that_are_counted_together_are_apart() -> None:
    article = make_article()
    last, first = datetime(2017, 1, 20, 14, 59, 59, tzinfo=UTC), datetime(2017, 1, 20, 15, 0, 1, tzinfo=UTC)
    given = [read("a", article.pk, at=last), read("b", article.pk, at=first)]

    found = counting.Sums()
    found.add(counting.public_and_new(given))

    assert {hour.astimezone(UTC).hour for _article, hour in found.hours} == {14, 15}


def test_article_that_goes_public_between_two_reads_counts_from_the_second() -> None:
    article = make_article(published_at=timezone.now() + timedelta(seconds=5))

    assert counting.public_and_new([read("a", article.pk, at=timezone.now())]) == []
    assert counting.public_and_new([read("a", article.pk, at=timezone.now() + timedelta(seconds=6))]) != []


def test_sums_are_by_hour_and_by_host() -> None:
    sums = counting.Sums()

    sums.add([read("a", 1, host="news.example"), read("b", 1), read("c", 1, at=NOON + timedelta(hours=1))])

    assert sorted(sums.hours.values()) == [1, 2]
    assert sums.hosts == {(1, date(2017, 1, 20), "news.example"): 1}
    assert len(sums) == 3


def test_writing_adds_to_what_is_there() -> None:
    article = make_article()

    for _ in range(2):
        counting.write(
            counting.Sums(
                hours=Counter({(article.pk, HOUR): 3, (article.pk, HOUR + timedelta(hours=1)): 1}),
                hosts=Counter({(article.pk, DAY, "news.example"): 2}),
            )
        )

    assert sorted(HourlyReads.objects.values_list("count", flat=True)) == [2, 6]
    assert ReferrerReads.objects.get().count == 4


def test_many_rows_take_one_statement(django_assert_num_queries) -> None:
    articles = make_articles(6)
    sums = counting.Sums(hours=Counter({(article.pk, HOUR): 1 for article in articles}))

    with django_assert_num_queries(3):  # with a savepoint around it
        counting.write(sums)

    assert [reads_of(article) for article in articles] == [1] * 6


@pytest.mark.django_db(transaction=True)
def test_article_that_was_deleted_meanwhile_keeps_no_other_from_being_counted() -> None:
    article = make_article()
    sums = counting.Sums(
        hours=Counter({(article.pk, HOUR): 2, (article.pk + 999, HOUR): 1}),
        hosts=Counter({(article.pk, DAY, "a.example"): 1, (article.pk + 999, DAY, "a.example"): 1}),
    )

    counting.write(sums)

    assert list(HourlyReads.objects.values_list("article", "count")) == [(article.pk, 2)]
    assert list(ReferrerReads.objects.values_list("article", "count")) == [(article.pk, 1)]


def test_hosts_beyond_the_limit_are_other_across_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 2)
    monkeypatch.setattr(rules, "HOSTS_AN_ARTICLE_DAY", 3)
    article = make_article()

    counting.write(
        counting.Sums(
            hours=Counter({(article.pk, HOUR): 6}),
            hosts=Counter({(article.pk, DAY, f"{letter}.example"): 1 for letter in "abcdef"}),
        )
    )

    assert dict(ReferrerReads.objects.values_list("host", "count")) == {
        "a.example": 1, "b.example": 1, "c.example": 1, "other": 3
    }  # fmt: skip


def test_workers_agree_on_a_salt_and_mend_a_cache_that_lost_it() -> None:
    given = {"article_id": 1, "address": "192.0.2.1", "agent": "Browser", "network": "192.0.2.0/24", "at": NOON}
    first = marks.read_of(**given)
    salts.forget()  # another worker
    second = marks.read_of(**given)
    salts.cache.clear()
    salt = salts.agree(NOON)
    salts.forget()

    assert first == second == marks.read_of(**given)
    assert salts.agree(NOON) == salt
    assert marks.read_of(**{**given, "at": NOON + timedelta(days=1)}).mark != first.mark


def test_marks_say_nothing_of_the_reader() -> None:
    made = marks.read_of(
        article_id=1, address="203.0.113.77", agent="Unmistakable/7", network="203.0.113.0/24", at=NOON
    )

    assert "203.0.113" not in repr(made)
    assert "Unmistakable" not in repr(made)
