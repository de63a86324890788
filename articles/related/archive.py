"""A whole archive compared with itself, as sparse matrices: the same pairs as at a save, for all columns together.

Knows nothing of the database: `rebuilding` feeds it articles, `evaluation` feeds it judged documents.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from articles.related.promise import (
    BOUND,
    BY_THE_AUTHOR,
    COMPARED,
    WORD_ARTICLES,
    WORDS,
    affordable,
    telling_tags,
    with_theirs,
)
from articles.related.scoring import (
    ANSWERS,
    AUTHOR,
    SERIES,
    SHARED_WORDS,
    TEXT,
    Column,
    Pair,
    Rarity,
    order,
    pair,
    rarity,
    tag_worth,
    word_rarities,
)
from articles.related.selection import NEAR_DUPLICATE

# What a sum may lose by being added in another order.
ROUNDING = 1e-9
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]


class Archive:
    """Columns that are compared with each other.

    `columns` come in the order of their ids and without weights, which are given beside them, so that they need not
    be in memory as dictionaries all at once. `public` are the ids that may be candidates; `holding` and `tagged` say
    how many of `articles` in all hold a word or a tag.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        weights: Iterable[Mapping[str, float]],
        *,
        public: frozenset[int],
        articles: int,
        holding: Mapping[str, int],
        tagged: Mapping[int, int],
    ) -> None:
        """Lay out the matrix and the lists of who shares what."""
        self.columns = columns
        self.rarities = Rarity(
            articles=articles,
            words=word_rarities(articles, holding),
            tags={tag: rarity(articles, number) for tag, number in tagged.items()},
        )
        self._tagged = tagged
        self._words = sorted(self.rarities.words)
        self._rare = np.array([self.rarities.words[word] for word in self._words])
        self._held = np.array([holding.get(word, 0) for word in self._words], dtype=np.int64)
        self._figures = np.array([word.isdigit() for word in self._words], dtype=bool)
        self._scratch = np.zeros(len(self._words))  # all zero between two questions
        self._matrix = _matrix(weights, {word: number for number, word in enumerate(self._words)})
        self._public = np.array([place for place, column in enumerate(columns) if column.id in public], dtype=np.int64)
        self._postings = _postings(self._matrix, self._public)
        self._place = {column.id: place for place, column in enumerate(columns)}
        self._by_tag, self._by_author, self._by_bond = self._groups()

    def _groups(self) -> tuple[dict[int, Places], dict[int, list[int]], dict[tuple[str, int], list[int]]]:
        """Return the places of public columns by tag, by author from the oldest on, and by series or answered one."""
        tags: dict[int, list[int]] = defaultdict(list)
        authors: dict[int, list[int]] = defaultdict(list)
        bonds: dict[tuple[str, int], list[int]] = defaultdict(list)
        newest_last = sorted(self._public.tolist(), key=lambda place: order(0, *self._when(place)), reverse=True)
        for place in newest_last:
            column = self.columns[place]
            for tag in column.tags:
                tags[tag].append(place)
            for author in column.authors:
                authors[author].append(place)
            if column.series is not None:
                bonds["series", column.series].append(place)
            if column.answers is not None:
                bonds["answers", column.answers].append(place)
        return {tag: np.array(places) for tag, places in tags.items()}, authors, bonds

    def _when(self, place: int) -> tuple[datetime | None, int]:
        column = self.columns[place]
        return column.published_at, column.id

    def column(self, column_id: int) -> Column:
        """Return a column with its weights."""
        numbers, weights = self._row(column_id)
        words = [self._words[number] for number in numbers.tolist()]
        column = self.columns[self._place[column_id]]
        return replace(column, weights=dict(zip(words, weights.tolist(), strict=True)))

    def compare(self, column: Column) -> "Compared":
        """Return what a column has in common with its candidates."""
        places = self._candidates(column)
        others = self._matrix[places]
        alike = self._overlaps(column.id, others, self._rare) / self.rarities.most
        pairs = [
            pair(column, self.columns[place], value, self.rarities)
            for place, value in zip(places.tolist(), alike.tolist(), strict=True)
        ]
        return Compared(self, pairs, others)

    def shared_words(self, one: int, other: int) -> list[str]:
        """Return what `scoring.shared_words` does of two columns, by their ids."""
        numbers, weights = self._row(one)
        theirs, their_weights = self._row(other)
        self._scratch[numbers] = weights
        strength = self._scratch[theirs] * their_weights * self._rare[theirs]
        self._scratch[numbers] = 0
        strength[self._figures[theirs]] = 0
        best = np.lexsort((theirs, -strength))[:SHARED_WORDS]
        return [self._words[theirs[at]] for at in best.tolist() if strength[at] > 0]

    def _row(self, column_id: int) -> tuple[Numbers, Floats]:
        """Return the numbers of a column's words, and their weights."""
        place = self._place[column_id]
        part = slice(self._matrix.indptr[place], self._matrix.indptr[place + 1])
        return self._matrix.indices[part], self._matrix.data[part]

    def _overlaps(self, column_id: int, others: sparse.csr_matrix, factors: Floats | None = None) -> Floats:
        """Return the sum over shared words of weight times weight (times a factor), for each row of `others`."""
        numbers, weights = self._row(column_id)
        self._scratch[numbers] = weights if factors is None else weights * factors[numbers]
        found: Floats = others @ self._scratch
        self._scratch[numbers] = 0
        return found

    def _candidates(self, column: Column) -> Places:
        """Return the places of the most promising, as `candidates.candidates` asks them from the database."""
        promise = np.zeros(len(self.columns))
        numbers, weights = self._row(column.id)
        for at in self._telling(numbers, weights):
            number, weight = numbers[at], weights[at]
            rows = self._postings.indices[self._postings.indptr[number] : self._postings.indptr[number + 1]]
            promise[self._public[rows]] += TEXT * weight * weight * self._rare[number] / self.rarities.most
        for tag in telling_tags({tag: self._tagged[tag] for tag in column.tags}):
            promise[self._by_tag.get(tag, [])] += tag_worth(tag, self.rarities)
        theirs = self._by_the_author(column)
        for place in theirs:
            promise[place] += AUTHOR
        for place, worth in self._bound(column):
            promise[place] += worth
        promise[self._place[column.id]] = 0
        places = np.flatnonzero(promise)
        first = places[np.lexsort((-places, -promise[places]))][:COMPARED].tolist()
        ranked = sorted({place for place in theirs if promise[place]}, key=lambda place: (-promise[place], -place))
        return np.array(with_theirs(first, ranked), dtype=np.int64)

    def _telling(self, numbers: Numbers, weights: Floats) -> list[int]:
        """Return which of these words `promise.telling_words` takes; numbers are in the order of the words."""
        held = self._held[numbers]
        ranked = np.lexsort((numbers, -weights * self._rare[numbers]))
        ranked = ranked[held[ranked] > 1]
        return list(islice(affordable(ranked.tolist(), held, WORD_ARTICLES), WORDS))

    def _by_the_author(self, column: Column) -> list[int]:
        near: list[int] = []
        for author in sorted(column.writers):
            places = self._by_author.get(author, [])
            here = len(places)
            if column.published_at is not None:
                here = bisect_right(places, column.published_at, key=self._published_at)
            near += places[max(0, here - BY_THE_AUTHOR - 1) : here + BY_THE_AUTHOR]
        return near

    def _published_at(self, place: int) -> datetime:
        """Return when a column appeared; those without a date (judged documents alone) come first of all."""
        return self.columns[place].published_at or datetime.min.replace(tzinfo=UTC)

    def _bound(self, column: Column) -> list[tuple[int, float]]:
        """Return the places of columns of the same series, and of those that it answers or that answer it."""
        series = self._by_bond.get(("series", column.series), []) if column.series is not None else []
        bound = set(series) | set(self._by_bond.get(("answers", column.id), []))
        answered = self._place.get(column.answers) if column.answers is not None else None
        if answered is not None and answered in self._public:
            bound.add(answered)
        newest = sorted(bound, key=lambda place: order(0, *self._when(place)))[:BOUND]
        return [(place, self._bond(column, self.columns[place])) for place in newest]

    @staticmethod
    def _bond(column: Column, other: Column) -> float:
        worth = SERIES if column.series is not None and column.series == other.series else 0.0
        return worth + (ANSWERS if other.answers == column.id or other.id == column.answers else 0.0)


class Compared:
    """A column with its candidates: `pairs` come without weights."""

    def __init__(self, archive: Archive, pairs: list[Pair], others: sparse.csr_matrix) -> None:
        """Keep what the candidates are compared with each other by."""
        self.pairs = pairs
        self._archive, self._others = archive, others
        self._twins: dict[int, frozenset[int]] = {}

    def twins(self, column_id: int) -> frozenset[int]:
        """Return which candidates may be near-duplicates of the column itself, or of another candidate."""
        if column_id not in self._twins:
            overlaps = self._archive._overlaps(column_id, self._others)
            near = np.flatnonzero(overlaps >= NEAR_DUPLICATE - ROUNDING).tolist()
            self._twins[column_id] = frozenset(self.pairs[at].other.id for at in near)
        return self._twins[column_id]


def _matrix(weights: Iterable[Mapping[str, float]], index: Mapping[str, int]) -> sparse.csr_matrix:
    """Return the weights, a row for each column. Millions of them: nothing is copied on the way."""
    starts, places, values = array("q", [0]), array("i"), array("d")
    for row in weights:
        places.extend([index[word] for word in row])
        values.extend(row.values())
        starts.append(len(places))
    shape = (len(starts) - 1, len(index))
    return sparse.csr_matrix((np.asarray(values), np.asarray(places), np.asarray(starts)), shape=shape)


def _postings(matrix: sparse.csr_matrix, public: Places) -> sparse.csc_matrix:
    """Return which of the public columns hold each word, without weights."""
    held = np.ones(matrix.nnz, dtype=np.int8)
    pattern = sparse.csr_matrix((held, matrix.indices, matrix.indptr), shape=matrix.shape)
    return sparse.csc_matrix(pattern if len(public) == matrix.shape[0] else pattern[public])
