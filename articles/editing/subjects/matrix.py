"""An archive of tagged columns as sparse matrices: words with their rarity, and which column has which tag. Pure."""

from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from articles.related.names import Naming

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
# A word in fewer columns says nothing that could be learnt. One in nearly all of them weighs nothing as it is.
FEWEST = 2


class Corpus:
    """Tagged columns to learn from, added one by one so that their words need not be in memory as dictionaries."""

    def __init__(self) -> None:
        """Begin with no column."""
        self._vocabulary: dict[str, int] = {}
        self._places, self._weights, self._ends = array("i"), array("f"), array("q", [0])
        self.tags: list[tuple[int, ...]] = []
        self.named: list[dict[int, Naming]] = []

    def __len__(self) -> int:
        return len(self.tags)

    def add(self, weights: Mapping[str, float], tags: Iterable[int], named: dict[int, Naming]) -> None:
        """Add a column: its words by weight, its tags, and those that it names."""
        for word, weight in weights.items():
            self._places.append(self._vocabulary.setdefault(word, len(self._vocabulary)))
            self._weights.append(weight)
        self._ends.append(len(self._places))
        self.tags.append(tuple(sorted(set(tags))))
        self.named.append(named)

    def words(self, rows: Numbers) -> "Words":
        """Return the words that some of the columns share, each with its rarity among them."""
        counts = np.asarray((self._matrix[rows] > 0).sum(axis=0)).ravel()
        kept = np.flatnonzero(counts >= FEWEST)
        everything = list(self._vocabulary)
        return Words(
            [everything[place] for place in kept.tolist()],
            kept,
            np.log((len(rows) + 1) / counts[kept]).astype(np.float32),
        )

    def weighed(self, words: "Words", rows: Numbers) -> sparse.csr_matrix:
        """Return the columns as rows of unit length over some words, each weight times the word's rarity."""
        matrix = self._matrix[rows][:, words.places]
        return unit_length((matrix @ sparse.diags(words.rarity)).tocsr())

    @property
    def _matrix(self) -> sparse.csr_matrix:
        shape = (len(self.tags), len(self._vocabulary))
        parts = (np.frombuffer(self._weights, np.float32), np.frombuffer(self._places, np.int32))
        return sparse.csr_matrix((*parts, np.frombuffer(self._ends, np.int64)), shape=shape)


class Words:
    """The words of a corpus that are learnt from: themselves, their places in it, and how rare each is."""

    def __init__(self, words: list[str], places: Numbers, rarity: Floats) -> None:
        """Keep the three lists, which run in parallel."""
        self.words, self.places, self.rarity = words, places, rarity


def unit_length(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the rows of a matrix, each of length 1 (or 0)."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.csr_matrix(sparse.diags(1 / lengths) @ matrix, dtype=np.float32)


def tagged(tags: list[tuple[int, ...]], order: list[int]) -> Floats:
    """Return a row for each column: 1 where it has the tag of that place in `order`."""
    place = {tag: number for number, tag in enumerate(order)}
    found = np.zeros((len(tags), len(order)), dtype=np.float32)
    for row, some in enumerate(tags):
        for tag in some:
            if tag in place:
                found[row, place[tag]] = 1
    return found
