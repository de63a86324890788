"""CSV and its kin: the separator told from the text, quoted line breaks, and what to do where a quote never closes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Literal

from articles.importing.documents import Notice, UnreadableError
from articles.importing.readers.decoding import decode
from articles.importing.readers.tables.grids import Grid, Row

if TYPE_CHECKING:
    from _csv import Reader  # the type of what csv.reader gives has no public name

SEPARATORS = ",\t;|"
NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
LOOK = 200
LOOK_LENGTH = 400_000
EXCEL_HINT = re.compile(r"\A\ufeff?sep=(.)\n")
MOST_BROKEN = 50  # quotes that never close; what has more is no table with quotes
FIELD_LIMIT = 64 * 1024 * 1024  # more than a file may have; the csv module's own limit is smaller than a long column
BACKSLASHED = re.compile(r'\\"')
DOUBLED = re.compile(r'[^,;\t|\n]""|""[^,;\t|\n]')

csv.field_size_limit(FIELD_LIMIT)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text parts its cells: the separator, whether quotes inside are escaped with a backslash."""

    separator: str
    is_backslashed: bool = False

    def reader(self, text: str, *, strict: bool = False, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Reader:
        """Return the rows of a text."""
        return csv.reader(
            StringIO(text, newline=""),
            delimiter=self.separator,
            doublequote=not self.is_backslashed,
            escapechar="\\" if self.is_backslashed else None,
            strict=strict,
            quoting=quoting,
        )


def read_delimited(name: str, content: bytes) -> Grid:
    """Read the rows of a CSV, TSV or the like. Raises UnreadableError where the bytes are no text."""
    decoded = decode(name, content)
    text, skipped = decoded.text.removeprefix("\ufeff"), 0
    hint = EXCEL_HINT.match(text)
    if hint:
        text, skipped = text[hint.end() :], 1
    dialect = tell_dialect(text, hint[1] if hint else "", name)
    rows = tuple(_rows(text, dialect, skipped))
    if not rows:
        raise UnreadableError(f"{name} is empty: there is no row in it.", code="empty_file")
    return Grid(rows=rows, unit="line", encoding=decoded.encoding, notices=decoded.notices)


def tell_dialect(text: str, hint: str = "", name: str = "") -> Dialect:
    """Tell how the cells are parted, from the text; a tie goes to what the name says."""
    opening = _opening(text)
    backslashed = len(BACKSLASHED.findall(opening)) > len(DOUBLED.findall(opening))
    if hint and hint in SEPARATORS:
        return Dialect(hint, backslashed)
    named = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    scored = [(_score(opening, Dialect(each, backslashed)), each == named, each) for each in SEPARATORS]
    return Dialect(max(scored)[2], backslashed)


def consistency(text: str, dialect: Dialect) -> tuple[int, float]:
    """Return how many cells most rows of the opening have, and what share of the rows has that many."""
    rows = _look(_opening(text), dialect)
    counts = Counter(len(row) for row in rows if any(row))
    if not counts:
        return 0, 0.0
    width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    return width, times / sum(counts.values())


def _opening(text: str) -> str:
    """Return the first part of a text, cut at the end of a line."""
    if len(text) <= LOOK_LENGTH:
        return text
    return text[: text.rfind("\n", 0, LOOK_LENGTH) + 1] or text[:LOOK_LENGTH]


def _look(text: str, dialect: Dialect) -> Sequence[list[str]]:
    rows = list(islice(dialect.reader(text), LOOK + 1))
    return rows[:LOOK] if len(rows) < 3 else rows[: min(LOOK, len(rows) - 1)]  # noqa: PLR2004 the last may be cut


def _score(text: str, dialect: Dialect) -> float:
    width, share = consistency(text, dialect)
    return share * (1 + min(width, 12) / 12) if width > 1 else 0.0


def _rows(text: str, dialect: Dialect, skipped: int) -> Iterator[Row]:
    """Yield the rows with the lines at which they begin; a quote that never closes spoils one row only."""
    line, lines = skipped + 1, text.split("\n")
    for _ in range(MOST_BROKEN):
        rest = "\n".join(lines[line - skipped - 1 :])
        rows = list(_numbered(rest, dialect, line))
        if _closes(rest, dialect) or not rows:
            yield from rows
            return
        yield from rows[:-1]
        line = rows[-1].line
        yield _broken_row(lines[line - skipped - 1], dialect, line)
        line += 1
    for number, unread in enumerate(lines[line - skipped - 1 :], start=line):
        yield _broken_row(unread, dialect, number)


def _numbered(text: str, dialect: Dialect, line: int) -> Iterator[Row]:
    """Yield each row with the line at which it begins."""
    reader = dialect.reader(text)
    before = 0
    for cells in reader:
        if cells:
            yield Row(line=line + before, values=tuple(cells))
        before = reader.line_num


def _closes(text: str, dialect: Dialect) -> bool:
    """Whether the last quoted cell of a text is closed."""
    try:
        for _ in dialect.reader(text, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            return False
        # Something else is loose about its quotes; then the lenient reading has to do.
        return text.count('"') % 2 == 0
    return True


def _broken_row(line: str, dialect: Dialect, number: int) -> Row:
    cells: list[str] = next(iter(dialect.reader(line, quoting=csv.QUOTE_NONE)), [])
    message = f"A quotation mark in line {number} opens a cell and never closes: only that line was taken as its row."
    notice = Notice(code="quote_not_closed", message=message)
    return Row(line=number, values=tuple(cell.strip('"') for cell in cells), notices=(notice,))
