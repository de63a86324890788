"""What is wrong with a document, so that those with one fault stand together: a code, and the shape of the line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.importing.documents import Document, Notice, Severity
from articles.importing.readers.month_names import month_named
from articles.importing.readers.textdump.lessons import BYLINE_FAULTS, DATE_FAULTS

LONGEST_SHAPE = 160
LONGEST_SUSPECT = 100
HEAD_LINES = 14
FEWEST_FIGURES = 2
NAMES = frozenset({"ambiguous_author", "unknown_author", "creator_in_properties"})
TWINS = "near_duplicate"
UNSIGNED = "no_byline"
LONGEST_BYLINE, FEWEST_CAPITALS = 80, 2
WORDS = {
    "no_date": "no date of posting could be read",
    "unreadable_date": "the date can’t be read",
    "ambiguous_date": "the date can be read in two ways",
    "impossible_date": "the date names a day or time that does not exist",
    "date_without_label": "a date does not say what it dates",
    "conflicting_dates": "two dates of posting disagree",
    "ambiguous_author": "several columnists have the name",
    "unknown_author": "the author is not known",
    UNSIGNED: "no byline was found",
    "no_headline": "no headline was found",
    "no_body": "no text was found",
    "only_pictures": "pictures without text",
    "same_identity": "two texts have one id",
    "changed_since": "the source and the column were both changed",
    "value_not_usable": "a value can’t be taken as it is",
    "columns_not_understood": "the columns of a table are not understood",
    "creator_in_properties": "only the properties of the file name somebody",
    "styles_not_read": "the styles of the file are damaged",
    "built_in_file": "another file is built into the file",
    "only_summary": "the feed has only a summary",
    "index_page": "a page that lists articles and is none",
    "error_page": "an error page was saved in place of the article",
    "private": "private in the old system",
    "password_protected": "behind a password in the old system",
    "members_only": "for members only in the old system",
    "repeated_post": "the export has the post twice",
    "no_status": "the export does not say whether it was published",
    "no_post_type": "the export does not say what kind of post it is",
    "front_matter_faulty": "the front matter can’t be understood",
    "file_cut": "the file was cut off",
    "file_cut_off": "the file was cut off",
    "item_cut_off": "the item was cut off",
    "damaged_record": "the record is damaged",
    "broken_row": "the row of the table is broken",
    "too_few_cells": "the row has fewer cells than the table has columns",
    "too_many_cells": "the row has more cells than the table has columns",
    "article_deleted": "the column that it became was deleted",
    "reader_failed": "the reader failed on it",
    TWINS: "nearly the same as a column that is here",
}
_NAME = re.compile(r"are called (.+): an editor")
_QUOTED = re.compile(r"“([^”]+)”")
_FIGURE, _LONE_FIGURE = re.compile(r"\d"), re.compile(r"(?<!\d)\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w+|[가-힣]{2,}")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What holds a document: the code of the notice, the shape of its line, and that line (None: none is known)."""

    code: str
    shape: str = ""
    line: int | None = None


NONE = Fault("")


def fault_of(document: Document, notices: Iterable[Notice]) -> Fault:
    """Return what holds a document, given the notices of reader and loader; `NONE` where nothing does.

    An unsigned document is held by nothing, but its byline may stand in a line that no reader knows.
    """
    said = list(notices)
    stop = next((notice for notice in said if notice.severity is Severity.HOLD), None)
    if stop is None:
        return _unsigned(document) if any(notice.code in BYLINE_FAULTS for notice in said) else NONE
    if stop.code in NAMES:
        named = _NAME.search(stop.message) or _QUOTED.search(stop.message)
        return Fault(stop.code, named.group(1)[:LONGEST_SHAPE] if named else "", stop.line)
    line = stop.line or (suspect(document.text) if stop.code in DATE_FAULTS else None)
    text = line_of(document.text, line) or (quoted(stop) if stop.code in DATE_FAULTS else "")
    return Fault(stop.code[:60], shape(text), line)


def _unsigned(document: Document) -> Fault:
    """Return the fault of a document without a byline, with the line below its headline that may be one."""
    lines = [(number, line.strip()) for number, line in enumerate(document.text.split("\n"), start=1) if line.strip()]
    below = [at for at, (_, line) in enumerate(lines[:HEAD_LINES]) if line and line == document.headline]
    number, line = lines[below[0] + 1] if below and below[0] + 1 < len(lines) else (None, "")
    if len(line) > LONGEST_BYLINE or len(_CAPITALS.findall(line)) < FEWEST_CAPITALS or line.endswith((".", "?", "!")):
        return Fault(UNSIGNED)
    return Fault(UNSIGNED, shape(line), number)


def in_words(code: str) -> str:
    """Return what is wrong, for people."""
    return WORDS.get(code, code.replace("_", " "))


def shape(text: str) -> str:
    """Return the shape of a line: each figure a 0, each run of letters an a, white space one space.

    A figure alone counts as two, so that the 3rd of May stands with the 13th.
    """
    plain = " ".join(text.split())[: LONGEST_SHAPE * 2]
    return _LETTERS.sub("a", _FIGURE.sub("0", _LONE_FIGURE.sub("00", plain)))[:LONGEST_SHAPE]


def line_of(text: str, number: int | None) -> str:
    """Return a line of a text by its number from 1; "" where there is none."""
    lines = text.split("\n") if number else []
    return lines[number - 1].strip() if number and number <= len(lines) else ""


def quoted(notice: Notice) -> str:
    """Return the words of the source that a notice quotes; "" where it quotes none."""
    found = _QUOTED.search(notice.message)
    return found.group(1) if found else ""


def suspect(text: str) -> int | None:
    """Return the line near the beginning that looks most like a date; None where none does."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    scored = [(_dateness(line), -number) for number, line in lines[:HEAD_LINES] if len(line) <= LONGEST_SUSPECT]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] else None


def _dateness(line: str) -> int:
    """Return how much a line looks like a date: by its figures, a month's name, and how little else is in it."""
    numbers = _NUMBER.findall(line)
    months = [word for word in _LETTERS.findall(line) if month_named(word)]
    if len(numbers) + bool(months) < FEWEST_FIGURES or not any(len(number) in {2, 4} for number in numbers):
        return 0
    others = len(_LETTERS.findall(line)) - len(months)
    return max(1, 10 + 3 * bool(months) + 2 * any(len(number) == 4 for number in numbers) - 2 * others)  # noqa: PLR2004 a year
