"""Which lists readers may see, and which of them stands beside a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.readership import labels, standing
from articles.readership.lines import Line, VisibleEntry, line, visible_lines
from articles.readership.models import MostReadList

Kind = MostReadList.Kind
# What a page shows of a list. What a closed one was counted from is large, and no page needs it.
SHOWN_FIELDS = ("kind", "day", "window_days", "counted_at", "digest", "is_shown", "note", "article_id")


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as readers see it."""

    pk: int
    kind: str
    title: str
    heading: str
    label: str
    url: str
    method_url: str
    note: str
    is_stale: bool
    lines: tuple[Line, ...]
    day: date | None = None
    window_days: int | None = None
    counted_at: datetime | None = None
    digest: str = ""
    is_taken_off: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a column, and the list that was printed on its own page where that is another."""

    sidebar: ShownList | None = None
    printed: ShownList | None = None


def shown(*, at: datetime | None = None) -> QuerySet[MostReadList]:
    """Keep the lists that have a page at a moment: not taken off, and not printed beside a column that is hidden.

    A list of which no line may be seen is none. A counted list stays in the record whatever becomes of it: one that was
    taken off says so, and so does each line whose column is gone.
    """
    host = Article.objects.readable(at=at).filter(pk=OuterRef("article_id"))
    lines = visible_lines(at=at).filter(list=OuterRef("pk"))
    lists = MostReadList.objects.filter(Q(article__isnull=True) | Exists(host), Exists(lines))
    return lists.filter(Q(is_shown=True) | Q(kind=Kind.COUNTED)).defer("rules", "buckets")


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


def _for_showing(entries: QuerySet[VisibleEntry]) -> QuerySet[VisibleEntry]:
    of_list = [f"list__{name}" for name in SHOWN_FIELDS]
    of_article = [
        f"article__{name}" for name in ("headline", "slug", "published_on", "language", "status", "expires_at")
    ]
    own = ("rank", "headline", "hidden_at", "hidden_because")
    return entries.select_related("list", "article").only(*own, *of_list, *of_article).order_by("list_id", "rank")


def newest_counted(window_days: int, *, at: datetime | None = None) -> ShownList | None:
    """Return the newest counted list of a window, however old, in one query."""
    moment = at or timezone.now()
    newest = MostReadList.objects.filter(kind=Kind.COUNTED, window_days=window_days).order_by("-day", "-id")
    entries = _for_showing(visible_lines(at=moment).filter(list__id__in=newest.values("pk")[:1]))
    made = [_made(lines, moment) for lines in _by_list(entries)]
    return made[0][0] if made else None


def show(lists: Iterable[MostReadList], *, at: datetime | None = None, is_record: bool = False) -> list[ShownList]:
    """Return lists as readers see them, in the order given: one query for all of them.

    In the record (`is_record`) a label says nothing that another day would make untrue.
    """
    moment = at or timezone.now()
    order = [one.pk for one in lists]
    entries = _for_showing(visible_lines(at=moment).filter(list_id__in=order))
    made = {one.pk: one for one, _host in (_made(lines, moment, is_record=is_record) for lines in _by_list(entries))}
    return [made[pk] for pk in order if pk in made]


def _by_list(entries: Iterable[VisibleEntry]) -> Iterable[list[VisibleEntry]]:
    grouped: dict[int, list[VisibleEntry]] = {}
    for entry in entries:
        grouped.setdefault(entry.list_id, []).append(entry)
    return grouped.values()


def _made(entries: list[VisibleEntry], at: datetime, *, is_record: bool = False) -> tuple[ShownList, int | None]:
    source = entries[0].list
    lines = tuple(line(entry, source.kind, at=at) for entry in entries)
    return (
        ShownList(
            pk=source.pk,
            kind=source.kind,
            title=labels.title_of(source),
            heading=labels.heading_of(source),
            label=labels.label_of(source, at=None if is_record else at),
            url=url_of(source),
            method_url=reverse("readership:method"),
            note=source.note,
            is_stale=labels.is_stale(source, at=at),
            lines=lines if source.is_shown else (),
            day=source.day,
            window_days=source.window_days,
            counted_at=source.counted_at,
            digest=source.digest,
            is_taken_off=not source.is_shown,
        ),
        source.article_id,
    )


def url_of(source: MostReadList) -> str:
    """Return the path of a list's page: a counted list has its day's."""
    if source.kind == Kind.COUNTED and source.day:
        return reverse("readership:day", args=[source.day])
    return reverse("readership:list", args=[source.pk])
