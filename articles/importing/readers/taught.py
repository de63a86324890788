"""What editors taught about lines: which of them is a date or a byline, though it does not look like one to a reader.

A taught line is read as if it said the same in words that every reader knows; the printed text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.lines import collapse
from articles.importing.readers.month_names import month_named
from articles.importing.readers.patterns import LONGEST_LINE, bounded, compiled

UPDATED = "updated"
PARTS = ("year", "month", "day", "hour", "minute", "half")
TURN = 70  # "69" is 2069, "70" is 1970
AFTERNOON = frozenset({"pm", "오후"})
MORNING = frozenset({"am", "오전"})
NOON = 12
_NAMED = re.compile(r"\(\?P<(\w+)>[^()]*\)")
_CLASS = re.compile(r"\[\^\\W\\d_\]\{\d+,\d+\}")
_FIGURES = re.compile(r"\\d\{\d+,\d+\}")


@dataclass(frozen=True, slots=True)
class TaughtLine:
    """What a line says by a lesson: a date in ISO form, or names; and the lesson."""

    said: str
    lesson: Lesson


def in_words(lesson: Lesson) -> str:
    """Return a lesson as provenance and lists say it: “a date like day.month.year”."""
    kinds = {
        LessonKind.DATE_PATTERN: f"a date like “{_drawn(lesson.pattern)}”",
        LessonKind.BYLINE_PATTERN: f"a byline like “{_drawn(lesson.pattern)}”",
        LessonKind.SITE_RULE: f"on {lesson.scope}, {lesson.pattern.replace('_', ' ')} stands in “{lesson.value}”",
        LessonKind.COLUMN_MAPPING: f"the column “{lesson.pattern}” holds {lesson.value.replace('_', ' ') or 'nothing'}",
        LessonKind.AUTHOR_NAME: f"who is meant by “{lesson.pattern}”",
        LessonKind.TERM_TO_TAG: f"“{lesson.pattern}” becomes {f'“{lesson.value}”' if lesson.value else 'no tag'}",
    }
    return kinds[lesson.kind] + (" (last update)" if lesson.value == UPDATED else "")


def of_kind(lessons: Iterable[Lesson], kind: LessonKind, format_name: str) -> list[Lesson]:
    """Return the lessons of a kind that hold for a format."""
    return [lesson for lesson in lessons if lesson.kind is kind and lesson.scope in {"", format_name}]


def whole_line(text: str, lessons: Iterable[Lesson]) -> TaughtLine | None:
    """Read a line that as a whole is a date or a byline by one of these lessons."""
    printed = collapse(text)
    if not printed or len(printed) > LONGEST_LINE:
        return None
    for lesson in lessons:
        match = compiled(lesson.pattern).fullmatch(printed)
        said = _said(match, lesson) if match else ""
        if said:
            return TaughtLine(said, lesson)
    return None


def within(text: str, lessons: Iterable[Lesson]) -> TaughtLine | None:
    """Read the date that stands somewhere in a line, by one of these lessons."""
    for lesson, match in _matches(collapse(text), lessons):
        if said := _said(match, lesson):
            return TaughtLine(said, lesson)
    return None


def with_dates(text: str, lessons: Iterable[Lesson]) -> tuple[str, Lesson | None]:
    """Return a line with the dates in it that a lesson reads as ISO dates, and that lesson (None: nothing was read)."""
    printed = collapse(text)
    for lesson, _ in _matches(printed, lessons):
        plain = bounded(lesson.pattern).sub(partial(_said_or_printed, lesson), printed)
        if plain != printed:
            return plain, lesson
    return text, None


def _matches(printed: str, lessons: Iterable[Lesson]) -> list[tuple[Lesson, re.Match[str]]]:
    if len(printed) > LONGEST_LINE:
        return []
    found = ((lesson, bounded(lesson.pattern).search(printed)) for lesson in lessons)
    return [(lesson, match) for lesson, match in found if match]


def _said_or_printed(lesson: Lesson, match: re.Match[str]) -> str:
    return _said(match, lesson) or match.group()


def _said(match: re.Match[str], lesson: Lesson) -> str:
    parts = {name: (text or "").strip() for name, text in match.groupdict().items()}
    if lesson.kind is LessonKind.BYLINE_PATTERN:
        return parts.get("names", "")
    return iso(parts)


def iso(parts: dict[str, str]) -> str:
    """Return the date that the parts make, as “2005-04-03 14:30”; "" where there is no such date."""
    year, month = parts.get("year", ""), parts.get("month", "")
    number = int(month) if month.isdecimal() else month_named(month)
    if not year.isdecimal() or number is None:
        return ""
    known = int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= TURN else 2000)  # noqa: PLR2004 a year of two digits
    day = parts.get("day", "")
    try:
        made = date(known, number, int(day or 1))
    except ValueError:
        return ""
    return f"{made:%Y-%m-%d}{_clock(parts)}" if day else f"{made:%Y-%m}"


def _clock(parts: dict[str, str]) -> str:
    hour, minute = parts.get("hour", ""), parts.get("minute", "")
    if not hour:
        return ""
    half = parts.get("half", "").casefold().replace(".", "").replace(" ", "")
    number = int(hour) % NOON + (NOON if half in AFTERNOON else 0) if half in AFTERNOON | MORNING else int(hour)
    return f" {number:02}:{int(minute or 0):02}"


def _drawn(pattern: str) -> str:
    """Return a pattern as people write one: “day.month.year”."""
    plain = _FIGURES.sub("0", _CLASS.sub("…", _NAMED.sub(lambda match: match[1], pattern)))
    return re.sub(r"\\(.)", r"\1", plain)
