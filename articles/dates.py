"""Dates as feeds and search engines want them: in the paper's zone, with its offset."""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.feedgenerator import rfc2822_date, rfc3339_date


def in_paper_zone(moment: datetime) -> datetime:
    """Return an aware moment in the paper's zone; in UTC where the offset of that day is no whole number of minutes.

    Local mean time (Seoul before 1908: +08:27:52) cannot be written in either date format.
    """
    return writable(timezone.localtime(moment, timezone.get_default_timezone()))


def writable(moment: datetime) -> datetime:
    """Return an aware moment as it is; in UTC where its offset is no whole number of minutes, as ISO 8601 asks."""
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset is None or offset.total_seconds() % 60 else moment


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the paper's zone."""
    return in_paper_zone(datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone()))


def rfc822(moment: datetime) -> str:
    """Return a date as RSS wants it: `Sun, 03 Apr 2011 16:55:00 +0900`."""
    return rfc2822_date(in_paper_zone(moment))


def rfc3339(moment: datetime) -> str:
    """Return a date as Atom and JSON Feed want it: `2011-04-03T16:55:00+09:00`."""
    return rfc3339_date(in_paper_zone(moment).replace(microsecond=0))
