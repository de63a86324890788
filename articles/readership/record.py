"""The record: the lists that are kept of a day, and the days beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article
from articles.readership import lists, rulebook, rules
from articles.readership.lists import ShownList
from articles.readership.models import MostReadList

Kind = MostReadList.Kind
LISTS_A_DAY = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list and the column on whose page it was printed, if it was."""

    list: ShownList
    host: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDay:
    """What is kept of a day: counted lists first, the one that stands beside columns at their head; then the others.

    `before` and `after` are the nearest kept days. `has_more`: more lists were printed that day than are here.
    """

    day: date
    lists: tuple[KeptList, ...]
    before: date | None
    after: date | None
    has_more: bool

    @property
    def counted(self) -> list[ShownList]:
        """The lists that were counted here."""
        return [one.list for one in self.lists if one.list.kind == Kind.COUNTED]

    @property
    def closed(self) -> list[ShownList]:
        """Those of them that cannot change any more."""
        return [one for one in self.counted if one.digest]

    @property
    def others(self) -> list[KeptList]:
        """The lists that the desk picked, and those that were found in print."""
        return [one for one in self.lists if one.list.kind != Kind.COUNTED]


def of_day(day: date, *, at: datetime | None = None) -> KeptDay | None:
    """Return what is kept of a day, None where nothing is: two queries."""
    moment = at or timezone.now()
    found = list(_of_day(day, at=moment)[: LISTS_A_DAY + 1])
    if not found:
        return None
    shown = lists.show(found[:LISTS_A_DAY], at=moment, is_record=True)
    hosts = {one.pk: one.article for one in found}
    kept = [KeptList(list=one, host=hosts[one.pk]) for one in shown]
    return KeptDay(
        day=day,
        lists=tuple(sorted(kept, key=lambda one: _place(one.list))),
        before=found[0].before,
        after=found[0].after,
        has_more=len(found) > LISTS_A_DAY,
    )


def _of_day(day: date, *, at: datetime) -> QuerySet[Any]:
    """Return the lists of a day, each with the nearest days of which there are lists."""
    seen = lists.shown(at=at)
    before = Subquery(seen.filter(day__lt=day).order_by("-day", "-id").values("day")[:1], output_field=DateField())
    after = Subquery(seen.filter(day__gt=day).order_by("day", "id").values("day")[:1], output_field=DateField())
    return seen.filter(day=day).select_related("article").annotate(before=before, after=after).order_by("kind", "id")


def days_and_more(*, has_day: bool, at: datetime | None = None) -> QuerySet[MostReadList]:
    """Return the lists of known days, or the others, the newest first; of a day's counted ones, one stands for all."""
    same_day = MostReadList.objects.filter(kind=Kind.COUNTED, day=OuterRef("day")).order_by("id")
    one_a_day = ~Q(kind=Kind.COUNTED) | Q(pk=F("first_counted"))
    found = lists.shown(at=at).annotate(first_counted=Subquery(same_day.values("pk")[:1])).filter(one_a_day)
    return found.select_related("article").filter(day__isnull=not has_day).order_by("-day", "kind", "-id")


def _place(one: ShownList) -> tuple[int, int, int]:
    """Return where a list stands on the page of its day."""
    if one.kind != Kind.COUNTED or one.window_days is None:
        return (1, 0 if one.kind == Kind.CURATED else 1, one.pk)
    is_other = one.window_days != rulebook.standard_window()
    return (0, int(is_other), rules.WINDOWS.index(one.window_days) if one.window_days in rules.WINDOWS else 99)
