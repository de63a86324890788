"""When a post was published and changed: WordPress writes each date in the site's zone and in universal time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from articles.importing.documents import DatedMoment, Notice, Precision, Severity
from articles.importing.readers.moments import EARLIEST, LATEST
from articles.importing.readers.wordpress.elements import Fields

STAMP = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
FARTHEST = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
MIDNIGHT = (0, 0, 0)


@dataclass(slots=True, kw_only=True)
class Dates:
    """The two moments, the field and rule that each came from, and what is to be said of them."""

    published: DatedMoment | None = None
    updated: DatedMoment | None = None
    published_from: tuple[str, str, float] = ("wp:post_date", "", 0.0)
    notices: list[Notice] = field(default_factory=list)


def offset_of(local: str, universal: str) -> timedelta | None:
    """Return how far a site's clock is from universal time, by a date in both; None where that can't be told."""
    here, there = naive(local), naive(universal)
    if here is None or there is None:
        return None
    offset = here - there
    return offset if abs(offset) <= FARTHEST and offset % QUARTER == timedelta(0) else None


def naive(stamp: str) -> datetime | None:
    """Return the date and time that are written, without a zone; None for zeros and what no calendar has."""
    found = STAMP.fullmatch(stamp.strip())
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        made = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - another field tells its zone
    except ValueError:
        return None
    return made if EARLIEST <= made.year <= LATEST else None


def read_dates(fields: Fields, site: tzinfo | None, paper: tzinfo, *, is_draft: bool) -> Dates:
    """Read the dates of an item; `site` is the zone that the export's other items show, `paper` the reader's own."""
    dates = Dates()
    _published(dates, fields, site, paper)
    if is_draft and dates.published is not None and not naive(fields.value("wp:post_date_gmt")):
        # A draft that was never published gets its date when it is; what stands there is its last saving.
        dates.published = DatedMoment(at=dates.published.at, precision=Precision.INFERRED)
    _updated(dates, fields)
    return dates


def _published(dates: Dates, fields: Fields, site: tzinfo | None, paper: tzinfo) -> None:
    local, universal = naive(fields.value("wp:post_date")), naive(fields.value("wp:post_date_gmt"))
    printed = _rfc_822(fields.value("pubDate"))
    offset = offset_of(fields.value("wp:post_date"), fields.value("wp:post_date_gmt"))
    if local is not None and offset is not None:
        rule = ("wp:post_date", "the local and the universal date of WordPress together", 0.99)
        _set(dates, local.replace(tzinfo=timezone(offset)), rule)
    elif universal is not None:
        rule = ("wp:post_date_gmt", "the universal date of WordPress", 0.9)
        _set(dates, universal.replace(tzinfo=UTC), rule)
        if local is not None:
            message = f"The local date ({local}) and the universal one ({universal}) can't both be right; the universal"
            dates.notices.append(Notice(code="dates_disagree", message=f"{message} one was taken."))
    elif local is not None:
        _local_only(dates, local, printed, site, paper)
    elif printed is not None:
        _set(dates, printed, ("pubDate", "the date of the feed's item", 0.9))
    elif any(fields.value(name) for name in ("wp:post_date", "wp:post_date_gmt")):
        message = f"“{fields.value('wp:post_date') or fields.value('wp:post_date_gmt')}” is no date that can be meant."
        dates.notices.append(Notice(code="impossible_date", message=message))


def _local_only(dates: Dates, local: datetime, printed: datetime | None, site: tzinfo | None, paper: tzinfo) -> None:
    """Place a local date: by the feed's date if that shows an offset, by the site's other items, else by the paper."""
    apart = local.replace(tzinfo=UTC) - printed if printed is not None else None
    if apart is not None and abs(apart) <= FARTHEST and apart % QUARTER == timedelta(0):
        rule = ("wp:post_date", "the local date and that of the feed's item together", 0.95)
        _set(dates, local.replace(tzinfo=timezone(apart)), rule)
    elif site is not None:
        rule = ("wp:post_date", "the local date, in the zone of the export's other items", 0.85)
        _set(dates, local.replace(tzinfo=site), rule)
    else:
        _set(dates, local.replace(tzinfo=paper), ("wp:post_date", "the local date, in the paper's zone", 0.6))
        message = "Nothing says the time zone of its date; the paper's was taken."
        dates.notices.append(Notice(code="zone_assumed", message=message, severity=Severity.NOTE))


def _set(dates: Dates, at: datetime, rule: tuple[str, str, float]) -> None:
    is_day = (at.hour, at.minute, at.second) == MIDNIGHT
    dates.published = DatedMoment(at=at, precision=Precision.DAY if is_day else Precision.MINUTE)
    dates.published_from = rule


def _updated(dates: Dates, fields: Fields) -> None:
    """Take the last change where it came after the posting."""
    local, universal = naive(fields.value("wp:post_modified")), naive(fields.value("wp:post_modified_gmt"))
    offset = offset_of(fields.value("wp:post_modified"), fields.value("wp:post_modified_gmt"))
    if dates.published is None or (local is None and universal is None):
        return
    if local is not None and offset is not None:
        at = local.replace(tzinfo=timezone(offset))
    elif universal is not None:
        at = universal.replace(tzinfo=UTC)
    elif local is not None:
        at = local.replace(tzinfo=dates.published.at.tzinfo)
    if at > dates.published.at:
        dates.updated = DatedMoment(at=at, precision=Precision.MINUTE)


def _rfc_822(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not EARLIEST <= at.year <= LATEST:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
