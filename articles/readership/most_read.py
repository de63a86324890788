"""Which columns were read by most readers: sums of the hours, in a fixed order."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Q, QuerySet, Sum, Value
from django.utils import timezone

from articles.models import Article
from articles.readership import days as calendar
from articles.readership import rules
from articles.readership.models import HourlyReads, MostReadList

CHUNK = 200

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Reads(TypedDict):
        """What a ranked article comes with."""

        reads: int

    RankedArticle = WithAnnotations[Article, Reads]


class Window(NamedTuple):
    """Days of the paper, and the moment up to which they are counted: an hour that begins later is left out."""

    day: date
    days: int
    until: datetime

    @property
    def first(self) -> datetime:
        """The first moment of the first day."""
        return calendar.start_of(self.day - timedelta(days=self.days - 1))

    @property
    def end(self) -> datetime:
        """The first moment after the last day."""
        return calendar.end_of(self.day)


class Ranking(NamedTuple):
    """A place of a counted list."""

    rank: int
    article_id: int
    reads: int


def most_read(
    *, days: int = rules.WINDOW_DAYS, limit: int = rules.PLACES, at: datetime | None = None
) -> "list[RankedArticle]":
    """Return the most read of what is published, each with `reads`: the last days up to a moment (default: now).

    The days are the paper's, today included. Nothing with fewer than `rules.MINIMUM_READS` readers is among them.
    """
    moment = at or timezone.now()
    window = Window(calendar.day_of(moment), days, moment)
    return ranked(Article.objects.published(at=moment), window, limit=limit)


def ranked(articles: QuerySet[Article], window: Window, *, limit: int) -> "list[RankedArticle]":
    """Return those of `articles` that have readers enough in a window, the most read first.

    A tie: the newer column first, then the higher id. Sums are made from the index of hours alone, and only then the
    articles are looked at, from the top: with half a million hours that is ten times faster than to join them.
    """
    found: list[RankedArticle] = []
    for chunk in _chunks(_totals(window)):
        public = articles.filter(pk__in=chunk).only("headline", "slug", "published_on", "published_at")
        rows = list(public.annotate(reads=Value(0)).order_by("-published_at", "-id"))
        for article in rows:
            article.reads = chunk[article.pk]
        found += sorted(rows, key=lambda article: -article.reads)
        if len(found) >= limit:
            break
    return found[:limit]


def _totals(window: Window) -> "QuerySet[HourlyReads, tuple[int, int]]":
    rows = HourlyReads.objects.filter(hour__gte=window.first, hour__lt=window.end, hour__lte=window.until)
    sums = rows.order_by().values("article_id").annotate(reads=Sum("count")).filter(reads__gte=rules.MINIMUM_READS)
    return sums.order_by("-reads").values_list("article_id", "reads")


def _chunks(totals: Iterable[tuple[int, int]]) -> Iterator[dict[int, int]]:
    """Yield totals in chunks that never part articles with as many readers: their order is not known yet."""
    chunk: dict[int, int] = {}
    lowest = 0
    for article_id, reads in totals:
        if len(chunk) >= CHUNK and reads < lowest:
            yield chunk
            chunk = {}
        chunk[article_id] = lowest = reads
    if chunk:
        yield chunk


def recount(counted: MostReadList) -> list[Ranking]:
    """Return what a counted list ought to hold, from the hours that are stored.

    Who may stand in it: what is published, and what the list already holds. A column that was withdrawn since stood
    in it rightly.
    """
    if counted.day is None or counted.window_days is None or counted.counted_at is None:
        raise ValueError(f"List {counted.pk} was not counted here.")
    held = counted.entries.filter(article__isnull=False).values("article_id")
    public = Article.objects.published(at=counted.counted_at).values("pk")
    window = Window(counted.day, counted.window_days, counted.counted_at)
    return rankings(ranked(Article.objects.filter(Q(pk__in=public) | Q(pk__in=held)), window, limit=rules.PLACES))


def rankings(articles: "Iterable[RankedArticle]") -> list[Ranking]:
    """Return the places of articles that come with `reads`, in their order."""
    return [Ranking(rank, article.pk, article.reads) for rank, article in enumerate(articles, start=1)]


def stored(counted: MostReadList) -> list[Ranking]:
    """Return what a counted list holds."""
    lines = counted.entries.order_by("rank").values_list("rank", "article_id", "reads")
    return [Ranking(rank, article_id or 0, reads or 0) for rank, article_id, reads in lines]


def digest(counted: MostReadList, places: Iterable[Ranking]) -> str:
    """Return a hash of a list: its day, its window, and who stands in which place with how many readers."""
    lines = [f"{counted.day} {counted.window_days} rules {rules.VERSION}"]
    lines += [f"{place.rank} {place.article_id} {place.reads}" for place in places]
    return sha256("\n".join(lines).encode()).hexdigest()
