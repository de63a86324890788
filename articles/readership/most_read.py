"""Which columns were read by most readers: sums of the hours, in a fixed order."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from articles.models import Article
from articles.readership import days as calendar
from articles.readership import rules
from articles.readership.models import MostReadList

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Reads(TypedDict):
        """What a ranked article comes with."""

        reads: int

    RankedArticle = WithAnnotations[Article, Reads]


class Ranking(NamedTuple):
    """A place of a counted list."""

    rank: int
    article_id: int
    reads: int


def most_read(
    *, days: int = rules.WINDOW_DAYS, limit: int = rules.PLACES, at: datetime | None = None
) -> "QuerySet[RankedArticle]":
    """Return the most read of what is published, each with `reads`: the last days up to a moment (default: now).

    The days are the paper's, today included. Nothing with fewer than `rules.MINIMUM_READS` readers is among them.
    """
    moment = at or timezone.now()
    return ranked(Article.objects.published(at=moment), day=calendar.day_of(moment), window_days=days, until=moment)[
        :limit
    ]


def ranked(articles: QuerySet[Article], *, day: date, window_days: int, until: datetime) -> "QuerySet[RankedArticle]":
    """Return those of `articles` that have readers enough in the days that end with `day`, the most read first.

    Hours that had not begun by `until` are left out. A tie: the newer column first, then the higher id.
    """
    first = calendar.start_of(day - timedelta(days=window_days - 1))
    return (
        articles.filter(
            hourly_reads__hour__gte=first, hourly_reads__hour__lt=calendar.end_of(day), hourly_reads__hour__lte=until
        )
        .annotate(reads=Sum("hourly_reads__count"))
        .filter(reads__gte=rules.MINIMUM_READS)
        .only("headline", "slug", "published_on", "published_at")
        .order_by("-reads", "-published_at", "-id")
    )


def recount(counted: MostReadList) -> list[Ranking]:
    """Return what a counted list ought to hold, from the hours that are stored.

    Who may stand in it: what is published, and what the list already holds. A column that was withdrawn since stood
    in it rightly.
    """
    if counted.day is None or counted.window_days is None or counted.counted_at is None:
        raise ValueError(f"List {counted.pk} was not counted here.")
    held = counted.entries.filter(article__isnull=False).values("article_id")
    public = Article.objects.published(at=counted.counted_at).values("pk")
    found = ranked(
        Article.objects.filter(Q(pk__in=public) | Q(pk__in=held)),
        day=counted.day, window_days=counted.window_days, until=counted.counted_at,
    )  # fmt: skip
    return rankings(found[: rules.PLACES])


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
