"""Which row names the columns, and what stands above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articles.importing.documents import Notice, Severity
from articles.importing.readers.tables.evidence import DATE, NUMBER, URL, profile
from articles.importing.readers.tables.grids import Grid, Row, Table, Value, as_text, is_filled, names_for, scope_of
from articles.importing.readers.tables.vocabulary import named_by

LOOK = 12
LONGEST_NAME = 80
FEW_CELLS = 2  # in a row of so few one known word makes a header
NO_HEADER = "no header"
MOST_OF = 0.9


def table_of(grid: Grid) -> Table:
    """Return the grid with its columns named: by its keys, by its header row, or by what they hold."""
    if grid.keys:
        return _made(grid, grid.keys, grid.rows, ())
    at = _header_row(grid.rows)
    if at is None:
        width = max(len(row.values) for row in grid.rows)
        rows = _evened(grid.rows, width)
        kinds = [profile([row.values[column] for row in rows if is_filled(row.values[column])], len(rows)).kind
                 for column in range(width)]  # fmt: skip
        message = "No row names the columns, so they were told by what they hold."
        notice = Notice(code="no_header", message=message, severity=Severity.NOTE)
        return _made(grid, ("",) * width, rows, (notice,), scope="|".join((NO_HEADER, *kinds)))
    header = [" ".join(as_text(value).split()) for value in grid.rows[at].values]
    rows, header = _fitted(grid.rows[at + 1 :], header)
    return _made(grid, tuple(header), rows, _above(grid, at))


def known_words(values: Sequence[Value]) -> int:
    """Return how many cells of a row are words that stand over columns."""
    cells = [as_text(value) for value in values if is_filled(value)]
    return sum(1 for cell in cells if len(cell) <= LONGEST_NAME and named_by(cell))


def _header_row(rows: Sequence[Row]) -> int | None:
    """Return the index of the row that names the columns: the first that only has words, most of them known."""
    width = Counter(len(_filled(row)) for row in rows[:200]).most_common(1)[0][0]
    looked = [(at, row) for at, row in enumerate(rows[:LOOK]) if len(_filled(row)) > 1 or width == 1]
    best = max(looked, key=lambda item: (known_words(item[1].values), -item[0]), default=None)
    if best is None:
        return None
    at, row = best
    cells = _filled(row)
    known = known_words(row.values)
    if known >= 2 and not any(_is_value(cell) for cell in cells):  # noqa: PLR2004 one may be chance
        return at
    first = next((index for index, item in looked), None)
    return first if first is not None and _only_names(rows, first) else None


def _only_names(rows: Sequence[Row], at: int) -> bool:
    """Whether a row reads as names though few are known: short, each once, unlike what stands below."""
    cells, below = _filled(rows[at]), rows[at + 1 : at + 200]
    if not below or len(set(cells)) < len(cells) or any(_is_value(cell) for cell in cells):
        return False
    if known_words(rows[at].values) and len(cells) <= FEW_CELLS:
        return True
    unlike = 0
    for column, value in enumerate(rows[at].values):
        found = profile([row.values[column] for row in below if _has(row, column)], len(below))
        is_other = found.kind in {"date", "number", "address", "picture", "text"}
        unlike += bool(is_filled(value) and found.filled and is_other)
    return unlike > 0


def _filled(row: Row) -> list[str]:
    return [as_text(value).strip() for value in row.values if is_filled(value)]


def _is_value(cell: str) -> bool:
    """Whether a cell can't be the name of a column."""
    return len(cell) > LONGEST_NAME or any(pattern.match(cell) for pattern in (DATE, NUMBER, URL)) or "\n" in cell


def _fitted(rows: Sequence[Row], header: list[str]) -> tuple[tuple[Row, ...], list[str]]:
    """Return rows as wide as the header; a whole column too many is given a name, single cells too many are said."""
    while header and not header[-1] and not any(_has(row, len(header) - 1) for row in rows):
        header.pop()
    width = len(header)
    wider = [row for row in rows if any(_has(row, column) for column in range(width, len(row.values)))]
    if rows and len(wider) > MOST_OF * len(rows):
        extra = max(len(row.values) for row in wider) - width
        # Statistics programs name all columns but the first, which numbers the rows.
        header = ["", *header] if extra == 1 else [*header, *([""] * extra)]
        width, wider = len(header), []
    odd = {row.line for row in wider}
    return tuple(_with_width(row, width, is_odd=row.line in odd) for row in rows), header


def _has(row: Row, column: int) -> bool:
    return column < len(row.values) and is_filled(row.values[column])


def _with_width(row: Row, width: int, *, is_odd: bool) -> Row:
    notices = row.notices
    if is_odd:
        message = (
            f"This row has {len(row.values)} cells where the header has {width}: a separator in a text that is not "
            "quoted? Look whether each value stands in its own field."
        )
        notices = (*notices, Notice(code="too_many_cells", message=message, severity=Severity.HOLD))
        kept, rest = row.values[:width], row.values[width:]
        last = "\n".join(as_text(value) for value in (*kept[-1:], *rest) if is_filled(value))
        return Row(line=row.line, values=(*kept[:-1], last), notices=notices)
    if len(row.values) < width and not row.is_blank and len(row.values) < max(2, width // 2):
        message = (
            f"This row has {len(row.values)} of {width} cells: it is cut off, or a line break in it is not quoted."
        )
        notices = (*notices, Notice(code="too_few_cells", message=message, severity=Severity.HOLD))
    return Row(line=row.line, values=_evened_values(row.values, width), notices=notices)


def _evened(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    return tuple(Row(line=row.line, values=_evened_values(row.values, width), notices=row.notices) for row in rows)


def _evened_values(values: tuple[Value, ...], width: int) -> tuple[Value, ...]:
    return (*values, *([""] * (width - len(values))))[:width]


def _above(grid: Grid, at: int) -> tuple[Notice, ...]:
    """Return a notice on what stands above the header, so that it is not lost."""
    said = [" ".join(_filled(row)) for row in grid.rows[:at] if not row.is_blank]
    if not said:
        return ()
    message = f"Above the header stands: “{' / '.join(said)[:300]}”."
    return (Notice(code="above_the_header", message=message, severity=Severity.NOTE),)


def _made(
    grid: Grid, header: Sequence[str], rows: Sequence[Row], notices: tuple[Notice, ...], *, scope: str = ""
) -> Table:
    return Table(
        columns=names_for(header),
        header=tuple(header),
        rows=tuple(row for row in rows if not row.is_blank),
        unit=grid.unit,
        label=grid.label,
        encoding=grid.encoding,
        notices=(*grid.notices, *notices),
        scope=scope or scope_of(header),
    )
