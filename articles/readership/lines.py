"""One line of a list as readers see it: a headline, or why there is none."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article
from articles.readership import days
from articles.readership.models import MostReadEntry, MostReadList

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class IsLinked(TypedDict):
        """What a visible line comes with."""

        is_linked: bool
        has_page: bool

    VisibleEntry = WithAnnotations[MostReadEntry, IsLinked]
else:
    VisibleEntry = MostReadEntry

Kind = MostReadList.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `url` is "" where there is no column to go to.

    `gone` says why a counted line has no headline, which is "" then. Nothing of a column that is not public is in it.
    """

    rank: int
    headline: str
    url: str
    language: str = ""
    gone: str = ""


def visible_lines(*, at: datetime | None = None) -> QuerySet[VisibleEntry]:
    """Keep the lines that readers may see, each with `is_linked`: whether its column is public, and `has_page`.

    A printed line stays as it was printed, a counted one keeps its place. A list of the desk never names a column that
    is not public.
    """
    column = Article.objects.filter(pk=OuterRef("article_id"))
    entries = MostReadEntry.objects.annotate(
        is_linked=Exists(column.published(at=at)), has_page=Exists(column.readable(at=at))
    )
    is_evidence = Q(list__kind__in=[Kind.PRINTED, Kind.COUNTED])
    is_text = Q(list__kind=Kind.CURATED, article__isnull=True)
    return entries.filter(is_evidence | is_text | Q(is_linked=True))


def line(entry: VisibleEntry, kind: str, *, at: datetime) -> Line:
    """Return a line as readers see it at a moment. A counted line has the headline of today."""
    if kind == Kind.COUNTED and (entry.hidden_at or not entry.is_linked):
        is_named = entry.article is not None and entry.has_page and not entry.hidden_at
        # The short address: the other one holds words of the headline.
        url = entry.article.short_url if is_named and entry.article else ""
        return Line(entry.rank, "", url, gone=_why_gone(entry, at=at))
    if entry.article is None or not entry.is_linked:
        return Line(entry.rank, entry.headline, "")
    headline = entry.article.headline if kind == Kind.COUNTED else entry.headline
    return Line(entry.rank, headline, entry.article.get_absolute_url(), entry.article.language)


def _why_gone(entry: VisibleEntry, *, at: datetime) -> str:
    if entry.hidden_at is not None:
        return (
            f"Taken off the list by the desk on {days.in_words(days.day_of(entry.hidden_at))}: {entry.hidden_because}"
        )
    if entry.article is None:
        return "A column that is no longer in the archive"
    if entry.has_page:
        return "A column that was retracted"
    if entry.article.status == Article.Status.PUBLISHED and entry.article.expires_at and entry.article.expires_at <= at:
        return "A column whose time on the site is over"
    return "A column that is no longer published"
