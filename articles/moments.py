"""Dates as readers see them: in the paper's zone, no more exact than they are known, in the column's language."""

from datetime import datetime

from django.utils import timezone

from articles import dates
from articles.models import Correction, Precision

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON = 12


def in_words(moment: datetime, precision: str = Precision.MINUTE, language: str = "en") -> str:
    """Return “3 April 2011, 4:55 p.m.”, “April 2011”, “about 3 April 2011”; in Korean for a Korean column."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return _korean(local, precision) if language.partition("-")[0] == "ko" else _english(local, precision)


def to_the_day(precision: str) -> str:
    """Return a precision without the time of day, for lists."""
    return Precision.DAY if precision == Precision.MINUTE else precision


def for_machines(moment: datetime, precision: str = Precision.MINUTE) -> str:
    """Return the value of a `datetime` attribute: with the offset where the time is known, else the known part."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    if precision == Precision.YEAR:
        return f"{local.year:04d}"
    if precision == Precision.MONTH:
        return f"{local.year:04d}-{local.month:02d}"
    if precision in {Precision.DAY, Precision.INFERRED}:
        return local.date().isoformat()
    return dates.in_paper_zone(moment).isoformat(timespec="minutes")


def day_of_notice(notice: Correction, language: str = "en") -> str:
    """Return the day of a notice as `in_words` has it; “date not known” where it was printed without one."""
    if notice.issued_on is None:
        return "날짜 미상" if language.partition("-")[0] == "ko" else "date not known"
    return in_words(dates.start_of(notice.issued_on), notice.issued_precision, language)


def _english(local: datetime, precision: str) -> str:
    month = f"{MONTHS[local.month - 1]} {local.year}"
    if precision == Precision.YEAR:
        return str(local.year)
    if precision == Precision.MONTH:
        return month
    if precision == Precision.DAY:
        return f"{local.day} {month}"
    if precision == Precision.INFERRED:
        return f"about {local.day} {month}"
    return f"{local.day} {month}, {_english_time(local)}"


def _english_time(local: datetime) -> str:
    if (local.hour, local.minute) in {(0, 0), (NOON, 0)}:
        return "noon" if local.hour else "midnight"
    hour = local.hour % NOON or NOON
    minutes = f":{local.minute:02d}" if local.minute else ""
    # A no-break space: “p.m.” never stands alone on a line.
    return f"{hour}{minutes}\N{NO-BREAK SPACE}{'a.m.' if local.hour < NOON else 'p.m.'}"


def _korean(local: datetime, precision: str) -> str:
    year, month, day = f"{local.year}년", f"{local.month}월", f"{local.day}일"
    if precision == Precision.YEAR:
        return year
    if precision == Precision.MONTH:
        return f"{year} {month}"
    if precision == Precision.DAY:
        return f"{year} {month} {day}"
    if precision == Precision.INFERRED:
        return f"{year} {month} {day} 무렵"
    half = "오전" if local.hour < NOON else "오후"
    return f"{year} {month} {day} {half} {local.hour % NOON or NOON}:{local.minute:02d}"
