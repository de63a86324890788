"""The cells of one row of a table, asked for by field: what each says, and where it stood by which rule."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from articles.importing.documents import Notice, Provenance, Severity
from articles.importing.readers.lines import collapse
from articles.importing.readers.tables.grids import Row, Table, Value, as_text, is_filled
from articles.importing.readers.tables.labels import several
from articles.importing.readers.tables.mapping import Column, ColumnMapping
from articles.importing.readers.taught import in_words

TAGS_OF_HTML = re.compile(r"<[^<>]+>")


class Cells:
    """What a row says under the fields of a mapping; what is asked for leaves its provenance here."""

    def __init__(self, table: Table, mapping: ColumnMapping, row: Row) -> None:
        """Take the row of a table with what its columns mean."""
        self.table = table
        self.mapping = mapping
        self.row = row
        self.notices: list[Notice] = list(row.notices)
        self.provenance: dict[str, tuple[Provenance, ...]] = {}
        self.text, self.lines = _shown(table, row)

    def filled(self, field_: str) -> tuple[tuple[Column, Value], ...]:
        """Return the columns of a field that say something in this row, and where they stand is kept."""
        found = tuple(
            (column, self.row.values[column.index])
            for column in self.mapping.of(field_)
            if is_filled(self.row.values[column.index])
        )
        if found:
            places = tuple(place for column, _ in found for place in self.places(column))
            self.provenance[field_] = (*self.provenance.get(field_, ()), *places)
        return found

    def places(self, column: Column) -> Iterator[Provenance]:
        """Yield where a column's cell stands in the text and in the file, and the lesson by which it is understood."""
        where = f"{self.table.unit} {self.row.line}" + (f" of “{self.table.label}”" if self.table.label else "")
        rule = f"column “{column.name}”, {column.rule} ({where})"
        lines = self.lines.get(column.index)
        yield Provenance(lines=lines, rule=rule, confidence=column.confidence)
        if column.lesson is not None:
            yield Provenance(lines=lines, rule=f"taught: {in_words(column.lesson)}", confidence=1.0)

    def whole(self, field_: str) -> str:
        """Return a field's cell as one text."""
        return next((as_text(value).strip() for _, value in self.filled(field_)), "")

    def line(self, field_: str) -> str:
        """Return a field's cell as one line of plain text."""
        text = html.unescape(self.whole(field_))
        return collapse(TAGS_OF_HTML.sub(" ", text) if "<" in text else text)

    def address(self, field_: str) -> str:
        """Return the first address of a cell."""
        return next((several(value)[0] for _, value in self.filled(field_) if several(value)), "")

    def at(self, column: Column) -> int | None:
        """Return the line of the text at which a column's cell begins."""
        lines = self.lines.get(column.index)
        return lines[0] if lines else None

    def temper(self, field_: str, column: Column, confidence: float) -> None:
        """Lower how sure a field is to how surely its cell was read."""
        places = self.provenance[field_]
        self.provenance[field_] = tuple(
            Provenance(lines=place.lines, rule=place.rule, confidence=round(min(place.confidence, confidence), 2))
            if f"“{column.name}”" in place.rule
            else place
            for place in places
        )

    def lack(self, code: str, field_: str, sentence: str) -> None:
        """Hold the row for a field that it lacks, and say whether the table has a column for it at all."""
        has = bool(self.mapping.of(field_))
        more = "." if has else ": no column of the table was understood as that. Say which one it is under “Columns”."
        self.notices.append(Notice(code=code, message=f"{sentence}{more}", severity=Severity.HOLD))


def _shown(table: Table, row: Row) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a row as an editor reads it, a cell below the other, and the lines of each cell."""
    shown: list[str] = []
    lines: dict[int, tuple[int, int]] = {}
    for index, (name, value) in enumerate(zip(table.columns, row.values, strict=True)):
        if not is_filled(value):
            continue
        cell = as_text(value).replace("\r\n", "\n").strip("\n").split("\n")
        if len(cell) == 1:
            shown.append(f"{name}: {cell[0]}")
            lines[index] = (len(shown), len(shown))
        else:
            shown.append(f"{name}:")
            lines[index] = (len(shown) + 1, len(shown) + len(cell))
            shown += cell
    return "\n".join(shown), lines
