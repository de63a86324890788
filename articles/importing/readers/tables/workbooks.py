"""Excel's .xlsx: every sheet a grid, real dates as dates, whole numbers without a decimal point."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from articles.importing.documents import Notice, UnreadableError
from articles.importing.readers.tables.grids import Grid, Row, Value
from articles.importing.zipped import BROKEN, MAGIC

BOOK = "xl/workbook.xml"
LARGEST = 512 * 1024 * 1024
MOST_TIMES = 200
HARMLESS = 4 * 1024 * 1024
WIDEST = 1_000
EMPTY_ROWS = 1_000  # a sheet that says it has a million rows, and has not
# What openpyxl raises besides at XML that is well-formed, or not even that, and no workbook.
ODD = (InvalidFileException, SyntaxError, LookupError, TypeError, AttributeError, OverflowError)
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook of Excel's newer kind."""
    if not content.startswith(MAGIC):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return BOOK in packed.namelist()
    except BROKEN:
        return BOOK.encode() in content


def read_workbook(name: str, content: bytes) -> list[Grid]:
    """Read every sheet that holds something. Raises UnreadableError for one that is damaged, locked or a bomb."""
    _check(name, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and extensions that hold no values
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [(sheet.title, sheet.sheet_state, tuple(_rows(sheet))) for sheet in book.worksheets]
    except (*BROKEN, *ODD) as error:
        sentence = f"{name} is a damaged Excel workbook ({type(error).__name__}). Save it again, or as CSV."
        raise UnreadableError(sentence, code="broken_workbook") from error
    filled = [(title, state, rows) for title, state, rows in sheets if rows]
    if not filled:
        raise UnreadableError(f"{name} is empty: there is nothing in any of its sheets.", code="empty_file")
    several = len(filled) > 1
    return [
        Grid(rows=rows, unit="row", label=title if several else "", notices=_said_of(title, state))
        for title, state, rows in filled
    ]


def _said_of(title: str, state: str) -> tuple[Notice, ...]:
    if state == "visible":
        return ()
    return (Notice(code="hidden_sheet", message=f"The sheet “{title}” is hidden in the workbook; it was read too."),)


def _check(name: str, content: bytes) -> None:
    """Refuse what would expand beyond all measure, and XML that declares a document type."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            infos = packed.infolist()
            _check_sizes(name, infos)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    with packed.open(info) as part:
                        _check_part(name, part.read(2_048))
    except BROKEN as error:
        raise UnreadableError(f"{name} is a damaged Excel workbook: {error}.", code="broken_workbook") from error


def _check_sizes(name: str, infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = any(
        info.file_size > HARMLESS and info.file_size > MOST_TIMES * max(info.compress_size, 1) for info in infos
    )
    if total > LARGEST or packed:
        raise UnreadableError(f"{name} would expand without measure, as a zip bomb does.", code="zip_bomb")


def _check_part(name: str, start: bytes) -> None:
    if DECLARATION.search(start):
        raise UnreadableError(f"{name} declares XML entities, as no workbook does.", code="xml_entities")


def _rows(sheet: Any) -> Iterator[Row]:
    """Yield the rows of a sheet up to the last that holds something, every one with its number."""
    waiting: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST), start=1):
        row = Row(line=number, values=tuple(_value(cell) for cell in cells))
        waiting.append(row)
        if not row.is_blank:
            yield from waiting
            waiting = []
        elif len(waiting) > EMPTY_ROWS:
            return


def _value(cell: Any) -> Value:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0) + timedelta(seconds=round(cell.microsecond / 1_000_000))
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 the paper's zone is given to it later
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 beyond it floats lose digits
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, time) else str(cell).replace("_x000D_", "")
