"""When a post of Ghost was made, published and changed: universal time, as text or in milliseconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from articles.importing.documents import DatedMoment, Notice, Precision
from articles.importing.readers.ghost.export import Row
from articles.importing.readers.moments import EARLIEST, LATEST

WRITTEN = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECONDS_LIMIT = 100_000_000_000  # what is less, in a count since 1970, is in seconds: as milliseconds it were 1973


@dataclass(slots=True, kw_only=True)
class Dates:
    """The two moments, the column that each came from, and what is to be said."""

    published: DatedMoment | None = None
    updated: DatedMoment | None = None
    published_from: str = "published_at"
    notices: list[Notice] = field(default_factory=list)


def read_dates(row: Row, *, is_public: bool) -> Dates:
    """Read the dates of a post; one that is public and has none of its own gets that of its making, which is said."""
    dates = Dates()
    at = _moment(row.get("published_at"), "published_at", dates)
    if at is not None:
        dates.published = DatedMoment(at=at, precision=Precision.MINUTE)
    elif is_public:
        made = _moment(row.get("created_at"), "created_at", dates)
        if made is not None:
            dates.published = DatedMoment(at=made, precision=Precision.INFERRED)
            dates.published_from = "created_at"
            message = "It has no date of publication; that of its making was taken."
            dates.notices.append(Notice(code="date_inferred", message=message))
    changed = _moment(row.get("updated_at"), "updated_at", dates)
    if changed is not None and dates.published is not None and changed > dates.published.at:
        dates.updated = DatedMoment(at=changed, precision=Precision.MINUTE)
    return dates


def _moment(value: object, name: str, dates: Dates) -> datetime | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    at = _from_count(value) if isinstance(value, int | float) or str(value).isdigit() else _from_text(str(value))
    if at is None or not EARLIEST <= at.year <= LATEST:
        message = f"“{str(value)[:60]}” ({name}) is no date that can be meant."
        dates.notices.append(Notice(code="impossible_date", message=message))
        return None
    return at


def _from_count(value: object) -> datetime | None:
    try:
        count = float(str(value))
        seconds = count if abs(count) < SECONDS_LIMIT else count / 1000
        return (EPOCH + timedelta(seconds=seconds)).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def _from_text(value: str) -> datetime | None:
    found = WRITTEN.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    zone = (found[7] or "Z").upper()
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    if zone == "Z":
        return at
    apart = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return at - apart if zone[0] == "+" else at + apart
