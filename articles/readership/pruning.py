"""Keeping reads small: hours become days after a month, days become months after two years, old hosts go.

A few rows at a time are added to their day or month and deleted, both in one short transaction: killed at any moment,
each read lies in one place, and the next call goes on. Several may work at once; each leaves alone what another holds.
A read that comes late, into an hour that has been moved, opens that hour anew; the next call adds it to its day.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from articles.readership import adding, rules
from articles.readership.days import day_of
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads
from articles.readership.reads import days_known_since, hours_known_since
from articles.readership.spans import DAY, month_of

ROWS = 2_000  # rows moved in one transaction: some hundredths of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many rows of hours became days, how many of days became months, and how many of hosts went."""

    hours: int = 0
    days: int = 0
    hosts: int = 0

    def __add__(self, other: "Pruned") -> "Pruned":
        """Return both together."""
        return Pruned(
            hours=self.hours + other.hours, days=self.days + other.days, hosts=self.hosts + other.hosts
        )  # fmt: skip

    def __bool__(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.hours or self.days or self.hosts)


def prune(*, at: datetime | None = None, progress: Callable[[Pruned], None] | None = None) -> Pruned:
    """Move and delete all that is old enough at a moment (default: now); return how much that was.

    `progress` is called with what has been done so far.
    """
    moment, done = at or timezone.now(), Pruned()
    while more := step(at=moment):
        done += more
        if progress is not None:
            progress(done)
    return done


def step(*, at: datetime, rows: int = ROWS) -> Pruned:
    """Do a little of it: at most so many rows of each table, each table in a transaction of its own."""
    return Pruned(
        hours=_move(HourlyReads, "hour", hours_known_since(at), rows, into=DailyReads, begin=day_of),
        days=_move(DailyReads, "day", days_known_since(at), rows, into=MonthlyReads, begin=month_of),
        hosts=_forget_hosts(day_of(at) - rules.REFERRERS_KEPT_DAYS * DAY, rows),
    )


@transaction.atomic
def _move(
    model: type[models.Model],
    name: str,
    before: datetime | date,
    rows: int,
    *,
    into: type[models.Model],
    begin: Callable[[Any], date],
) -> int:
    """Move the oldest rows that begin before a moment into the coarser table; return how many.

    They are locked first, so that what is added to one of them meanwhile waits and then opens it anew. (SQLite has one
    writer, and this transaction is it.)
    """
    old = model._default_manager.select_for_update(skip_locked=True).filter(**{f"{name}__lt": before})
    found = list(old.order_by(name, "article_id").values_list("article_id", name, "count")[:rows])
    if not found:
        return 0
    sums: Counter[tuple[int, date]] = Counter()
    for article_id, begins, count in found:
        sums[article_id, begin(begins)] += count
    adding.add(into, sums)
    adding.take_away(model, [(article_id, begins) for article_id, begins, _count in found])
    return len(found)


def _forget_hosts(before: date, rows: int) -> int:
    old = ReferrerReads.objects.filter(day__lt=before).order_by("day", "article_id", "host")
    found = list(old.values_list("article_id", "day", "host")[:rows])
    adding.take_away(ReferrerReads, found)
    return len(found)
