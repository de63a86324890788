"""Patterns that an editor taught: only those that no line of text can keep a program busy with.

A pattern is a regular expression of a small kind: literal signs, classes, groups, alternatives and repetitions. What
looks around, looks back or repeats a repetition without end is refused, and so is what could be tried in too many ways.
"""

from __future__ import annotations

import re
import time
from functools import lru_cache

LONGEST = 500
LONGEST_LINE = 160  # of the text that a pattern is tried on
MOST_WAYS = 200_000
# What a pattern is tried on before it is taken: lines at each word of which it can begin anew.
HOSTILE_LINES = tuple(
    (part * LONGEST_LINE)[:LONGEST_LINE] for part in ("a", "1", "a ", "1 ", "a1 ", "a. ", "12.4.2011 ")
)
MOST_SECONDS = 0.02  # of the processor, for one line: what people write takes a hundredth of it
_ESCAPES = frozenset("dDwWsS")
_GROUP = re.compile(r"\((?:\?(?:P<(?P<name>[a-z]+)>|:))?")
_TIMES = re.compile(r"([*+?]|\{(\d+)(?:(,)(\d*))?\})\??")


class UnsafePatternError(ValueError):
    """A pattern that can't be taken; the message is a sentence for the editor."""


@lru_cache(maxsize=500)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern ready for use, blind to case. UnsafePatternError says why it can't be taken."""
    if len(pattern) > LONGEST:
        raise UnsafePatternError(f"The pattern is longer than {LONGEST} signs.")
    try:
        ways = _Reader(pattern).read()
        made = re.compile(pattern, re.IGNORECASE) if ways <= MOST_WAYS else None
    except (re.error, OverflowError) as error:
        raise UnsafePatternError(f"The pattern can't be read: {error}.") from error
    except RecursionError as error:
        raise UnsafePatternError("The pattern has too many brackets in brackets.") from error
    if made is None:
        raise UnsafePatternError("The pattern can be tried in too many ways: say how often each part may be repeated.")
    return made


def check_pace(pattern: str) -> None:
    """Raise UnsafePatternError where a pattern takes long on a line that is made to be hard for it."""
    anywhere = bounded(pattern)
    for line in HOSTILE_LINES:
        before = time.thread_time()
        anywhere.search(line)
        if time.thread_time() - before > MOST_SECONDS:
            raise UnsafePatternError("The pattern takes too long on a line: say how often each part may be repeated.")


def bounded(pattern: str) -> re.Pattern[str]:
    """Return a pattern for what stands somewhere in a line: no figure or letter is right beside it."""
    compiled(pattern)  # says why it can't be taken
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


class _Reader:
    """Goes through a pattern once and counts in how many ways a line can be tried against it, at most."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def read(self) -> int:
        ways = self._alternatives()
        if self.at < len(self.pattern):
            raise UnsafePatternError("The pattern closes a bracket that it has not opened.")
        return ways

    def _alternatives(self) -> int:
        ways = self._sequence()
        while self.pattern[self.at : self.at + 1] == "|":
            self.at += 1
            ways += self._sequence()
        return ways

    def _sequence(self) -> int:
        ways = 1
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            inner = self._piece()
            ways = min(ways * self._repeated(inner), MOST_WAYS + 1)
        return ways

    def _piece(self) -> int:
        """Step over one sign, class or group; return in how many ways it alone can match."""
        sign = self.pattern[self.at]
        if sign == "(":
            return self._group()
        if sign == "[":
            self._class()
        elif sign == "\\":
            self._escape()
        elif sign in "*+?{":
            raise UnsafePatternError(f"The pattern repeats nothing at “{self.pattern[self.at :][:10]}”.")
        else:
            self.at += 1
        return 1

    def _group(self) -> int:
        opening = _GROUP.match(self.pattern, self.at)
        if opening is None or self.pattern[opening.end() : opening.end() + 1] == "?":
            raise UnsafePatternError(
                "The pattern has a kind of bracket that is not understood: use (?P<name>…) or (?:…)."
            )
        self.at = opening.end()
        ways = self._alternatives()
        if self.pattern[self.at : self.at + 1] != ")":
            raise UnsafePatternError("The pattern does not close a bracket.")
        self.at += 1
        return ways

    def _class(self) -> None:
        self.at += 2 if self.pattern[self.at + 1 : self.at + 2] == "^" else 1
        first = self.at
        while self.pattern[self.at : self.at + 1] != "]" or self.at == first:
            if self.at >= len(self.pattern):
                raise UnsafePatternError("The pattern does not close a square bracket.")
            if self.pattern[self.at] == "\\":
                self._escape()
            else:
                self.at += 1
        self.at += 1

    def _escape(self) -> None:
        sign = self.pattern[self.at + 1 : self.at + 2]
        if not sign or (sign.isalnum() and sign not in _ESCAPES):
            raise UnsafePatternError(f"The pattern has “\\{sign}”, which is not understood.")
        self.at += 2

    def _repeated(self, inner: int) -> int:
        """Return in how many ways what stands before a repetition matches with it."""
        times = _TIMES.match(self.pattern, self.at)
        if times is None:
            return inner
        self.at = times.end()
        least, most = _bounds(times)
        if inner > 1 and most > 1:
            raise UnsafePatternError("The pattern repeats something that has repetitions or alternatives in it.")
        return inner + 1 if most == 1 else max(most - least + 1, 1)


def _bounds(times: re.Match[str]) -> tuple[int, int]:
    sign, least, comma, most = times.groups()
    if sign in "*+?":
        return (1 if sign == "+" else 0), (1 if sign == "?" else LONGEST_LINE)
    low = int(least)
    high = int(most) if most else (LONGEST_LINE if comma else low)
    return low, min(high, LONGEST_LINE)
