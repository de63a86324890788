"""The sketches of everything that is here, filed such that the few texts that are worth comparing are found at once.

Two sketches that agree in five bytes of sixteen agree in two of the same four: sixteen bytes are four times four, and
five is more than one of each. So each text is filed under its 24 pairs of bytes out of the same four, and a look goes
through 24 short lists, at 100,000 texts some forty entries in all. It is exact: nothing that agrees in five is missed.
Where a list is long, because thousands of texts are nearly one, all sketches are looked through. All of it takes 120
bytes a text and 6 MB.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from articles.importing.twins.sketching import BYTES

ENOUGH = 5  # equal bytes of sixteen: different columns have seldom more than two, see `bench/near_duplicates.py`
MOST = 3  # candidates that are compared word by word
_GROUPS = ENOUGH - 1
_SIZE = BYTES // _GROUPS
_PAIRS = [pair for first in range(0, BYTES, _SIZE) for pair in combinations(range(first, first + _SIZE), 2)]
_ONE, _OTHER = np.array(_PAIRS, dtype=np.intp).T
_LISTS = 1 << 16  # of each pair: as many as two bytes have values
_BEGINS = np.arange(len(_PAIRS), dtype=np.intp) * _LISTS
_EACH = np.arange(len(_PAIRS), dtype=np.intp)
_END = -1
LONG = 64  # entries of a list, from where looking through everything takes less


class Archive:
    """Sketches with a number each, which grow as a run goes on."""

    def __init__(self, known: Iterable[tuple[int, bytes]] = ()) -> None:
        """Take the sketches that are known already."""
        self._size = 0
        self._keys = np.zeros(1024, dtype=np.int64)
        self._sketches = np.zeros((BYTES, 1024), dtype=np.uint8)
        # The text that was filed last in each list, and of each text the one before it in each of its lists.
        self._last = np.full(len(_PAIRS) * _LISTS, _END, dtype=np.int32)
        self._before = np.zeros((1024, len(_PAIRS)), dtype=np.int32)
        for key, sketch in known:
            self.add(key, sketch)

    def __len__(self) -> int:
        return self._size

    def add(self, key: int, sketch: bytes) -> None:
        """Add one text."""
        if self._size == len(self._keys):
            self._keys, self._before = (np.concatenate([one, np.zeros_like(one)]) for one in (self._keys, self._before))
            self._sketches = np.concatenate([self._sketches, np.zeros_like(self._sketches)], axis=1)
        row = np.frombuffer(sketch, dtype=np.uint8)
        lists = _lists(row)
        self._keys[self._size], self._sketches[:, self._size] = key, row
        self._before[self._size] = self._last[lists]
        self._last[lists] = self._size
        self._size += 1

    def near(self, sketch: bytes) -> list[int]:
        """Return the numbers of the texts that may be the same, the likeliest first, and of equal ones the earliest."""
        row = np.frombuffer(sketch, dtype=np.uint8)
        filed = self._filed(row)
        found = self._of_all(row) if filed is None else self._of_these(filed, row)
        return [int(self._keys[at]) for at in sorted(found, key=lambda at: (-found[at], at))[:MOST]]

    def _filed(self, row: NDArray[np.uint8]) -> list[NDArray[np.int32]] | None:
        """Return the texts in the lists of a sketch, some of them several times; None where a list is long."""
        found: list[NDArray[np.int32]] = []
        texts, pairs = self._last[_lists(row)], _EACH
        for _ in range(LONG):
            is_text = texts != _END
            texts, pairs = texts[is_text], pairs[is_text]
            if not len(texts):
                return found
            found.append(texts)
            texts = self._before[texts, pairs]
        return None

    def _of_these(self, filed: list[NDArray[np.int32]], row: NDArray[np.uint8]) -> dict[int, int]:
        """Return those of some texts that agree in enough bytes, each with their number."""
        if not filed:
            return {}
        texts = np.concatenate(filed)
        equal = np.count_nonzero(self._sketches[:, texts] == row[:, None], axis=0)
        may_be = equal >= ENOUGH
        return dict(zip(texts[may_be].tolist(), equal[may_be].tolist(), strict=True)) if may_be.any() else {}

    def _of_all(self, row: NDArray[np.uint8]) -> dict[int, int]:
        """Return all texts that agree in enough bytes, each with their number."""
        equal = np.zeros(self._size, dtype=np.uint8)
        same = np.empty(self._size, dtype=np.bool_)
        as_numbers = same.view(np.uint8)  # one that is added as it lies costs half of one that is converted
        for theirs, byte in zip(self._sketches, row, strict=True):
            np.equal(theirs[: self._size], byte, out=same)
            equal += as_numbers
        (found,) = np.nonzero(equal >= ENOUGH)
        return dict(zip(found.tolist(), equal[found].tolist(), strict=True))


def _lists(row: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return the lists in which a sketch is filed."""
    wide = row.astype(np.intp)
    lists: NDArray[np.intp] = _BEGINS + (wide[_ONE] << 8) + wide[_OTHER]
    return lists
