"""What a table is before anybody knows what its columns mean: rows of values, and how they were named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from articles.importing.documents import Notice

# A cell: text, a real date of a spreadsheet, or the texts of a list.
Value = str | datetime | tuple[str, ...]

LONGEST_SCOPE = 500
_NOT_WORD = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the line of the file (or row of the sheet) at which it begins, and its cells.

    `notices` are what was odd about reading it.
    """

    line: int
    values: tuple[Value, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(is_filled(value) for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a file or sheet as they stand. `keys` are the columns' names where the format itself has them.

    `unit` is what `Row.line` counts: "line", "row" or "object". `label` says which sheet or list it is, "" for the
    only one of its file.
    """

    rows: tuple[Row, ...]
    unit: str
    keys: tuple[str, ...] = ()
    label: str = ""
    encoding: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid whose header is known. `columns` are the names that are shown, each once; `header` what was written.

    `scope` is by what a taught mapping is known again.
    """

    columns: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: str
    label: str
    encoding: str
    notices: tuple[Notice, ...]
    scope: str

    def values(self, column: int) -> list[Value]:
        """Return what stands in a column, without empty cells."""
        return [row.values[column] for row in self.rows if is_filled(row.values[column])]


def is_filled(value: Value) -> bool:
    """Whether a cell says something."""
    return bool(value.strip() if isinstance(value, str) else value)


def as_text(value: Value) -> str:
    """Return a cell as text, for showing and for fields that are one text."""
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds")
    return ", ".join(value) if isinstance(value, tuple) else value


def fold(text: str) -> str:
    """Return a header's words in lower case, parted by one space; "pubDate" and "pub_date" are the same."""
    plain = _HUMP.sub(" ", unicodedata.normalize("NFKC", text))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def scope_of(header: Sequence[str]) -> str:
    """Return by what a table with this header is known again: its folded cells, joined; a long one ends in a hash."""
    joined = "|".join(fold(cell) for cell in header)
    if len(joined) <= LONGEST_SCOPE:
        return joined
    return f"{joined[: LONGEST_SCOPE - 17]}|{sha256(joined.encode()).hexdigest()[:16]}"


def names_for(header: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each column that no other has: what is written, "column 3", "date (2)"."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(header, start=1):
        base = " ".join(cell.split())[:200] or f"column {number}"
        name, again = base, 1
        while fold(name) in taken or name in names:
            again += 1
            name = f"{base} ({again})"
        taken.add(fold(name))
        names.append(name)
    return tuple(names)
