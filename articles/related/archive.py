"""A whole archive compared with itself, as sparse matrices: the same pairs as at a save, for all columns together.

Knows nothing of the database: `rebuilding` feeds it articles, `evaluation` feeds it judged documents.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from articles.related.promise import BOUND, BY_THE_AUTHOR, COMPARED, telling_tags, telling_words
from articles.related.scoring import (
    ANSWERS,
    AUTHOR,
    SERIES,
    Column,
    Pair,
    Rarity,
    order,
    pair,
    rarity,
    tag_worth,
    word_rarities,
    word_worth,
)
from articles.related.selection import NEAR_DUPLICATE

# What a sum may lose by being added in another order.
ROUNDING = 1e-9
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


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
        self._holding, self._tagged = holding, tagged
        self._words = sorted(self.rarities.words)
        self._index = {word: number for number, word in enumerate(self._words)}
        self._rare = np.array([self.rarities.words[word] for word in self._words])
        self._matrix = _matrix(weights, self._index)
        self._public = np.array([place for place, column in enumerate(columns) if column.id in public], dtype=np.int64)
        self._postings = sparse.csc_matrix(self._matrix[self._public])
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
        place = self._place[column_id]
        start, end = self._matrix.indptr[place], self._matrix.indptr[place + 1]
        words = [self._words[number] for number in self._matrix.indices[start:end]]
        return replace(
            self.columns[place], weights=dict(zip(words, self._matrix.data[start:end].tolist(), strict=True))
        )

    def pairs(self, column: Column) -> tuple[list[Pair], frozenset[int]]:
        """Return a column (with its weights) and its candidates as pairs, and which of these may be near-duplicates.

        The others come without weights.
        """
        places = self._candidates(column)
        others = self._matrix[places]
        alike = others @ self._vector(column, self._rare) / self.rarities.most
        overlap = others @ self._vector(column, np.ones(len(self._words)))
        twins = frozenset(self.columns[place].id for place in places[overlap >= NEAR_DUPLICATE - ROUNDING].tolist())
        pairs = [
            pair(column, self.columns[place], value, self.rarities)
            for place, value in zip(places.tolist(), alike.tolist(), strict=True)
        ]
        return pairs, twins

    def _vector(self, column: Column, factors: Floats) -> Floats:
        """Return the weights of a column, each times a factor, with a place for every word there is."""
        place = self._place[column.id]
        start, end = self._matrix.indptr[place], self._matrix.indptr[place + 1]
        numbers = self._matrix.indices[start:end]
        vector = np.zeros(len(self._words))
        vector[numbers] = self._matrix.data[start:end] * factors[numbers]
        return vector

    def _candidates(self, column: Column) -> Places:
        """Return the places of the most promising, as `candidates.candidates` asks them from the database."""
        promise = np.zeros(len(self.columns))
        for word in telling_words(column.weights, self.rarities.words, self._holding):
            number = self._index[word]
            rows = self._postings.indices[self._postings.indptr[number] : self._postings.indptr[number + 1]]
            promise[self._public[rows]] += word_worth(column.weights[word], word, self.rarities)
        for tag in telling_tags({tag: self._tagged[tag] for tag in column.tags}):
            promise[self._by_tag.get(tag, [])] += tag_worth(tag, self.rarities)
        for place in self._by_the_author(column):
            promise[place] += AUTHOR
        for place, worth in self._bound(column):
            promise[place] += worth
        promise[self._place[column.id]] = 0
        places = np.flatnonzero(promise)
        return places[np.lexsort((-places, -promise[places]))][:COMPARED]

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


def _matrix(weights: Iterable[Mapping[str, float]], index: Mapping[str, int]) -> sparse.csr_matrix:
    starts, places, values = array("q", [0]), array("q"), array("d")
    for row in weights:
        places.extend(index[word] for word in row)
        values.extend(row.values())
        starts.append(len(places))
    shape = (len(starts) - 1, len(index))
    return sparse.csr_matrix((np.array(values), np.array(places), np.array(starts)), shape=shape)
