"""The words of a whole archive as sparse matrices: a row for each text, a byte for how often each word is there."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from articles.related.table import Floats
from articles.related.terms import LOGS, Words

Places = NDArray[np.int64]
Numbers = NDArray[np.int32]
_LOGS = np.array(LOGS)


class Texts:
    """Rows of weights, as `terms.weighed` gives them, made from the counts when they are asked for."""

    def __init__(self, counts: sparse.csr_matrix) -> None:
        """Keep how often each word (column) is in each text (row), and find the length of each."""
        self.counts = counts
        self._scratch = np.zeros(counts.shape[1])  # all zero between two questions
        self._lengths = np.array([_length(counts.data[start:end]) for start, end in pairwise(counts.indptr.tolist())])

    def row(self, place: int) -> tuple[Numbers, Floats]:
        """Return the numbers of a text's words, and their weights."""
        part = slice(self.counts.indptr[place], self.counts.indptr[place + 1])
        return self.counts.indices[part], _LOGS[self.counts.data[part]] / self._lengths[place]

    def rows(self, places: Sequence[int] | Places) -> sparse.csr_matrix:
        """Return the weights of some texts."""
        some = self.counts[places]
        some.data = _LOGS[some.data]
        some.data /= np.repeat(self._lengths[places], np.diff(some.indptr))
        return some

    def overlaps(self, place: int, others: Places, factors: Floats) -> Floats:
        """Return the sum over shared words of weight times weight times factor, for each of the others."""
        numbers, weights = self.row(place)
        self._scratch[numbers] = weights * factors[numbers]
        starts = self.counts.indptr[others]
        lengths = self.counts.indptr[others + 1] - starts
        ends = np.cumsum(lengths)
        at = np.repeat(starts - (ends - lengths), lengths) + np.arange(lengths.sum())
        strengths = self._scratch.take(self.counts.indices.take(at)) * _LOGS.take(self.counts.data.take(at))
        found = np.zeros(len(others))
        if len(at):
            found[lengths > 0] = np.add.reduceat(strengths, (ends - lengths)[lengths > 0])
        self._scratch[numbers] = 0
        found /= self._lengths[others]
        return found

    def overlaps_of(self, place: int, others: sparse.csr_matrix) -> Floats:
        """Return the sum over shared words of weight times weight, for each row of what `rows` gave."""
        numbers, weights = self.row(place)
        self._scratch[numbers] = weights
        found: Floats = others @ self._scratch
        self._scratch[numbers] = 0
        return found

    def products(self, one: int, other: int, factors: Floats) -> tuple[Numbers, Floats]:
        """Return the numbers of the other's words, and weight times weight times factor of each; 0 if not shared."""
        numbers, weights = self.row(one)
        theirs, their_weights = self.row(other)
        self._scratch[numbers] = weights
        found = self._scratch[theirs] * their_weights * factors[theirs]
        self._scratch[numbers] = 0
        return theirs, found

    def holders(self, offered: Iterable[int], told: NDArray[np.bool_]) -> sparse.csc_matrix:
        """Return which of the offered texts (rows) hold each word (column) that is `told`; without any others."""
        is_offered = np.zeros(self.counts.shape[0], dtype=bool)
        is_offered[np.fromiter(offered, dtype=np.int64)] = True
        numbers, sizes = array("i"), [0]
        for place, (start, end) in enumerate(pairwise(self.counts.indptr.tolist())):
            mine = self.counts.indices[start:end]
            kept = mine[told[mine]] if is_offered[place] else mine[:0]
            numbers.frombytes(kept.tobytes())
            sizes.append(len(kept))
        held = np.ones(len(numbers), dtype=np.int8)
        by_text = sparse.csr_matrix((held, np.asarray(numbers), np.cumsum(sizes)), shape=self.counts.shape)
        return sparse.csc_matrix(by_text)


@dataclass(slots=True)
class _Rows:
    """A sparse matrix in the making: millions of counts."""

    index: Mapping[str, int]
    starts: "array[int]"
    numbers: "array[int]"
    counts: bytearray

    def add(self, text: Words) -> None:
        """Add a row. Words are in their order, and so are their numbers; what has no number is let go."""
        numbers = [self.index.get(word, -1) for word in text.words]
        if -1 in numbers:
            known = [(number, count) for number, count in zip(numbers, text.counts, strict=True) if number >= 0]
            self.numbers.extend(number for number, _ in known)
            self.counts.extend(count for _, count in known)
        else:
            self.numbers.extend(numbers)
            self.counts.extend(text.counts)
        self.starts.append(len(self.counts))

    def texts(self) -> Texts:
        """Return what was added; nothing is copied."""
        counts = np.frombuffer(self.counts, dtype=np.uint8)
        shape = (len(self.starts) - 1, len(self.index))
        return Texts(sparse.csr_matrix((counts, np.asarray(self.numbers), np.asarray(self.starts)), shape=shape))


def texts_and_headings(words: Iterable[tuple[Words, Words]], index: Mapping[str, int]) -> tuple[Texts, Texts]:
    """Return the texts and the headlines of columns, each a row; `index` numbers the words in their order."""
    texts, headings = (_Rows(index, array("q", [0]), array("i"), bytearray()) for _ in range(2))
    for text, heading in words:
        texts.add(text)
        headings.add(heading)
    return texts.texts(), headings.texts()


def _length(counts: NDArray[np.uint8]) -> float:
    """Return the length that the logarithms of counts have together; 1 where there are none, which weigh nothing."""
    logs = _LOGS[counts]
    return float(np.sqrt(np.einsum("i,i->", logs, logs))) or 1.0
