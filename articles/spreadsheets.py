"""Tables that leave the desk as CSV: a line at a time, in UTF-8 with its mark, and nothing in them is a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

MARK = "\ufeff"  # by which a spreadsheet sees that it is UTF-8
# The wide signs begin a formula too, where a spreadsheet is set to Korean or Japanese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class _Echo:
    """A file that gives back what is written to it, for `csv` to write a line at a time."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def lines(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield a table as the lines of a CSV file, its heads first; None is an empty cell."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(heads)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: a number as it is, words behind an apostrophe."""
    if cell is None or isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
