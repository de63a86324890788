"""Where the lines, bars and figures of a chart of reads lie: from numbers to places in percent. Pure.

A drawing has no size of its own: it is as wide as its page, so places are percent of the plot and letters keep their
size on a telephone. Nought is at the foot (lines) or at the left (bars) of every chart.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WHOLE = 100.0
DIGITS = 2
STEPS_WANTED = 4
MILLION = 1_000_000
# Pixels of a row of bars: its words, then the two bars, one within the other.
ROW, WORDS, LAST_TOP, LAST_HIGH, THIS_TOP, THIS_HIGH = 42, 13, 20, 14, 24, 6
# Letters that fit above a bar, a wide one counted as two: on a desk, and on a telephone.
LONG, SHORT = 84, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis: where, in percent; what it says; whether it is left out where there is little room."""

    at: float
    label: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as polylines' points, broken where nothing is known; points that stand alone; what is not over yet."""

    runs: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    unfinished: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Two lines in a plot. `values` are percent from the top, `moments` percent from the left."""

    values: tuple[Tick, ...]
    moments: tuple[Tick, ...]
    this: Line
    last: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of bars: its words at two lengths, its numbers, how long its bars are in percent, its top in pixels."""

    label: str
    short: str
    value: str
    this: float
    last: float
    top: int

    @property
    def words_at(self) -> int:
        """Where the words stand, in pixels."""
        return self.top + WORDS

    @property
    def this_at(self) -> int:
        """Where the bar of this stretch begins, in pixels."""
        return self.top + THIS_TOP

    @property
    def last_at(self) -> int:
        """Where the bar of the stretch before begins, in pixels."""
        return self.top + LAST_TOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Rows of bars, and the marks of their axis in percent from the left; `height` in pixels."""

    rows: tuple[Bar, ...]
    values: tuple[Tick, ...]
    height: int
    this_high: int = THIS_HIGH
    last_high: int = LAST_HIGH


def scale(most: int) -> list[int]:
    """Return the round numbers of an axis from 0 to what covers `most`, at even steps of 1, 2 or 5 times a power of 10.

    The rule is Heckbert's “Nice numbers for graph labels” (Graphics Gems, 1990, page 61), kept to whole readers.
    """
    rough = max(most, 1) / STEPS_WANTED
    power = 10 ** max(0, floor(log10(rough))) if rough >= 1 else 1
    # Heckbert rounds the step: 1.5, 3 and 7 are where it becomes the next.
    step = next((nice for nice, below in ((1, 1.5), (2, 3), (5, 7)) if rough / power < below), 10) * int(power)
    return list(range(0, step * max(1, ceil(max(most, 1) / step)) + 1, step))


def figure(value: int) -> str:
    """Return a number as an axis says it: 1,500, and 1.5m for a million and a half."""
    return f"{value / MILLION:,g}m" if value >= MILLION else f"{value:,}"


def lines(
    this: Sequence[int | None],
    last: Sequence[int | None],
    labels: Sequence[str],
    *,
    unfinished: tuple[bool, bool] = (False, False),
    most_labels: int = 7,
) -> Lines:
    """Return two lines over the same moments; None is a moment of which nothing is known (yet).

    There are as many `labels` as moments in the longer line, and at most `most_labels` of them are shown. `unfinished`
    says of each line whether its last moment is not over: what leads there is then apart from the line.
    """
    axis = scale(max((value for value in (*this, *last) if value is not None), default=0))
    width = max(len(this), len(last))
    drawn = [_line(values, width, axis[-1], is_open) for values, is_open in zip((this, last), unfinished, strict=True)]
    return Lines(
        values=tuple(Tick(at=_down(value, axis[-1]), label=figure(value)) for value in axis),
        moments=tuple(_moments(labels[:width], most_labels)),
        this=drawn[0],
        last=drawn[1],
    )


def bars(rows: Sequence[tuple[str, int, int | None]]) -> Bars:
    """Return bars for rows of (words, reads, reads in the stretch before or None)."""
    axis = scale(max((value for _, this, last in rows for value in (this, last or 0)), default=0))
    return Bars(
        rows=tuple(
            Bar(
                label=shortened(words, LONG),
                short=shortened(words, SHORT),
                value=f"{this:,}",
                this=_along(this, axis[-1]),
                last=_along(last or 0, axis[-1]),
                top=place * ROW,
            )
            for place, (words, this, last) in enumerate(rows)
        ),
        values=tuple(
            Tick(at=_along(value, axis[-1]), label=figure(value), is_minor=bool(n % 2)) for n, value in enumerate(axis)
        ),
        height=len(rows) * ROW,
    )


def spark(values: Sequence[int]) -> str:
    """Return the points of a line without an axis."""
    highest = max(values, default=0) or 1
    return " ".join(_point(place, len(values), value, highest) for place, value in enumerate(values))


def shortened(words: str, letters: int) -> str:
    """Return words that fit into a number of letters, with “…” where some are left out; wide letters count as two."""
    used = 0
    for place, letter in enumerate(words):
        used += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if used > letters:
            return words[: max(0, place - 1)].rstrip() + "…"
    return words


def _line(values: Sequence[int | None], width: int, highest: int, is_open: bool) -> Line:  # noqa: FBT001 of two lines
    """Return the runs of known values as points, and those of one value alone as places."""
    runs = list(_runs(values))
    unfinished = ""
    if is_open and runs and len(runs[-1]) > 1:
        unfinished = _points(runs[-1][-2:], width, highest)
        runs[-1] = runs[-1][:-1]
    return Line(
        runs=tuple(_points(run, width, highest) for run in runs if len(run) > 1),
        dots=tuple((_across(at, width), _down(value, highest)) for run in runs if len(run) == 1 for at, value in run),
        unfinished=unfinished,
    )


def _points(run: Sequence[tuple[int, int]], width: int, highest: int) -> str:
    return " ".join(_point(at, width, value, highest) for at, value in run)


def _runs(values: Sequence[int | None]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _moments(labels: Sequence[str], most: int) -> Iterator[Tick]:
    """Yield every so many of the labels, the first among them."""
    every = max(1, ceil(len(labels) / most))
    for number, place in enumerate(range(0, len(labels), every)):
        yield Tick(at=_across(place, len(labels)), label=labels[place], is_minor=bool(number % 2))


def _point(place: int, width: int, value: int, highest: int) -> str:
    return f"{_across(place, width):g},{_down(value, highest):g}"


def _across(place: int, width: int) -> float:
    """Return how far from the left a moment lies; one alone is in the middle."""
    return round(WHOLE * place / (width - 1), DIGITS) if width > 1 else WHOLE / 2


def _down(value: int, highest: int) -> float:
    return round(WHOLE - _along(value, highest), DIGITS)


def _along(value: int, highest: int) -> float:
    return round(WHOLE * value / highest, DIGITS)
