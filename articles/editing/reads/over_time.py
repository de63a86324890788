"""Reads by hour, day, week and month, each beside what it was in the stretch before."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils import timezone

from articles.editing.reads.asking import DAYS, HOUR, MONTH, WEEK, Asked
from articles.editing.reads.rows import Row
from articles.readership import reads
from articles.readership.days import start_of
from articles.readership.spans import DAY, Span

HOURS = 24
DAYS_A_WEEK = 7


def rows(asked: Asked) -> list[Row]:
    """Return a line for each moment, the first first. Six queries at most."""
    return _GRAINS[asked.by](asked)


def _hours(asked: Asked) -> list[Row]:
    """Return the hours of the paper's clock: those of today, or of several days together."""
    is_today = asked.stretch.days == 1
    this = _by_clock(asked, asked.this)
    last = _by_clock(asked, _day_before(asked) if is_today else asked.last)
    now = timezone.localtime(asked.at, timezone.get_default_timezone()).hour
    return [
        Row(
            label=f"{hour:02d}:00",
            short=f"{hour:02d}:00",
            key=f"{asked.today}T{hour:02d}:00" if is_today else f"{hour:02d}:00",
            this=None if is_today and hour > now else this[hour] if this else None,
            last=last[hour] if last else None,
            is_to_come=is_today and hour > now,
        )
        for hour in range(HOURS)
    ]


def _by_clock(asked: Asked, span: Span | None) -> Counter[int] | None:
    """Return the reads of a span by the hour of the clock; None where hours are no longer kept."""
    if span is None or span.start is None or span.start < reads.hours_known_since(asked.at):
        return None
    found: Counter[int] = Counter()
    for hour, number in reads.by_hour(span, asked.scope):
        found[hour.hour] += number
    return found


def _day_before(asked: Asked) -> Span:
    """Return the whole day that today is compared with: what is still to come is worth seeing."""
    day = asked.today - asked.stretch.back * DAY
    return Span.of_days(day, day)


def _days(asked: Asked) -> list[Row]:
    return [_row(f"{day:%a} {day.day} {day:%b}", day, this, last) for day, this, last in _series(asked)]


def _weeks(asked: Asked) -> list[Row]:
    """Return runs of seven days, the last of which ends today."""
    found = []
    days = _series(asked)
    for week in (days[start : start + DAYS_A_WEEK] for start in range(0, len(days), DAYS_A_WEEK)):
        first, end = week[0][0], week[-1][0]
        label = f"{first.day} {first:%b} to {end.day} {end:%b %Y}"
        found.append(_row(label, first, _sum(day[1] for day in week), _sum(day[2] for day in week)))
    return found


def _row(label: str, day: date, this: int | None, last: int | None) -> Row:
    return Row(label=label, short=f"{day.day} {day:%b}", key=day.isoformat(), this=this, last=last)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return a sum, or None where a part of it is not known."""
    known = list(numbers)
    return None if None in known else sum(number or 0 for number in known)


def _series(asked: Asked) -> list[tuple[date, int | None, int | None]]:
    """Return each day with its reads and those of the day that it is compared with; today's up to the same hour."""
    first = asked.first_day or asked.today
    this = reads.by_day(first, asked.today, asked.scope, at=asked.at)
    if asked.last is None:
        return [(day, number, None) for day, number in this]
    back = asked.stretch.back * DAY
    last = [number for _, number in reads.by_day(first - back, asked.today - back, asked.scope, at=asked.at)]
    if _is_cut(asked.last.end, asked):
        last[-1] = reads.total(Span(start=start_of(asked.today - back), end=asked.last.end), asked.scope)
    return [(day, number, before) for (day, number), before in zip(this, last, strict=True)]


def _is_cut(moment: datetime, asked: Asked) -> bool:
    """Whether a day can be counted up to a moment in it; older ones are kept whole."""
    return moment >= reads.hours_known_since(asked.at)


def _months(asked: Asked) -> list[Row]:
    first = reads.first_day(asked.scope)
    if first is None:
        return []
    return [
        Row(label=f"{month:%B %Y}", short=f"{month:%b %Y}", key=f"{month:%Y-%m}", this=number)
        for month, number in reads.by_month(first, asked.today, asked.scope)
    ]


_GRAINS: dict[str, Callable[[Asked], list[Row]]] = {HOUR: _hours, DAYS: _days, WEEK: _weeks, MONTH: _months}
