"""What the lines of a group may mean as dates: proposals that an editor picks from, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.month_names import month_named
from articles.importing.readers.taught import within
from articles.importing.teaching.marking import YEAR_FIGURES, date_pattern, tokens

# How papers order a date, the commonest first.
ORDERS = (("day", "month", "year"), ("month", "day", "year"), ("year", "month", "day"))
MOST = 4
MOST_LINES = 200
MOST_EXAMPLES = 6
CLOCK_REACH = 4
UNITS = frozenset("년월일年月日")
HOURS, MINUTES, MINUTE_FIGURES = 24, 60, 2
HALVES = frozenset({"am", "pm", "a", "p", "오전", "오후"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to read the lines: its pattern, how it reads the example, and how many of the lines it reads."""

    pattern: str
    words: str
    example: str
    reads: int
    of: int


def proposals(lines: Sequence[str], *, today: date) -> list[Proposal]:
    """Return the ways to read lines of one shape as dates; what reads more of them as days gone by stands first."""
    lines = [line for line in lines if line.strip()][:MOST_LINES]
    if not lines:
        return []
    found: dict[str, Proposal] = {}
    for example in _commonest(lines):
        parts = tokens(example)
        for marks in _ways(parts):
            proposal = _proposal(parts, marks, example, lines, today)
            if proposal is not None:
                found.setdefault(proposal.pattern, proposal)
    return sorted(found.values(), key=lambda proposal: -proposal.reads)[:MOST]


def _commonest(lines: Sequence[str]) -> list[str]:
    """Return some lines of the make that most of the lines have: one alone may name no day that there is."""
    makes = Counter(len(tokens(line)) for line in lines)
    size = makes.most_common(1)[0][0]
    return [line for line in dict.fromkeys(lines) if len(tokens(line)) == size][:MOST_EXAMPLES]


def _proposal(
    parts: Sequence[str], marks: Mapping[int, str], example: str, lines: Sequence[str], today: date
) -> Proposal | None:
    try:
        pattern = date_pattern(parts, marks, lines)
    except ValueError:
        return None  # this way of reading is none: another may be
    lesson = [Lesson(kind=LessonKind.DATE_PATTERN, pattern=pattern)]
    read = within(example, lesson)
    found = [within(line, lesson) for line in lines]
    reads = sum(each is not None and each.said[:10] <= today.isoformat() for each in found)
    if read is None:
        return None
    words = "".join(marks.get(at, part) for at, part in enumerate(parts))
    return Proposal(pattern=pattern, words=words, example=f"{example} → {read.said}", reads=reads, of=len(lines))


def _ways(parts: Sequence[str]) -> Iterator[dict[int, str]]:
    """Yield the ways to mark a day, a month and a year, each with the clock that stands behind it, if any."""
    whole = [
        marks | _clock(parts, max(marks))
        for places in _triples(parts)
        for marks in (dict(zip(places, order, strict=True)) for order in ORDERS)
        if all(_fits(name, parts[at]) for at, name in marks.items())
    ]
    yield from whole or _months(parts)


def _months(parts: Sequence[str]) -> Iterator[dict[int, str]]:
    """Yield the ways to mark the name of a month and the year behind it."""
    for at, part in enumerate(parts):
        if not part.isdecimal() and month_named(part) is not None:
            years = [near for near in range(at, min(at + 4, len(parts))) if len(parts[near]) == YEAR_FIGURES]
            yield from ({at: "month", year: "year"} for year in years if parts[year].isdecimal())


def _triples(parts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield places of three numbers in a row, or of two and the name of a month."""
    told = [at for at, part in enumerate(parts) if part.isdecimal() or month_named(part) is not None]
    for first, second, third in zip(told, told[1:], told[2:], strict=False):
        places = (first, second, third)
        named = any(not parts[at].isdecimal() for at in places)
        gaps = [parts[low + 1 : high] for low, high in pairwise(places)]
        if all(_parts_a_date(gap, named=named) for gap in gaps):
            yield places


def _parts_a_date(gap: Sequence[str], *, named: bool) -> bool:
    """Whether a day, a month and a year may stand that far apart; between figures alone stand no words."""
    words = [sign for sign in gap if sign.isalpha() and sign not in UNITS]
    return len(gap) <= CLOCK_REACH and ":" not in gap and (named or not words)


def _fits(name: str, part: str) -> bool:
    if not part.isdecimal():
        return name == "month"
    if name == "year":
        return len(part) in {2, YEAR_FIGURES}
    return len(part) <= 2 and 1 <= int(part) <= (12 if name == "month" else 31)  # noqa: PLR2004 a month, a day


def _clock(parts: Sequence[str], behind: int) -> dict[int, str]:
    """Return the marks of an hour and a minute behind the date, and of a.m. or p.m."""
    numbers = [at for at in range(behind + 1, len(parts)) if parts[at].isdecimal()]
    hour, minute = next(pairwise(numbers), (0, 0))
    if not _is_clock(parts[hour : minute + 1]):
        return {}
    halves = [at for at in range(behind + 1, len(parts)) if parts[at].casefold().replace(".", "") in HALVES]
    return {hour: "hour", minute: "minute"} | dict.fromkeys(halves[:1], "half")


def _is_clock(parts: Sequence[str]) -> bool:
    """Whether these are the figures of an hour and a minute with a sign between them: "15:30"."""
    match parts:
        case [hour, ":" | "." | "h" | "H", minute]:
            return int(hour) < HOURS and len(minute) == MINUTE_FIGURES and int(minute) < MINUTES
    return False
