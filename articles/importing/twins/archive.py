"""The sketches of everything that is here, as one array that says which texts are worth comparing.

Sixteen bytes a text: 100,000 columns are 1.6 MB, and looking through them all takes about 0.15 ms.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from articles.importing.twins.sketching import BYTES

ENOUGH = 5  # equal bytes of sixteen: different columns have seldom more than two, see `bench/near_duplicates.py`
MOST = 3  # candidates that are compared word by word


class Archive:
    """Sketches with a number each, which grow as a run goes on."""

    def __init__(self, known: Iterable[tuple[int, bytes]] = ()) -> None:
        """Take the sketches that are known already."""
        rows = list(known)
        self._size = len(rows)
        room = max(1024, self._size * 2)
        self._keys = np.zeros(room, dtype=np.int64)
        self._sketches: NDArray[np.uint8] = np.zeros((BYTES, room), dtype=np.uint8)
        if rows:
            self._keys[: self._size] = [key for key, _ in rows]
            joined = np.frombuffer(b"".join(sketch for _, sketch in rows), dtype=np.uint8)
            self._sketches[:, : self._size] = joined.reshape(-1, BYTES).T

    def __len__(self) -> int:
        return self._size

    def add(self, key: int, sketch: bytes) -> None:
        """Add one text."""
        if self._size == len(self._keys):
            self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])
            self._sketches = np.concatenate([self._sketches, np.zeros_like(self._sketches)], axis=1)
        self._keys[self._size] = key
        self._sketches[:, self._size] = np.frombuffer(sketch, dtype=np.uint8)
        self._size += 1

    def near(self, sketch: bytes) -> list[int]:
        """Return the numbers of the texts that may be the same, the likeliest first, and of equal ones the earliest."""
        equal = np.zeros(self._size, dtype=np.uint8)
        same = np.empty(self._size, dtype=np.bool_)
        as_numbers = same.view(np.uint8)  # one that is added as it lies costs half of one that is converted
        for row, byte in zip(self._sketches, sketch, strict=True):
            np.equal(row[: self._size], byte, out=same)
            equal += as_numbers
        (found,) = np.nonzero(equal >= ENOUGH)
        order = sorted(found.tolist(), key=lambda at: (-int(equal[at]), at))
        return [int(self._keys[at]) for at in order[:MOST]]
