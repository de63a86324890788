"""A page of reads: the lines of its table, what they come to, the chart of them, and the whole of it as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import spreadsheets
from articles.editing.reads import over_time, ranked
from articles.editing.reads.asking import ARTICLE, AUTHOR, BY, DAYS, HOUR, MONTH, RANKED, REFERRER, TAG, Asked
from articles.editing.reads.rows import Row
from articles.readership import charts, reads

A_PAGE = 50
DRAWN = 12
# What the first cells of a line are called in the CSV.
HEADS = {ARTICLE: ("column", "headline", "by"), AUTHOR: ("columnist", "name"), TAG: ("subject", "name")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines of a page; `total` is of all columns in scope, which need not be the sum of the lines."""

    rows: Sequence[Row]
    total: Row
    has_more: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody read anything, now or before."""
        return not self.total.this and not self.total.last

    @property
    def most(self) -> Row | None:
        """The line that was read most."""
        return max(self.rows, key=lambda row: row.this or 0, default=None)


def table(asked: Asked) -> Table:
    """Return the page that answers a question."""
    total = Row(
        label=_total_of(asked),
        key="total",
        this=reads.total(asked.this, asked.scope),
        last=reads.total(asked.last, asked.scope) if asked.last else None,
    )
    if asked.by not in RANKED:
        return Table(rows=over_time.rows(asked), total=total)
    rows = list(ranked.rows(asked, limit=A_PAGE + 1))
    return Table(rows=rows[:A_PAGE], total=total, has_more=len(rows) > A_PAGE)


def _total_of(asked: Asked) -> str:
    """Return what the last line of a table sums up."""
    if asked.by not in RANKED:
        return asked.stretch.this
    return "All reads" if asked.by == REFERRER else "All columns"


def lines(asked: Asked, found: Table) -> charts.Lines:
    """Return the chart of a table over time; the hour, day or month that is not over is apart from the line."""
    is_today, is_by_day = asked.by == HOUR and asked.stretch.days == 1, asked.by == DAYS
    return charts.lines(
        [row.this for row in found.rows],
        [row.last for row in found.rows],
        [row.short for row in found.rows],
        unfinished=(is_today or is_by_day or asked.by == MONTH, is_by_day),
        most_labels=5 if asked.by == MONTH else 7,
    )


def bars(found: Table) -> charts.Bars:
    """Return the chart of the first lines of a ranked table."""
    return charts.bars([(row.label, row.this or 0, row.last) for row in found.rows[:DRAWN]])


def csv_lines(asked: Asked) -> Iterator[str]:
    """Return the whole table, made line by line: all columns and not those of a page alone."""
    heads = HEADS.get(asked.by, (BY[asked.by].lower() if asked.by != REFERRER else "site",))
    found = ranked.rows(asked) if asked.by in RANKED else iter(over_time.rows(asked))
    numbers = ("reads", "reads_before", "difference", "difference_percent")
    return spreadsheets.lines((*heads, *numbers), (_cells(asked, row) for row in found))


def _cells(asked: Asked, row: Row) -> tuple[str | int | float | None, ...]:
    named = {ARTICLE: (row.key, row.label, row.note), AUTHOR: (row.key, row.label), TAG: (row.key, row.label)}
    percent = round(100 * row.difference / row.last, 1) if row.difference is not None and row.last else None
    return (*named.get(asked.by, (row.key,)), row.this, row.last, row.difference, percent)


def file_name(asked: Asked) -> str:
    """Return what the CSV is called: by what it tells, and its days."""
    days = f"to-{asked.today}" if asked.first_day is None else f"{asked.first_day}-to-{asked.today}"
    return f"reads-by-{asked.by}-{days}.csv"
