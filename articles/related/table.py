"""What is known of many columns, field by field in arrays, so that one can be compared with hundreds at once. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from articles.related.columns import Column

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
# In the place of an id that a column has not.
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Several:
    """Some numbers for each column: those of column n are `values[starts[n]:starts[n + 1]]`."""

    values: Numbers
    starts: Numbers

    @classmethod
    def of(cls, numbers: Iterable[Collection[int]]) -> "Several":
        """Put together what each column has."""
        values: list[int] = []
        starts = [0]
        for some in numbers:
            values += some
            starts.append(len(values))
        return cls(np.array(values, dtype=np.int64), np.array(starts, dtype=np.int64))

    def take(self, places: Numbers) -> "Several":
        """Return those of some columns, in their order."""
        starts, lengths = self.starts[places], self.starts[places + 1] - self.starts[places]
        ends = np.cumsum(lengths)
        from_here = np.repeat(starts - (ends - lengths), lengths)
        return Several(self.values[np.arange(len(from_here)) + from_here], np.concatenate(([0], ends)))

    def columns(self) -> Numbers:
        """Return for each of the values which column has it."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def any_of(self, numbers: Iterable[int]) -> Flags:
        """Return which columns have any of these numbers."""
        found = np.zeros(len(self.starts) - 1, dtype=bool)
        found[self.columns()[among(self.values, numbers)]] = True
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns by their places: moments are seconds since 1970, NaN for no date; NOBODY stands for no series or answer.

    The tags that a text only names are negative.
    """

    ids: Numbers
    moments: Floats
    series: Numbers
    answers: Numbers
    authors: Several
    tags: Several

    @classmethod
    def of(cls, columns: Sequence[Column]) -> "Table":
        """Lay out columns."""
        return cls(
            ids=np.array([one.id for one in columns], dtype=np.int64),
            moments=np.array(
                [one.published_at.timestamp() if one.published_at else nan for one in columns], dtype=float
            ),
            series=np.array([one.series or NOBODY for one in columns], dtype=np.int64),
            answers=np.array([one.answers or NOBODY for one in columns], dtype=np.int64),
            authors=Several.of(one.authors for one in columns),
            tags=Several.of([-tag if tag in one.named else tag for tag in one.tags] for one in columns),
        )

    def take(self, places: Numbers) -> "Table":
        """Return some of the columns, in the order of `places`."""
        return Table(
            ids=self.ids[places],
            moments=self.moments[places],
            series=self.series[places],
            answers=self.answers[places],
            authors=self.authors.take(places),
            tags=self.tags.take(places),
        )


def among(values: Numbers, numbers: Iterable[int]) -> Flags:
    """Return which of the values are among a few numbers."""
    few = np.fromiter(numbers, dtype=np.int64)
    found: Flags = (values[:, None] == few).any(axis=1)
    return found
