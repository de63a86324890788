"""How often what was read: sums over hours, days and months together, wherever a read lies by now.

A read lies in one bucket only: the hour in which it was counted; later, moved by `pruning`, the day; then the month. So
every sum here is a plain sum over the three tables, exact whether or not anything has been moved, and late reads that
open an hour anew are among them. Sums since ever begin with the total that the database keeps of each article, and take
off the few buckets that come after their end. Units: readers (one an article and day). Moments are aware; hours, days
and months are those of the paper's zone (`TIME_ZONE`). A month stands for its first day. Nothing here looks at whether
an article is public: that is for the one who shows it.

A bucket counts where it lies in the span whole. Of the time before `days_known_since` only whole months can be told,
before `hours_known_since` only whole days: a span that cuts one leaves its bucket out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Min, QuerySet, Sum

from articles.models import Byline, TaggedArticle
from articles.readership import rules
from articles.readership.days import day_of, start_of
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads, TotalReads
from articles.readership.spans import DAY, Span, days_between, hours_of, month_after, month_of, months_between

CHUNK = 1_000
IN_A_QUERY = 10_000  # ids: SQLite takes some 32,000 values


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose reads: those of one article, of an author's articles, of a tag's, or (nothing given) of all."""

    article_id: int | None = None
    author_id: int | None = None
    tag_id: int | None = None

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return those rows of a table of reads that are in scope, unordered."""
        found = rows.order_by()
        if self.article_id is not None:
            found = found.filter(article_id=self.article_id)
        if self.author_id is not None:
            found = found.filter(article_id__in=Byline.objects.filter(author_id=self.author_id).values("article_id"))
        if self.tag_id is not None:
            tagged = TaggedArticle.objects.filter(tag_id=self.tag_id)
            found = found.filter(article_id__in=tagged.values("content_object_id"))
        return found


EVERYTHING = Scope()


class Bucket(NamedTuple):
    """One stored row: an article, what the row is of ("hour", "day", "month"), when that begins, how many readers."""

    article_id: int
    grain: str
    begins: datetime | date
    reads: int


def hours_known_since(at: datetime) -> datetime:
    """Return the moment since which reads are kept by the hour, seen from a moment."""
    return start_of(day_of(at) - rules.HOURS_KEPT_DAYS * DAY)


def days_known_since(at: datetime) -> date:
    """Return the day since which reads are kept by the day, seen from a moment; a first of a month."""
    return month_of(day_of(at) - rules.DAYS_KEPT_DAYS * DAY)


def total(span: Span, scope: Scope = EVERYTHING) -> int:
    """Return how many reads a span has. One query."""
    union, params = _union(span, scope)
    sql = f"SELECT COALESCE(SUM(reads), 0) FROM ({union}) AS buckets"  # noqa: S608 SQL that Django made of our tables; values are parameters
    [(reads,)] = _rows(sql, params)
    return int(reads)


def totals(
    span: Span, scope: Scope = EVERYTHING, *, at_least: int = 1, limit: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the id of each article that has readers enough in a span, with how many; the most read first.

    Among as many readers the higher id comes first. Without a `limit` there may be as many as there are articles: they
    are fetched as they are asked for. One query; of all time two, the second of which reads an index from its end.
    """
    if span.start is None and not _has_later(span):
        rows = scope.of(TotalReads.objects.filter(count__gte=max(at_least, 1)))
        ranked = rows.order_by("-count", "-article_id").values_list("article_id", "count")
        sql, params = ranked.query.sql_with_params()
    else:
        sums, below = _sums(span, scope)
        sql, params = f"{sums} HAVING SUM(reads) >= %s ORDER BY 2 DESC, 1 DESC", (*below, at_least)
    if limit is None:
        return _rows(sql, params, is_long=True)
    return _rows(f"{sql} LIMIT %s", [*params, limit])


def of_articles(ids: Iterable[int], span: Span) -> dict[int, int]:
    """Return how many reads these articles have in a span, nought included. A query a table and 10,000 articles."""
    wanted = list(ids)
    found: Counter[int] = Counter(dict.fromkeys(wanted, 0))
    for start in range(0, len(wanted), IN_A_QUERY):
        some = wanted[start : start + IN_A_QUERY]
        for rows, sign in _parts(span, EVERYTHING):
            sums = rows.filter(article_id__in=some).values_list("article_id").annotate(reads=sign * Sum("count"))
            found.update(dict(sums))
    return dict(found)


def buckets_of(ids: Iterable[int], span: Span) -> list[Bucket]:
    """Return the stored rows that the sums of these articles are made of, by article and time. One query a table."""
    wanted = list(ids)
    found = [
        Bucket(article_id, _GRAINS[rows.model], begins, reads)
        for rows in _tables(span, EVERYTHING)
        for article_id, begins, reads in rows.filter(article_id__in=wanted).values_list(
            "article_id", _GRAINS[rows.model], "count"
        )
    ]
    return sorted(found, key=lambda bucket: (bucket.article_id, bucket.grain, bucket.begins.isoformat()))


def by_author(span: Span, scope: Scope = EVERYTHING, *, limit: int | None = None) -> list[tuple[int, int]]:
    """Return the ids of the authors read most in a span, with their reads; each author of a column has all of its."""
    return _by(span, scope, table=Byline._meta.db_table, article="article_id", column="author_id", limit=limit)


def by_tag(span: Span, scope: Scope = EVERYTHING, *, limit: int | None = None) -> list[tuple[int, int]]:
    """Return the ids of the tags read most in a span, with their reads; each tag of a column has all of its."""
    return _by(
        span, scope, table=TaggedArticle._meta.db_table, article="content_object_id", column="tag_id", limit=limit
    )


def by_host(first: date, last: date, scope: Scope = EVERYTHING, *, limit: int | None = None) -> list[tuple[str, int]]:
    """Return the hosts that most readers came from on these days, both included, with how many. One query.

    They are kept for `rules.REFERRERS_KEPT_DAYS` days. Equal ones come by name.
    """
    rows = scope.of(ReferrerReads.objects.filter(day__gte=first, day__lte=last))
    sums = rows.values_list("host").annotate(reads=Sum("count")).order_by("-reads", "host")
    return list(sums[:limit])


def by_hour(span: Span, scope: Scope = EVERYTHING) -> list[tuple[datetime, int]]:
    """Return every hour of a span, with its reads (nought included). One query. The span needs a start."""
    # Compared in UTC: the hour that a clock set back repeats equals no moment of another zone.
    found = {hour.astimezone(UTC): reads for hour, reads in _sum_by(_hours(span, scope), "hour")}
    return [(hour, found.get(hour.astimezone(UTC), 0)) for hour in hours_of(span)]


def by_day(first: date, last: date, scope: Scope = EVERYTHING, *, at: datetime) -> list[tuple[date, int | None]]:
    """Return every day from one to another, both included, with its reads. Two queries.

    None: the day is older than days are kept for (seen from `at`), and nothing is stored of it by the day.
    """
    span = Span.of_days(first, last)
    found: Counter[date] = Counter(dict(_sum_by(_days(span, scope), "day")))
    for hour, reads in _sum_by(_hours(span, scope), "hour"):
        found[day_of(hour)] += reads
    known = days_known_since(at)
    return [(day, found[day] if day >= known or day in found else None) for day in days_between(first, last)]


def by_month(first: date, last: date, scope: Scope = EVERYTHING) -> list[tuple[date, int]]:
    """Return every month from that of one day to that of another, whole, with its reads. Three queries."""
    months = months_between(first, last)
    span = Span.of_days(months[0], month_after(months[-1]) - DAY)
    found: Counter[date] = Counter(dict(_sum_by(_months(span, scope), "month")))
    for day, reads in _sum_by(_days(span, scope), "day"):
        found[month_of(day)] += reads
    for hour, reads in _sum_by(_hours(span, scope), "hour"):
        found[month_of(day_of(hour))] += reads
    return [(month, found[month]) for month in months]


def first_day(scope: Scope = EVERYTHING) -> date | None:
    """Return the first day, or first day of the month, of which a read is kept; None without any. Three queries."""
    hour = scope.of(HourlyReads.objects.all()).aggregate(first=Min("hour"))["first"]
    found = [
        hour and day_of(hour),
        scope.of(DailyReads.objects.all()).aggregate(first=Min("day"))["first"],
        scope.of(MonthlyReads.objects.all()).aggregate(first=Min("month"))["first"],
    ]
    return min((day for day in found if day), default=None)


_GRAINS: Mapping[type[Any], str] = {HourlyReads: "hour", DailyReads: "day", MonthlyReads: "month"}


def _hours(span: Span, scope: Scope) -> QuerySet[Any]:
    return scope.of(_since(HourlyReads.objects.filter(hour__lt=span.end), "hour", span.start))


def _days(span: Span, scope: Scope) -> QuerySet[Any]:
    return scope.of(_since(DailyReads.objects.filter(day__lte=span.last_day), "day", span.first_day))


def _months(span: Span, scope: Scope) -> QuerySet[Any]:
    return scope.of(_since(MonthlyReads.objects.filter(month__lte=span.last_month), "month", span.first_month))


def _since(rows: QuerySet[Any], name: str, first: datetime | date | None) -> QuerySet[Any]:
    return rows if first is None else rows.filter(**{f"{name}__gte": first})


def _tables(span: Span, scope: Scope) -> Sequence[QuerySet[Any]]:
    """Return the rows of a span, table by table; a table that can have none in it is left out."""
    found = [_hours(span, scope)]
    if span.first_day is None or span.first_day <= span.last_day:
        found.append(_days(span, scope))
    if span.first_month is None or span.first_month <= span.last_month:
        found.append(_months(span, scope))
    return found


def _parts(span: Span, scope: Scope) -> Sequence[tuple[QuerySet[Any], int]]:
    """Return the rows whose counts are to be added (1) or taken off (-1) for the sums of a span."""
    if span.start is not None:
        return [(rows, 1) for rows in _tables(span, scope)]
    return [(scope.of(TotalReads.objects.all()), 1), *((scope.of(rows), -1) for rows in _later(span))]


def _later(span: Span) -> Sequence[QuerySet[Any]]:
    """Return the buckets that do not lie in a span since ever, table by table."""
    return (
        HourlyReads.objects.filter(hour__gte=span.end),
        DailyReads.objects.filter(day__gt=span.last_day),
        MonthlyReads.objects.filter(month__gt=span.last_month),
    )


def _has_later(span: Span) -> bool:
    """Return whether there are such buckets, in one query."""
    first, *rest = [rows.order_by().values_list("article_id") for rows in _later(span)]
    return first.union(*rest, all=True).exists()


def _sum_by(rows: QuerySet[Any], name: str) -> QuerySet[Any, Any]:
    sums: QuerySet[Any, Any] = rows.values_list(name).annotate(reads=Sum("count"))
    return sums


def _union(span: Span, scope: Scope) -> tuple[str, Sequence[Any]]:
    """Return SQL of (article_id, reads), a row for each bucket of a span."""
    first, *rest = [
        rows.annotate(reads=F("count") * sign).values_list("article_id", "reads") for rows, sign in _parts(span, scope)
    ]
    sql, params = (first.union(*rest, all=True) if rest else first).query.sql_with_params()
    return sql, params


def _sums(span: Span, scope: Scope) -> tuple[str, Sequence[Any]]:
    union, params = _union(span, scope)
    sums = f"SELECT article_id, SUM(reads) AS reads FROM ({union}) AS buckets"  # noqa: S608 SQL that Django made of our tables; values are parameters
    return f"{sums} GROUP BY article_id", params


def _by(span: Span, scope: Scope, *, table: str, article: str, column: str, limit: int | None) -> list[tuple[int, int]]:
    """Return the sums of what articles are linked with by a table: its columns of the article and of the other."""
    sums, params = _sums(span, scope)
    # Distinct: an author may sign a column in two roles.
    pairs = (
        f"SELECT DISTINCT sums.article_id, link.{column} AS pk, sums.reads FROM ({sums}) AS sums"  # noqa: S608 SQL that Django made of our tables; values are parameters
        f" JOIN {table} AS link ON link.{article} = sums.article_id"
    )
    by = f"SELECT pk, SUM(reads) FROM ({pairs}) AS pairs"  # noqa: S608 SQL that Django made of our tables; values are parameters
    sql = f"{by} GROUP BY pk ORDER BY 2 DESC, 1"
    return list(_rows(f"{sql} LIMIT %s" if limit else sql, [*params, *([limit] if limit else [])]))


def _rows(sql: str, params: Sequence[Any], *, is_long: bool = False) -> Iterator[Any]:
    """Yield rows of numbers; `is_long`: they are left with the database until they are asked for."""
    is_left_there = is_long and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    with connection.chunked_cursor() if is_left_there else connection.cursor() as cursor:
        cursor.execute(sql, params)
        while some := cursor.fetchmany(CHUNK):
            for first, *rest in some:
                # PostgreSQL's sum of whole numbers is a decimal.
                yield (first, *map(int, rest))
