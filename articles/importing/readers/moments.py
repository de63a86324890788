"""The value of a date line ("Apr 3, 2011 4:55 pm KST", "2011년 4월 3일 오후 4:55") and the moment it names.

Nothing is guessed: what can be read in two ways, does not exist, or leaves a word over, is a `Fault`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.importing.documents import DatedMoment, Precision

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?P<year>\d{4})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DATE_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)" + YEAR + r"\s*([-./])\s*(?P<month>\d{1,2})\s*\2\s*(?P<day>\d{1,2})(?!\d)\.?",
        r"(?<!\d)" + YEAR + r"\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일?",
        r"\b" + MONTH + r"\s*" + DAY + r"\s*,?\s*" + YEAR + r"\b",
        r"\b" + DAY + r"[\s/-]*(?:of\s+)?" + MONTH + r"[\s,/-]*" + YEAR + r"\b",
        r"\b" + YEAR + r"[\s,-]+" + MONTH + r"[\s-]*" + DAY + r"\b",
        r"(?<!\d)(?P<first>\d{1,2})\s*([-./])\s*(?P<second>\d{1,2})\s*\2\s*" + YEAR + r"(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=$|\s|t?\d{4})",
        r"(?<!\d)" + YEAR + r"\s*년\s*(?P<month>\d{1,2})\s*월",
        r"\b" + MONTH + r"\s*,?\s*" + YEAR + r"\b",
        r"(?<!\d)" + YEAR + r"\s*[-./]\s*(?P<month>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<month>\d{1,2})\s*/\s*" + YEAR + r"(?!\d)",
        r"(?<!\d)" + YEAR + r"\s*년?(?!\d)",
    )
)
TWO_DIGIT_YEAR = re.compile(r"(?<!\d)'?\d{1,2}\s*([-./])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)")
NO_YEAR = re.compile(r"\b" + MONTH + r"\s*" + DAY + r"\b|(?<!\d)\d{1,2}\s*월\s*\d{1,2}\s*일")
MERIDIEM = r"(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
TIME_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<korean>오전|오후)\s*(?P<hour>\d{1,2})\s*(?::|시)\s*(?:(?P<minute>\d{1,2})\s*분?)?"
        r"(?:\s*:?\s*(?P<second>\d{2})\s*초?)?",
        r"(?<!\d)(?P<hour>\d{1,2})\s*시(?:\s*(?P<minute>\d{1,2})\s*분)?(?:\s*(?P<second>\d{1,2})\s*초)?",
        r"(?<!\d)t?(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})(?:\s?:\s?(?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*"
        + MERIDIEM
        + ")?",
        r"(?<![\d.])(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\d.])(?:\s*" + MERIDIEM + r")?(?=\s*(?:[a-z(]|$))",
        r"(?<!\d)(?P<hour>\d{1,2})\s*" + MERIDIEM,
        r"^\s*t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?=\s|$|z|[+-])",
    )
)
OFFSET = re.compile(r"(?:\b(?:gmt|utc)\s*)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)")
HOURS_OF_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "kst": 9, "jst": 9, "hkt": 8, "sgt": 8, "bst": 1, "cet": 1, "cest": 2, "eet": 2,
    "eest": 3, "msk": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
NAMED_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
KOREAN_TIME = re.compile(r"korea(?:n)?\s+(?:standard\s+)?time|seoul\s+time|한국\s*시간|한국\s*시각")
ZONE_WORD = re.compile(r"(?<![a-z])(?:" + "|".join([*HOURS_OF_ZONES, *NAMED_ZONES]) + r")(?![a-z])")
ZONE_NAME = re.compile(r"\b(?:africa|america|asia|atlantic|australia|europe|indian|pacific)/[a-z_]+(?:/[a-z_]+)?")
NOON_WORD = re.compile(r"\b(?:12\s+)?noon\b")
WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|[월화수목금토일]요일|\([월화수목금토일]\)"
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KOREAN_WEEKDAYS = "월화수목금토일"
CONNECTORS = re.compile(r"\b(?:at|on|the|of|local time)\b|[-,.|/()\[\]~·;:\s–—]")
WHITE_SPACE = re.compile(r"\s+")
EARLIEST, LATEST = 1850, 2100
NOON = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value gives no moment: a stable code and the end of a sentence that begins with the quoted line."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was read: the moment, and what should be said of it besides."""

    moment: DatedMoment
    remarks: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    precision: Precision


def simplify(value: str) -> str:
    """Bring a printed value to plain lower-case characters: full-width digits and no-break spaces go."""
    plain = unicodedata.normalize("NFKC", value).lower().replace("−", "-")
    return WHITE_SPACE.sub(" ", plain).strip(" \u200b\ufeff")


def read_moment(value: str, zone: tzinfo) -> Reading | Fault:
    """Read one printed value; `zone` is the paper's, for values that name none."""
    rest = simplify(value)
    day, rest = _take_day(rest)
    if isinstance(day, Fault):
        return day
    weekday = WEEKDAY.search(rest)
    rest = WEEKDAY.sub(" ", rest)
    clock, rest = _take_clock(NOON_WORD.sub("12:00", rest))
    if isinstance(clock, Fault):
        return clock
    named, rest = _take_zone(rest)
    if CONNECTORS.sub("", rest):
        return Fault(
            "unreadable_date", f"holds something that is no part of a date (“{CONNECTORS.sub(' ', rest).strip()}”)"
        )
    remarks = _weekday_remarks(weekday.group() if weekday else "", day)
    if clock is None or day.precision is not Precision.DAY:
        midnight = datetime.combine(day.day, datetime.min.time(), named or zone)
        return Reading(DatedMoment(at=_first_existing(midnight), precision=day.precision), remarks)
    return _at_clock(day.day, clock, named or zone, remarks)


def _take_day(text: str) -> tuple[_Day | Fault, str]:
    for form in DATE_FORMS:
        match = form.search(text)
        if match:
            return _make_day(match.groupdict()), text[: match.start()] + " " + text[match.end() :]
    if TWO_DIGIT_YEAR.search(text):
        return Fault("ambiguous_date", "has a year of two digits"), text
    if NO_YEAR.search(text):
        return Fault("ambiguous_date", "names no year"), text
    return Fault("unreadable_date", "holds no date"), text


def _make_day(parts: dict[str, str | None]) -> _Day | Fault:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        numbers = _order(int(parts["first"] or 0), int(parts["second"] or 0))
        if isinstance(numbers, Fault):
            return numbers
        month, day = numbers
    else:
        month, day = _month_number(parts.get("month")), int(parts.get("day") or 0)
    precision = Precision.DAY if parts.get("day") or parts.get("first") else Precision.MONTH
    if not (parts.get("month") or parts.get("first")):
        precision, month = Precision.YEAR, 1
    try:
        made = date(year, month, day if precision is Precision.DAY else 1)
    except ValueError:
        return Fault("impossible_date", "names a day that does not exist")
    if not EARLIEST <= year <= LATEST:
        return Fault("impossible_date", "names a year that cannot be meant")
    return _Day(made, precision)


def _order(first: int, second: int) -> tuple[int, int] | Fault:
    """Tell month and day apart in "03/04/2011"; only where one reading exists."""
    readings = {(month, day) for month, day in ((first, second), (second, first)) if 1 <= month <= NOON}
    if not readings:
        return Fault("impossible_date", "names a month that does not exist")
    if len(readings) > 1:
        return Fault("ambiguous_date", "can be read as day and month or as month and day")
    return readings.pop()


def _month_number(printed: str | None) -> int:
    if not printed:
        return 1
    return int(printed) if printed.isdigit() else MONTHS.index(printed[:3]) + 1


def _take_clock(text: str) -> tuple[tuple[int, int, int] | Fault | None, str]:
    for form in TIME_FORMS:
        match = form.search(text)
        if match:
            parts = match.groupdict()
            half = {"오전": "a", "오후": "p"}.get(parts.get("korean") or "", (parts.get("half") or "")[:1])
            hour = _on_24_hours(int(parts["hour"] or 0), half)
            clock = (hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))
            rest = text[: match.start()] + " " + text[match.end() :]
            if hour > 23 or max(clock[1:]) > 59:  # noqa: PLR2004 - the clock
                return Fault("impossible_date", "names a time that does not exist"), rest
            return clock, rest
    return None, text


def _on_24_hours(hour: int, half: str) -> int:
    if half == "a":
        return 0 if hour == NOON else hour if hour < NOON else 99
    if half == "p" and hour < NOON:
        return hour + NOON
    return hour


def _take_zone(text: str) -> tuple[tzinfo | None, str]:
    offset = OFFSET.search(text)
    if offset:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours <= 14 and minutes < 60:  # noqa: PLR2004 - no zone is farther from Greenwich
            delta = timedelta(hours=hours, minutes=minutes)
            signed = -delta if offset["sign"] == "-" else delta
            rest = text[: offset.start()] + " " + text[offset.end() :]
            return timezone(signed), ZONE_WORD.sub(" ", KOREAN_TIME.sub(" ", rest))
    place = ZONE_NAME.search(text)
    if place:
        named = _zone_of_place(place.group())
        return named, text if named is None else text[: place.start()] + " " + text[place.end() :]
    korean = KOREAN_TIME.search(text)
    if korean:
        return timezone(timedelta(hours=9)), KOREAN_TIME.sub(" ", text)
    word = ZONE_WORD.search(text)
    if not word:
        return None, text
    rest = text[: word.start()] + " " + text[word.end() :]
    if word.group() in NAMED_ZONES:
        return ZoneInfo(NAMED_ZONES[word.group()]), rest
    return timezone(timedelta(hours=HOURS_OF_ZONES[word.group()])), rest


def _zone_of_place(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name.title())
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _at_clock(day: date, clock: tuple[int, int, int], zone: tzinfo, remarks: tuple[Fault, ...]) -> Reading | Fault:
    hour, minute, second = clock
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    if _first_existing(at) != at or at.astimezone(UTC).astimezone(zone).replace(fold=0) != at.replace(fold=0):
        return Fault("nonexistent_time", "names a time that the clocks skipped that night")
    if at.utcoffset() != at.replace(fold=1).utcoffset():
        twice = Fault(
            "ambiguous_time", "names a time that the clocks went through twice that night; the first is taken"
        )
        remarks = (*remarks, twice)
    return Reading(DatedMoment(at=at, precision=Precision.MINUTE), remarks)


def _first_existing(at: datetime) -> datetime:
    """Give the same time of day, or the one that the clocks were put to, where it was skipped."""
    return at.astimezone(UTC).astimezone(at.tzinfo) if isinstance(at.tzinfo, ZoneInfo) else at


def _weekday_remarks(printed: str, day: _Day) -> tuple[Fault, ...]:
    if not printed or day.precision is not Precision.DAY:
        return ()
    name = printed.strip("().")
    number = KOREAN_WEEKDAYS.find(name[0]) if name[0] in KOREAN_WEEKDAYS else WEEKDAYS.index(name[:3])
    if number == day.day.weekday():
        return ()
    return (Fault("weekday_mismatch", "names a day of the week that does not go with its date"),)
