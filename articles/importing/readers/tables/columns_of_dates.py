"""The dates of a column: which number is the day is told by the whole column, never by one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from articles.importing.documents import DatedMoment, Precision
from articles.importing.readers.moments import MONTHS, Fault, Reading, read_moment
from articles.importing.readers.tables.evidence import EPOCH
from articles.importing.readers.tables.grids import Value, as_text

NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
NAMED = re.compile(
    r"(?<!\d)(\d{1,2})[\s./-]*([A-Za-z]{3,9})[\s./,-]*'?(\d{2})(?!\d)(?![:.]\d)|\b([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+'?(\d{2})(?!\d)"
)
SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?$")  # days since 1900, as spreadsheets count: 1954 to 2119
SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 the paper's zone is given to it later
PIVOT = 70
TEN_DIGITS = 10
ORDERS = {"dmy": (0, 1, 2), "mdy": (1, 0, 2), "ymd": (2, 1, 0)}
# Which part is day, month and year in each order, as places in (first, second, third).
DAY_ORDERS = ("dmy", "mdy")
MIDNIGHT_ROWS = 2
MANY = 5
SHORT_YEAR = 2  # digits
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates of a column are written.

    `order` is "dmy", "mdy", "ymd", or "" where the column does not tell; `why` says what told it. `has_times` is False
    where each of several stands at midnight: then they are days.
    """

    order: str
    why: str
    has_times: bool
    zone: tzinfo
    counts_days: bool = False

    def read(self, value: Value) -> Reading | Fault:
        """Read one cell of the column."""
        if isinstance(value, datetime):
            return self._as_day(Reading(_moment(value, self.zone)))
        text = as_text(value).strip()
        if EPOCH.match(text):
            return _epoch(text)
        if self.counts_days and SERIAL.match(text):
            return self._as_day(Reading(_moment(SERIAL_ZERO + timedelta(days=float(text)), self.zone)))
        plain, is_short = self._plain(text)
        if isinstance(plain, Fault):
            return plain
        found = read_moment(plain, self.zone)
        if isinstance(found, Fault):
            return found
        if is_short:
            remark = Fault("year_of_two_digits", f"has a year of two digits; it was read as {found.moment.at.year}")
            found = Reading(found.moment, (*found.remarks, remark))
        return self._as_day(found)

    def _plain(self, text: str) -> tuple[str | Fault, bool]:
        """Return a cell with its date in an order that can be misread by nobody; whether its year had two digits."""
        match = NUMERIC.search(text)
        if match:
            return self._ordered(text, match)
        named = NAMED.search(text)
        if named and (named[2] or named[4])[:3].lower() in MONTHS:
            day, month, year = (named[1], named[2], named[3]) if named[1] else (named[5], named[4], named[6])
            return f"{text[: named.start()]} {day} {month[:3]} {_year(year)} {text[named.end() :]}", True
        return text, False

    def _ordered(self, text: str, match: re.Match[str]) -> tuple[str | Fault, bool]:
        parts, is_short = (match[1], match[3], match[4]), len(match[4]) == SHORT_YEAR
        if not self.order:
            return Fault(
                "ambiguous_date", "can be read in several ways, and no other date of the column tells which"
            ), False
        day, month, year = (parts[place] for place in ORDERS[self.order])
        if self.order == "ymd" and not is_short:
            return text, False
        whole = f"{_year(year)}-{int(month):02}-{int(day):02}"
        return f"{text[: match.start()]} {whole} {text[match.end() :]}", is_short

    def _as_day(self, reading: Reading) -> Reading:
        moment = reading.moment
        if self.has_times or moment.precision is not Precision.MINUTE:
            return reading
        day = datetime(moment.at.year, moment.at.month, moment.at.day, tzinfo=self.zone)
        return Reading(DatedMoment(at=day, precision=Precision.DAY), reading.remarks)


def date_column(values: Sequence[Value], zone: tzinfo) -> DateColumn:
    """Return how the dates of a column are written."""
    texts = [as_text(value) for value in values if not isinstance(value, datetime)]
    order, why = _order([match for text in texts if (match := NUMERIC.search(text))])
    counts = bool(texts) and all(SERIAL.match(text.strip()) for text in texts)
    column = DateColumn(order, why, has_times=True, zone=zone, counts_days=counts)
    read = [found for value in values if isinstance(found := column.read(value), Reading)]
    minutes = [found.moment.at for found in read if found.moment.precision is Precision.MINUTE]
    midnights = all((at.hour, at.minute, at.second) == (0, 0, 0) for at in minutes)
    has_times = not (midnights and len(minutes) >= MIDNIGHT_ROWS)
    return DateColumn(order, why, has_times=has_times, zone=zone, counts_days=counts)


def _order(matches: Sequence[re.Match[str]]) -> tuple[str, str]:
    """Return the one order in which every date of a column exists, with a date that shows it."""
    if not matches:
        return "", ""
    short = any(len(match[4]) == SHORT_YEAR for match in matches)
    orders = (*DAY_ORDERS, "ymd") if short else DAY_ORDERS
    fitting = [order for order in orders if all(_exists(match, order) for match in matches)]
    # One day that is no day, such as 31.04.11, does not show that the year comes first: a number that is no day does.
    if fitting == ["ymd"] and all(1 <= int(match[1]) <= LAST_DAY for match in matches):
        return "", ""
    if len(fitting) != 1:
        return _by_years(matches, fitting)
    [order] = fitting
    others = [other for other in orders if other != order]
    showing = next(match[0] for other in others for match in matches if not _exists(match, other))
    return order, f"“{showing}” exists only {_IN_WORDS[order]}"


def _by_years(matches: Sequence[re.Match[str]], fitting: Sequence[str]) -> tuple[str, str]:
    """Return the order in which many dates are of few years, where any other makes them of twice as many and more."""
    parts = [(match[1], match[3], match[4]) for match in matches]
    years = sorted((len({_year(each[ORDERS[order][2]]) for each in parts}), order) for order in fitting)
    if len(matches) < MANY or len(years) < 2 or years[0][0] * 2 > years[1][0]:  # noqa: PLR2004 nothing to compare with
        return "", ""
    number, order = years[0]
    few = "one year" if number == 1 else f"{number} years"
    return order, f"{_IN_WORDS[order]} all are of {few}"


_IN_WORDS = {"dmy": "with the day first", "mdy": "with the month first", "ymd": "with the year first"}


def _exists(match: re.Match[str], order: str) -> bool:
    parts = (match[1], match[3], match[4])
    day, month, year = (parts[place] for place in ORDERS[order])
    try:
        datetime(_year(year), int(month), int(day))  # noqa: DTZ001 only whether there is such a day
    except ValueError:
        return False
    return True


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > SHORT_YEAR:
        return number
    return number + (1900 if number >= PIVOT else 2000)


def _moment(value: datetime, zone: tzinfo) -> DatedMoment:
    is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
    aware = value.replace(microsecond=0, tzinfo=value.tzinfo or zone)
    return DatedMoment(at=aware, precision=Precision.DAY if is_day else Precision.MINUTE)


def _epoch(text: str) -> Reading | Fault:
    """Read seconds, milliseconds or microseconds since 1970."""
    whole = text.partition(".")[0]
    seconds = int(whole) / 10 ** max(0, 3 * ((len(whole) - TEN_DIGITS + 2) // 3))
    try:
        at = datetime.fromtimestamp(int(seconds), tz=UTC)
    except (OverflowError, OSError, ValueError):
        return Fault("impossible_date", "is no moment that can be meant")
    return Reading(DatedMoment(at=at, precision=Precision.MINUTE))
