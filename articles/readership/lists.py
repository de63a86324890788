"""Which lists readers may see, and which of them stands beside a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.readership import days, rules, standing
from articles.readership.models import MostReadEntry, MostReadList

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class IsLinked(TypedDict):
        """What a visible line comes with."""

        is_linked: bool

    VisibleEntry = WithAnnotations[MostReadEntry, IsLinked]

Kind = MostReadList.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list as readers see it; `url` is "" where there is no column to go to."""

    rank: int
    headline: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as readers see it."""

    pk: int
    kind: str
    title: str
    label: str
    url: str
    method_url: str
    note: str
    is_stale: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a column, and the list that was printed on its own page where that is another."""

    sidebar: ShownList | None = None
    printed: ShownList | None = None


def shown(*, at: datetime | None = None) -> QuerySet[MostReadList]:
    """Keep the lists that readers may see at a moment: not taken off, and not printed beside a column that is hidden.

    A list of which no line may be seen is none.
    """
    host = Article.objects.readable(at=at).filter(pk=OuterRef("article_id"))
    lines = visible_lines(at=at).filter(list=OuterRef("pk"))
    return MostReadList.objects.filter(Q(article__isnull=True) | Exists(host), Exists(lines), is_shown=True)


def visible_lines(*, at: datetime | None = None) -> "QuerySet[VisibleEntry]":
    """Keep the lines that readers may see, each with `is_linked`: whether its column is public.

    A printed line stays as it was printed. Our own lists never name a column that is not public.
    """
    public = Article.objects.published(at=at).filter(pk=OuterRef("article_id"))
    is_printed, is_text = Q(list__kind=Kind.PRINTED), Q(list__kind=Kind.CURATED, article__isnull=True)
    entries = MostReadEntry.objects.annotate(is_linked=Exists(public))
    return entries.filter(is_printed | is_text | Q(is_linked=True))


def beside(article: Article | None = None, *, at: datetime | None = None) -> Beside:
    """Return what stands beside a column (or beside no column at all), in one query."""
    moment = at or timezone.now()
    ids: list[Any] = [standing.list_id(moment)]
    if article is not None and article.pk:
        own = MostReadList.objects.filter(article=article, kind=Kind.PRINTED, is_shown=True)
        ids.append(Subquery(own.order_by(F("day").desc(nulls_last=True), "-id").values("pk")[:1]))
    entries = _for_showing(visible_lines(at=moment).filter(list__id__in=ids))
    made = [_made(lines, moment) for lines in _by_list(entries)]
    own_lists = [one for one, host in made if article is not None and host == article.pk and one.kind == Kind.PRINTED]
    others = [one for one, host in made if one not in own_lists]
    if others:
        return Beside(sidebar=others[0], printed=own_lists[0] if own_lists else None)
    return Beside(sidebar=own_lists[0] if own_lists else None)


def _for_showing(entries: "QuerySet[VisibleEntry]") -> "QuerySet[VisibleEntry]":
    return (
        entries.select_related("list", "article")
        .only(
            "rank",
            "headline",
            "list",
            "article__headline",
            "article__slug",
            "article__published_on",
            "article__language",
        )
        .order_by("list_id", "rank")
    )


def show(lists: Iterable[MostReadList], *, at: datetime | None = None) -> list[ShownList]:
    """Return lists as readers see them, in the order given: one query for all of them."""
    moment = at or timezone.now()
    order = [one.pk for one in lists]
    entries = _for_showing(visible_lines(at=moment).filter(list_id__in=order))
    made = {one.pk: one for one, _host in (_made(lines, moment) for lines in _by_list(entries))}
    return [made[pk] for pk in order if pk in made]


def _by_list(entries: "Iterable[VisibleEntry]") -> "Iterable[list[VisibleEntry]]":
    grouped: dict[int, list[VisibleEntry]] = {}
    for entry in entries:
        grouped.setdefault(entry.list_id, []).append(entry)
    return grouped.values()


def _made(entries: "list[VisibleEntry]", at: datetime) -> tuple[ShownList, int | None]:
    source = entries[0].list
    lines = tuple(_line(entry, source.kind) for entry in entries)
    return (
        ShownList(
            pk=source.pk,
            kind=source.kind,
            title=title_of(source),
            label=label_of(source, at=at),
            url=url_of(source),
            method_url=reverse("readership:method"),
            note=source.note,
            is_stale=is_stale(source, at=at),
            lines=lines,
        ),
        source.article_id,
    )


def _line(entry: "VisibleEntry", kind: str) -> Line:
    if entry.article is None or not entry.is_linked:
        return Line(entry.rank, entry.headline, "")
    headline = entry.article.headline if kind == Kind.COUNTED else entry.headline
    return Line(entry.rank, headline, entry.article.get_absolute_url(), entry.article.language)


def is_stale(source: MostReadList, *, at: datetime) -> bool:
    """Return whether a counted list no longer speaks of the last days; the other kinds do not age."""
    if source.kind != Kind.COUNTED or source.day is None:
        return False
    return days.day_of(at) - source.day > timedelta(days=rules.FRESH_DAYS)


def title_of(source: MostReadList) -> str:
    """Return what a list is, in two or three words."""
    return {Kind.COUNTED: "By readers", Kind.CURATED: "Picked by the desk"}.get(Kind(source.kind), "As printed")


def label_of(source: MostReadList, *, at: datetime) -> str:
    """Return what kind of list it is and of which day, for readers."""
    day = days.in_words(source.day) if source.day else ""
    if source.kind == Kind.COUNTED:
        span = f"{_number(source.window_days or 1)} days"
        stale = is_stale(source, at=at)
        return f"{span.capitalize()}, by readers, to {day}" if stale else f"Last {span}, by readers, to {day}"
    if source.kind == Kind.CURATED:
        return f"Picked by the desk, {day}" if day else "Picked by the desk"
    return f"As printed on a page of this paper, {day or 'day unknown'}"


def _number(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def url_of(source: MostReadList) -> str:
    """Return the path of a list's page: a counted list has its day's."""
    if source.kind == Kind.COUNTED and source.day:
        return reverse("readership:day", args=[source.day])
    return reverse("readership:list", args=[source.pk])
