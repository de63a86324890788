"""From a line with marked parts to a pattern: an editor says which part is the day, and never sees the expression."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from articles.importing.readers.patterns import LONGEST_LINE

DATE_PARTS = ("day", "month", "year", "hour", "minute", "half")
NAMES = "names"
YEAR_FIGURES, MOST_VARYING = 4, 3
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’.-][^\W\d_]+)*|\s+|.", re.DOTALL)
_HALF = r"[ap]\.?\s?m\.?|오전|오후"


def tokens(line: str) -> list[str]:
    """Take a line apart into figures, words, white space and signs; what was printed between them is one space."""
    return _TOKEN.findall(" ".join(line.split())[:LONGEST_LINE])


def date_pattern(parts: Sequence[str], marks: Mapping[int, str], others: Sequence[str] = ()) -> str:
    """Return a pattern for lines like this one: `marks` says by the place of a token which part of the date it is.

    A word that stands in all of the `others` at the same place is asked for, one that varies may be any. ValueError
    says what is missing.
    """
    if not {"month", "year"} <= set(marks.values()):
        raise ValueError("Mark at least the month and the year.")
    doubled = [name for name in marks.values() if list(marks.values()).count(name) > 1]
    if doubled:
        raise ValueError(f"The {doubled[0]} is marked twice.")
    varying = _varying(parts, others)
    pieces = [_piece(at, part, marks, varying) for at, part in enumerate(parts)]
    if sum(at not in marks and _is_word(part) for at, part in enumerate(parts) if at in varying) > MOST_VARYING:
        raise ValueError("The lines differ in too many words for one pattern.")
    return "".join(pieces)


def byline_pattern(parts: Sequence[str], first: int, last: int, others: Sequence[str] = ()) -> str:
    """Return a pattern for lines whose names stand between what stands before and behind these tokens."""
    if not 0 <= first <= last < len(parts) or not any(map(_is_word, parts[first : last + 1])):
        raise ValueError("Mark the words that are the name.")
    before, behind = "".join(parts[:first]), "".join(parts[last + 1 :])
    if not before.strip() and not behind.strip():
        raise ValueError(
            "A line that is nothing but a name can’t be told from a headline: mark a line with more in it."
        )
    lines = [" ".join(line.split()) for line in others]
    start = before if all(line.startswith(before) for line in lines) else ""
    end = behind if all(line.endswith(behind) for line in lines) else ""
    if not start.strip() and not end.strip():
        raise ValueError("The lines have nothing in common beside the name.")
    return f"{re.escape(start)}(?P<{NAMES}>.{{2,80}}?){re.escape(end)}".replace(r"\ ", " ")


def _piece(at: int, part: str, marks: Mapping[int, str], varying: set[int]) -> str:
    mark = marks.get(at, "")
    if mark:
        return f"(?P<{mark}>{_marked(mark, part)})"
    if part.isdecimal():
        return r"\d{1,6}"  # what is no part of the date is a number of something: another one tomorrow
    if _is_word(part) and at in varying:
        return r"[^\W\d_]{1,30}"
    return " " if part.isspace() else re.escape(part)


def _marked(mark: str, part: str) -> str:
    if mark == "half":
        return _HALF
    if not part.isdecimal():
        if mark != "month":
            raise ValueError(f"“{part}” can’t be the {mark}: it is no number.")
        return r"[^\W\d_]{3,20}"
    if mark == "year":
        return rf"\d{{{YEAR_FIGURES if len(part) == YEAR_FIGURES else 2}}}"
    return r"\d{1,2}"


def _is_word(part: str) -> bool:
    return part[:1].isalpha()


def _varying(parts: Sequence[str], others: Sequence[str]) -> set[int]:
    """Return the places at which lines of the same make have other words or figures."""
    apart = [tokens(line) for line in others]
    alike = [other for other in apart if len(other) == len(parts)]
    return {at for at, part in enumerate(parts) if any(other[at].casefold() != part.casefold() for other in alike)}
