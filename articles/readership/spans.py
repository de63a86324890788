"""Spans of time that reads are summed over: whole hours of the paper's zone, so that buckets lie inside or outside."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from articles.readership.days import day_of, end_of, hour_of, start_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The hours that begin at or after `start` (None: since ever) and before `end`, both aware.

    A day's bucket lies in it where the whole day does, in the paper's zone; so with months.
    """

    start: datetime | None
    end: datetime

    @classmethod
    def of_hours(cls, hours: int, *, at: datetime) -> Self:
        """Return the last hours up to a moment, the begun one included: 24 at 12:34 begin at 13:00 yesterday."""
        end = _hour_after(at)
        return cls(start=end - hours * HOUR, end=end)

    @classmethod
    def of_last_days(cls, days: int, *, at: datetime) -> Self:
        """Return the last days of the paper up to a moment, today included."""
        return cls(start=start_of(day_of(at) - (days - 1) * DAY), end=_hour_after(at))

    @classmethod
    def of_days(cls, first: date, last: date) -> Self:
        """Return whole days of the paper, both included."""
        return cls(start=start_of(first), end=end_of(last))

    @classmethod
    def of_all_time(cls, *, at: datetime) -> Self:
        """Return everything up to a moment."""
        return cls(start=None, end=_hour_after(at))

    @property
    def first_day(self) -> date | None:
        """The first day that lies in the span whole; None: there is none before it."""
        if self.start is None:
            return None
        day = day_of(self.start)
        return day if start_of(day) >= self.start else day + DAY

    @property
    def last_day(self) -> date:
        """The last day that lies in the span whole; before `first_day` where there is none."""
        return day_of(self.end) - DAY

    @property
    def first_month(self) -> date | None:
        """The first day of the first month that lies in the span whole."""
        first = self.first_day
        return first if first is None or first.day == 1 else month_after(first)

    @property
    def last_month(self) -> date:
        """The first day of the last month that lies in the span whole; before `first_month` where there is none."""
        return month_of(month_of(day_of(self.end)) - DAY)


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """Return the first day of the month after a day's."""
    return month_of(month_of(day) + 31 * DAY)


def hours_of(span: Span) -> list[datetime]:
    """Return the beginnings of the hours of a span that has a start, in the paper's zone; a day may have 23 or 25."""
    if span.start is None:
        raise ValueError("A span without a start has no first hour.")
    begin = span.start.astimezone(UTC)
    number = int((span.end.astimezone(UTC) - begin) / HOUR)
    return [hour_of(begin + step * HOUR) for step in range(number)]


def days_between(first: date, last: date) -> list[date]:
    """Return the days from one to another, both included."""
    return [first + step * DAY for step in range((last - first).days + 1)]


def months_between(first: date, last: date) -> list[date]:
    """Return the first days of the months from that of one day to that of another, both included."""
    months = [month_of(first)]
    while (following := month_after(months[-1])) <= last:
        months.append(following)
    return months


def _hour_after(at: datetime) -> datetime:
    # In UTC: where a clock is set back, an hour later by the clock is two hours later.
    return hour_of(at).astimezone(UTC) + HOUR
