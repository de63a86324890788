"""By which rules a counted list is made: those of today, and those that a kept list says it was made by."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings

from articles.readership import rules
from articles.readership.days import end_of
from articles.readership.spans import DAY, Span

ONE_DAY = 1
A_CENTURY = 36_500  # days; a larger number means as much, and there may be no such day


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What decides who stands in a list. `author_cap` and `fresh_days` of 0: no cap, columns of any age."""

    version: int
    window_days: int
    minimum: int
    places: int
    fewest_places: int
    author_cap: int
    fresh_days: int

    def as_json(self) -> dict[str, int]:
        """Return the rules as they are kept with a list."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return the rules that a list kept; one without is of the first version. ValueError for what is none."""
        if not kept:
            return cls(**FIRST)
        if set(kept) != {field.name for field in fields(cls)} or not all(isinstance(n, int) for n in kept.values()):
            raise ValueError(f"These are no rules of a most-read list: {kept}.")
        return cls(**kept)

    def first_day(self, day: date) -> date | None:
        """Return the first day on which a column of a day's list may have been published; None: any."""
        return day - (self.fresh_days - 1) * DAY if self.fresh_days else None

    def span(self, day: date, *, until: datetime) -> Span:
        """Return the hours that a list of a day counts, seen from the moment up to which it is counted.

        A day that is over is counted whole: its last 24 hours are the day itself.
        """
        is_over = until >= end_of(day)
        if self.window_days == rules.ALL_TIME:
            return Span(start=None, end=end_of(day)) if is_over else Span.of_all_time(at=until)
        if is_over:
            return Span.of_days(day - (self.window_days - 1) * DAY, day)
        if self.window_days == ONE_DAY:
            return Span.of_hours(24, at=until)
        return Span.of_last_days(self.window_days, at=until)


# Version 1 kept nothing with its lists: these were its numbers.
FIRST = {
    "version": 1,
    "window_days": 7,
    "minimum": 5,
    "places": 10,
    "fewest_places": 5,
    "author_cap": 0,
    "fresh_days": 0,
}


def of_now(window_days: int | None = None) -> Rules:
    """Return today's rules for a window (by default the one that stands beside columns)."""
    return Rules(
        version=rules.VERSION,
        window_days=standard_window() if window_days is None else window_days,
        minimum=rules.MINIMUM_READS,
        places=rules.PLACES,
        fewest_places=rules.FEWEST_PLACES,
        author_cap=settings.MOST_READ_AUTHOR_CAP,
        fresh_days=min(settings.MOST_READ_FRESH_DAYS, A_CENTURY),
    )


def standard_window() -> int:
    """Return the days of the list that stands beside columns."""
    window: int = settings.MOST_READ_WINDOW
    return window
