"""Sums of reads, whether they lie in hours, days or months by now."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Tag
from articles.readership import reads
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads
from articles.readership.reads import Bucket, Scope
from articles.readership.spans import Span
from authors.models import Author
from tests.builders import make_article, make_author
from tests.readership.building import DAY, NOON, make_articles

pytestmark = pytest.mark.django_db
LAST_YEAR, LONG_AGO = date(2016, 3, 5), date(2014, 11, 1)


def make_buckets(article: Article, *, hour: int = 0, day: int = 0, month: int = 0) -> None:
    """Store reads of an article: at noon, on a day last year, in a month long ago."""
    HourlyReads.objects.create(article=article, hour=NOON, count=hour)
    DailyReads.objects.create(article=article, day=LAST_YEAR, count=day)
    MonthlyReads.objects.create(article=article, month=LONG_AGO, count=month)


def test_all_time_sums_hours_days_and_months() -> None:
    first, second, third = make_articles(3)
    make_buckets(first, hour=1, day=20, month=300)
    make_buckets(second, hour=400)
    make_buckets(third)

    span = Span.of_all_time(at=NOON)

    assert list(reads.totals(span)) == [(second.pk, 400), (first.pk, 321)]
    assert reads.total(span) == 721
    assert reads.of_articles([first.pk, third.pk], span) == {first.pk: 321, third.pk: 0}


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span.of_hours(24, at=NOON), 1),
        (Span.of_hours(24, at=NOON + timedelta(hours=24)), 0),
        (Span.of_hours(24, at=NOON - timedelta(minutes=1)), 0),
        (Span.of_last_days(7, at=NOON), 1),
        (Span.of_days(LAST_YEAR, DAY), 21),
        (Span.of_days(LAST_YEAR + timedelta(days=1), DAY), 1),
        (Span.of_days(LONG_AGO, LAST_YEAR), 320),
        (Span.of_days(LONG_AGO + timedelta(days=1), LAST_YEAR), 20),
        (Span.of_days(LONG_AGO, LONG_AGO + timedelta(days=28)), 0),
        (Span.of_days(LONG_AGO, LONG_AGO + timedelta(days=29)), 300),
    ],
)
def test_bucket_counts_where_it_lies_in_the_span_whole(span: Span, expected: int) -> None:
    article = make_article()
    make_buckets(article, hour=1, day=20, month=300)

    assert reads.total(span) == expected
    assert reads.of_articles([article.pk], span) == {article.pk: expected}
    assert dict(reads.totals(span)) == ({article.pk: expected} if expected else {})


def test_equal_totals_come_by_the_higher_id_and_few_readers_not_at_all() -> None:
    first, second, third = make_articles(3)
    for article, number in ((first, 5), (second, 5), (third, 4)):
        make_buckets(article, day=number)
    span = Span.of_all_time(at=NOON)

    assert list(reads.totals(span, at_least=5)) == [(second.pk, 5), (first.pk, 5)]
    assert list(reads.totals(span, limit=1)) == [(second.pk, 5)]


def test_scope_is_an_article_an_author_or_a_tag() -> None:
    author = make_author()
    signed = make_article(authors=[author], tags=["Harbour"])
    tagged = make_article(tags=["Harbour"])
    make_buckets(signed, hour=1, day=2, month=3)
    make_buckets(tagged, hour=10, day=20, month=30)
    make_buckets(make_article(), hour=100)
    span = Span.of_all_time(at=NOON)
    harbour = Tag.objects.get()

    scopes = [Scope(), Scope(article_id=tagged.pk), Scope(author_id=author.pk), Scope(tag_id=harbour.pk)]

    assert [reads.total(span, scope) for scope in scopes] == [166, 60, 6, 66]
    assert [dict(reads.totals(span, scope)) for scope in scopes[1:3]] == [{tagged.pk: 60}, {signed.pk: 6}]
    assert reads.total(span, Scope(author_id=author.pk, tag_id=harbour.pk)) == 6


def test_authors_and_tags_have_all_reads_of_their_columns_once() -> None:
    one, both = make_article(authors=["Ahn", "Bo"], tags=["Harbour"]), make_article(authors=["Cha"], tags=["Quay"])
    Author.objects.get(name="Ahn").bylines.create(article=one, role="translator")
    make_buckets(one, hour=1, day=2)
    make_buckets(both, month=9)
    span = Span.of_all_time(at=NOON)

    authors = [(Author.objects.get(pk=pk).name, number) for pk, number in reads.by_author(span, limit=5)]
    tags = [(Tag.objects.get(pk=pk).name, number) for pk, number in reads.by_tag(span, limit=1)]

    assert authors == [("Cha", 9), ("Ahn", 3), ("Bo", 3)]
    assert tags == [("Quay", 9)]


def test_authors_and_tags_are_those_of_the_columns_in_scope() -> None:
    one, other = make_article(authors=["Ahn"], tags=["Quay"]), make_article(authors=["Bo"], tags=["Ferry"])
    make_buckets(one, hour=3)
    make_buckets(other, hour=5)
    span, scope = Span.of_days(DAY, DAY), Scope(article_id=one.pk)

    assert [number for _, number in reads.by_author(span, scope)] == [3]
    assert [number for _, number in reads.by_tag(span, scope)] == [3]


def test_first_day_is_that_of_the_oldest_bucket_in_scope() -> None:
    first, second, never = make_articles(3)
    make_buckets(first, hour=1)
    make_buckets(second, hour=1, day=1, month=1)
    DailyReads.objects.filter(article=first).delete()
    MonthlyReads.objects.filter(article=first).delete()

    assert reads.first_day() == LONG_AGO
    assert reads.first_day(Scope(article_id=first.pk)) == DAY
    assert reads.first_day(Scope(article_id=never.pk)) is None


def test_hosts_come_by_readers_then_by_name() -> None:
    article, other = make_articles(2)
    for one, host, number in ((article, "b.example", 2), (other, "b.example", 3), (article, "a.example", 5)):
        ReferrerReads.objects.create(article=one, day=DAY, host=host, count=number)
    ReferrerReads.objects.create(article=article, day=DAY - timedelta(days=1), host="c.example", count=90)

    assert reads.by_host(DAY, DAY, limit=5) == [("a.example", 5), ("b.example", 5)]
    assert reads.by_host(DAY, DAY, Scope(article_id=other.pk), limit=5) == [("b.example", 3)]


def test_hours_of_a_day_have_their_noughts() -> None:
    make_buckets(make_article(), hour=7)

    found = reads.by_hour(Span.of_days(DAY, DAY))

    assert [hour.hour for hour, _reads in found] == list(range(24))
    assert [number for _hour, number in found] == [0] * 12 + [7] + [0] * 11


def test_hour_that_the_clock_repeats_is_two_hours(settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    article = make_article()
    for hour, number in ((0, 3), (1, 5)):  # both 02:00 by the clock
        HourlyReads.objects.create(article=article, hour=datetime(2017, 10, 29, hour, tzinfo=UTC), count=number)

    found = reads.by_hour(Span.of_days(date(2017, 10, 29), date(2017, 10, 29)))

    assert [number for hour, number in found if hour.hour == 2] == [3, 5]
    assert sum(number for _hour, number in found) == 8


def test_days_sum_what_is_kept_by_the_day_and_by_the_hour() -> None:
    article = make_article()
    DailyReads.objects.create(article=article, day=DAY, count=10)
    for hours in (-12, 0, 11, 12):  # the first and last hour of the day, and one after it
        HourlyReads.objects.create(article=article, hour=NOON + timedelta(hours=hours), count=1)

    found = reads.by_day(DAY - timedelta(days=1), DAY, at=NOON)

    assert found == [(DAY - timedelta(days=1), 0), (DAY, 13)]


def test_day_that_has_become_part_of_a_month_is_unknown() -> None:
    make_buckets(make_article(), month=8)

    assert reads.by_day(LONG_AGO, LONG_AGO, at=NOON) == [(LONG_AGO, None)]
    assert reads.by_day(LONG_AGO, LONG_AGO, at=NOON - timedelta(days=365)) == [(LONG_AGO, 0)]


def test_months_sum_everything() -> None:
    article = make_article()
    make_buckets(article, hour=1, day=20, month=300)
    MonthlyReads.objects.create(article=article, month=LAST_YEAR.replace(day=1), count=5)

    found = dict(reads.by_month(LONG_AGO, DAY))

    assert len(found) == 27
    assert {month: number for month, number in found.items() if number} == {
        LONG_AGO: 300, date(2016, 3, 1): 25, date(2017, 1, 1): 1,
    }  # fmt: skip


def test_buckets_are_told_as_they_are_stored() -> None:
    article, other = make_articles(2)
    make_buckets(article, hour=1, day=20, month=300)
    make_buckets(other, hour=9)

    assert reads.buckets_of([article.pk], Span.of_all_time(at=NOON)) == [
        Bucket(article.pk, "day", LAST_YEAR, 20),
        Bucket(article.pk, "hour", NOON, 1),
        Bucket(article.pk, "month", LONG_AGO, 300),
    ]


@pytest.mark.parametrize("articles", [1, 6])
def test_number_of_queries_does_not_grow(articles: int, django_assert_num_queries) -> None:
    for article in [make_article(authors=["Ahn"], tags=["Harbour"]) for _ in range(articles)]:
        make_buckets(article, hour=1, day=20, month=300)
    span, ids = Span.of_all_time(at=NOON), list(Article.objects.values_list("pk", flat=True))

    for queries, ask in (
        (2, lambda: list(reads.totals(span))),  # is anything later than its end?
        (1, lambda: list(reads.totals(Span.of_hours(24, at=NOON)))),
        (1, lambda: reads.total(span)),
        (1, lambda: reads.by_author(span, limit=9)),
        (1, lambda: reads.by_tag(span, limit=9)),
        (1, lambda: reads.by_host(DAY, DAY, limit=9)),
        (1, lambda: reads.by_hour(Span.of_days(DAY, DAY))),
        (2, lambda: reads.by_day(DAY, DAY, at=NOON)),
        (3, lambda: reads.by_month(DAY, DAY)),
        (4, lambda: reads.of_articles(ids, span)),
        (3, lambda: reads.buckets_of(ids, span)),
        (1, lambda: reads.of_articles(ids, Span.of_hours(24, at=NOON))),
    ):
        with django_assert_num_queries(queries):
            ask()


def test_hours_are_summed_from_their_index_alone() -> None:
    plan = _plan(*reads._union(Span.of_hours(24, at=NOON), reads.EVERYTHING))

    assert "reads_by_hour" in plan
    assert ("COVERING INDEX" if connection.vendor == "sqlite" else "Index Only Scan") in plan


@pytest.mark.parametrize("span", [Span.of_last_days(30, at=NOON), Span.of_all_time(at=NOON)], ids=["30 days", "ever"])
def test_no_table_of_buckets_is_read_whole(span: Span) -> None:
    plan = _plan(*reads._union(span, reads.EVERYTHING))

    assert "reads_by_hour" in plan
    assert ("USING PRIMARY KEY (day>" if connection.vendor == "sqlite" else "readership_dailyreads_pkey") in plan
    assert not re.search(r"(SCAN|Seq Scan on) readership_(hourly|daily|monthly)", plan)


def test_most_read_of_all_time_are_the_end_of_an_index() -> None:
    make_buckets(make_article(), hour=1, day=20, month=300)
    with CaptureQueriesContext(connection) as queries:
        found = list(reads.totals(Span.of_all_time(at=NOON), limit=10))

    plan = _plan(queries[-1]["sql"], None)

    assert len(found) == 1
    assert "reads_of_all_time" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def _plan(sql: str, params: object) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # what a small table has is read whole otherwise
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {sql}", params)
        return "\n".join(str(row) for row in cursor.fetchall())
