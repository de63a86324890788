"""The archive by date: on which days of the paper's zone the public has something to read, and how much."""

import calendar
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self, TypeVar

from django.db.models import Count

from articles.models import Article

Place = TypeVar("Place", date, int)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a calendar: weeks from Monday, each day with its number of columns; None is a day of another month."""

    first: date
    weeks: list[list[tuple[date, int] | None]]
    columns: int


class Archive:
    """Every day with columns, and how many; one query."""

    def __init__(self, days: dict[date, int]) -> None:
        """Keep the count of each day that has any."""
        self.days = days

    @classmethod
    def load(cls, *, at: datetime | None = None) -> Self:
        """Count what the public may see at a moment (default: now)."""
        days = Article.objects.published(at=at).order_by().values_list("published_on").annotate(Count("pk"))
        return cls({day: count for day, count in days if day is not None})

    @cached_property
    def years(self) -> list[tuple[int, int]]:
        """Each year with columns and their number, the newest first."""
        counts: Counter[int] = Counter()
        for day, count in self.days.items():
            counts[day.year] += count
        return sorted(counts.items(), reverse=True)

    @cached_property
    def months(self) -> dict[date, int]:
        """The first day of each month with columns and their number, the oldest first."""
        counts: Counter[date] = Counter()
        for day, count in self.days.items():
            counts[day.replace(day=1)] += count
        return dict(sorted(counts.items()))

    def month(self, first: date) -> Month:
        """Return a month as a calendar."""
        weeks = [
            [(day, self.days.get(day, 0)) if day.month == first.month else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
        ]
        return Month(first, weeks, self.months.get(first, 0))

    def year(self, number: int) -> list[Month]:
        """Return the months of a year that have columns, January first."""
        return [self.month(first) for first in self.months if first.year == number]

    def ledger(self, number: int) -> list[tuple[date, int]]:
        """Return the twelve months of a year, each with its number of columns."""
        months = (date(number, month, 1) for month in range(1, 13))
        return [(first, self.months.get(first, 0)) for first in months]


def neighbours(place: Place, places: Iterable[Place]) -> tuple[Place | None, Place | None]:
    """Return the nearest place before and the nearest after `place`, or None at an end."""
    ordered = sorted(places)
    before, after = bisect_left(ordered, place), bisect_right(ordered, place)
    return (ordered[before - 1] if before else None), (ordered[after] if after < len(ordered) else None)
