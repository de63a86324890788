"""The dates that a source gives under a name of its own (`pubDate`, `lastmod`): moments, and what is to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.importing.documents import DatedMoment, Notice, Precision, Severity
from articles.importing.readers.moments import Fault, read_moment

MILD = {"ambiguous_time": Severity.NOTE, "weekday_mismatch": Severity.WARN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date as a source writes it, by the name that it has there, with its line where there are lines."""

    value: str
    name: str
    line: int | None = None

    def with_value(self, value: str) -> Written:
        """Return the same date, written otherwise."""
        return replace(self, value=value)


@dataclass(slots=True, kw_only=True)
class Dates:
    """When a document was published and changed, the name that each was found under, and the notices."""

    published: DatedMoment | None = None
    updated: DatedMoment | None = None
    published_by: Written | None = None
    updated_by: Written | None = None
    notices: list[Notice] = field(default_factory=list)


def zone_called(name: str) -> ZoneInfo:
    """Return the time zone of a name. ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"There is no time zone called {name!r}; give one such as Asia/Seoul."
        raise ValueError(message) from error


def read_dates(published: Sequence[Written], updated: Sequence[Written], zone: tzinfo) -> Dates:
    """Read the first of each that is written; a date of posting that can't be read holds the document."""
    dates = Dates()
    dates.published_by = next((written for written in published if written.value), None)
    dates.updated_by = next((written for written in updated if written.value), None)
    dates.published = _read(dates, dates.published_by, zone, Severity.HOLD)
    dates.updated = _read(dates, dates.updated_by, zone, Severity.WARN)
    _compare(dates)
    return dates


def _read(dates: Dates, written: Written | None, zone: tzinfo, worst: Severity) -> DatedMoment | None:
    if written is None:
        return None
    reading = read_moment(written.value, zone)
    faults = (reading,) if isinstance(reading, Fault) else reading.remarks
    for fault in faults:
        severity = min(MILD.get(fault.code, worst), worst, key=list(reversed(Severity)).index)
        message = f"“{written.value[:80]}” ({written.name}) {fault.why}."
        dates.notices.append(Notice(code=fault.code, message=message, line=written.line, severity=severity))
    return None if isinstance(reading, Fault) else reading.moment


def _compare(dates: Dates) -> None:
    published, updated = dates.published, dates.updated
    if published is None or updated is None:
        return
    if updated.at == published.at:
        dates.updated = None
    elif _is_before(updated, published):
        message = "The update is earlier than the posting. Both are kept as they are written."
        line = dates.updated_by.line if dates.updated_by else None
        dates.notices.append(Notice(code="updated_before_posted", message=message, line=line))


def _is_before(one: DatedMoment, other: DatedMoment) -> bool:
    coarse = {one.precision, other.precision}
    if coarse & {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        return one.at.date() < other.at.date()
    return one.at < other.at
