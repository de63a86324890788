"""The reader of tables: CSV, TSV, Excel workbooks, JSON Lines and lists of objects, one document a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import islice

from articles.importing.documents import Document, Notice, Provenance, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.readers.dated import zone_called
from articles.importing.readers.kinds import refuse_markup, refuse_other_kinds
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.tables import substack
from articles.importing.readers.tables.delimited import consistency, read_delimited, tell_dialect
from articles.importing.readers.tables.grids import Grid, Table, as_text, is_filled
from articles.importing.readers.tables.headers import known_words, table_of
from articles.importing.readers.tables.json_rows import looks_like_json, read_json
from articles.importing.readers.tables.mapping import ColumnMapping, guess, in_words
from articles.importing.readers.tables.rows import FORMAT, TableReader
from articles.importing.readers.tables.workbooks import is_workbook, read_workbook

MOST_COLUMNS = 1000
DELIMITED = frozenset({".csv", ".tsv", ".tab"})
OF_JSON = frozenset({".json", ".jsonl", ".ndjson"})
OTHER_TEXT = frozenset({"", ".txt", ".dat", ".psv"})
LEAST_COLUMNS = 3
SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A table of a file and what its columns become."""

    table: Table
    mapping: ColumnMapping


def fits(sample: Sample) -> bool:
    """Whether a file is a table: a workbook, a CSV by name and content, JSON in which rows are articles."""
    if is_workbook(sample.content):
        return True
    if sample.root:
        return False
    if looks_like_json(sample.opening):
        return sample.suffix in OF_JSON and _holds_articles(sample)
    if sample.suffix in DELIMITED:
        return True
    return sample.suffix in OTHER_TEXT and _reads_as_table(sample.opening)


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read a document from every row; a table in which nothing is a headline or a text is one held document.

    Raises UnreadableError for an empty or damaged file, ValueError for an unknown time zone.
    """
    zone = zone_called(options.timezone)
    tables = understand(name, content, options)
    documents: list[Document] = []
    some = any(each.mapping.is_recognised for each in tables)
    for each in tables:
        if not each.mapping.is_recognised:
            documents.append(_not_understood(name, each, is_beside=some))
            continue
        reader = TableReader.of(name, each.table, each.mapping, zone, UTC)
        own = [reader.document(row, name) for row in each.table.rows]
        documents += _with_notices(own, each.table.notices)
    if not documents:
        raise UnreadableError(f"{name} is empty: there is no row below its header.", code="empty_file")
    return tuple(_numbered(name, documents))


def understand(name: str, content: bytes, options: ReadOptions) -> list[Understood]:
    """Return the tables of a file, each with what its columns become. Raises UnreadableError."""
    grids = [substack.joined(grid, name, options.beside) for grid in _grids(name, content)]
    widest = max((max(len(grid.keys), *(len(row.values) for row in grid.rows), 0) for grid in grids), default=0)
    if widest > MOST_COLUMNS:
        message = f"{name} has {widest:,} columns; a table of articles has at most {MOST_COLUMNS:,}."
        raise UnreadableError(message, code="too_many_columns")
    tables = [table_of(grid) for grid in grids]
    return [
        Understood(table=table, mapping=guess(table, options.lessons))
        for table in tables
        if table.rows or len(tables) == 1
    ]


def first_rows(name: str, found: Understood, options: ReadOptions, *, most: int) -> tuple[Document, ...]:
    """Return the documents of a table's first rows; ValueError for an unknown time zone."""
    reader = TableReader.of(name, found.table, found.mapping, zone_called(options.timezone), UTC)
    return tuple(reader.document(row, name) for row in found.table.rows[:most])


def _grids(name: str, content: bytes) -> Sequence[Grid]:
    if is_workbook(content):
        return read_workbook(name, content)
    refuse_other_kinds(name, content)
    sample = Sample(name, content)
    if looks_like_json(sample.opening):
        return read_json(name, content)
    refuse_markup(name, sample.opening)
    return [read_delimited(name, content)]


def _holds_articles(sample: Sample) -> bool:
    """Whether data is a list of articles for sure. An object that wraps a list may be anything that some program keeps
    beside its articles: it is read where the format is named.
    """
    if sample.suffix == ".json" and not sample.opening.lstrip("\ufeff \t\r\n").startswith("["):
        return False
    try:
        grids = read_json(sample.name, sample.content)
    except UnreadableError as error:
        return sample.suffix != ".json" or error.code == "broken_json"
    return any(_is_of_articles(table, guess(table)) for table in map(table_of, grids) if table.rows)


def _is_of_articles(table: Table, mapping: ColumnMapping) -> bool:
    """Whether objects are articles for sure: most of them have a text."""
    texts = mapping.of("body")
    filled = sum(any(is_filled(row.values[column.index]) for column in texts) for row in table.rows)
    return bool(texts) and 2 * filled >= len(table.rows)


def _reads_as_table(opening: str) -> bool:
    """Whether a text without a telling name is parted into the same cells all along, below words of a header."""
    first = opening.partition("\n")[0]
    if not any(mark in first for mark in "\t;|,"):
        return False
    dialect = tell_dialect(opening)
    width, share = consistency(opening, dialect)
    if width < LEAST_COLUMNS or share < 0.9:  # noqa: PLR2004 nearly all rows
        return False
    rows = list(islice(dialect.reader(opening), 2))
    return len(rows) > 1 and known_words(rows[0]) >= LEAST_COLUMNS and len(rows[0]) == width


def _not_understood(name: str, found: Understood, *, is_beside: bool) -> Document:
    """Return the one document of a table that nobody can make articles of: held, or left out beside one that is."""
    table, count = found.table, len(found.table.rows)
    what = f"The sheet “{table.label}”" if table.label else "This table"
    rows = "1 row" if count == 1 else f"{count} rows"
    if is_beside:
        message = f"{what} has {rows} without a headline or a text: no articles. (rule: sheet_without_articles)"
        notice = Notice(code="sheet_without_articles", message=message, severity=Severity.NOTE)
    else:
        message = (
            f"{what} has {rows}, but no column of it was understood as headline or text. Say under “Columns” what its "
            "columns are; then each row is a document."
        )
        notice = Notice(code="columns_not_understood", message=message, severity=Severity.HOLD)
    mapping = Notice(code="columns_guessed", message=in_words(found.mapping), severity=Severity.NOTE)
    shown = [" | ".join(table.columns), *(" | ".join(map(as_text, row.values)) for row in table.rows[:SHOWN_ROWS])]
    return Document(
        source=name,
        format=FORMAT,
        identity="",
        verdict=Verdict.LEFT_OUT if is_beside else Verdict.HELD,
        headline=table.label,
        text="\n".join(" ".join(line.split()) for line in shown),
        encoding=table.encoding,
        notices=(*table.notices, notice, mapping),
        provenance={"headline": (Provenance(rule="the name of the sheet", confidence=1.0),)} if table.label else {},
    )


def _with_notices(documents: list[Document], notices: tuple[Notice, ...]) -> Iterator[Document]:
    """Yield the documents; what is to be said of the whole table is said of its first."""
    for place, document in enumerate(documents):
        yield document if place or not notices else _and(document, notices)


def _and(document: Document, notices: tuple[Notice, ...]) -> Document:
    return replace(document, notices=(*notices, *document.notices))


def _numbered(name: str, documents: list[Document]) -> Iterator[Document]:
    several = len(documents) > 1
    for number, document in enumerate(documents, start=1):
        yield replace(document, source=f"{name}#{number}" if several else name)
