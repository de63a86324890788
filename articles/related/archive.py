"""A whole archive compared with itself, as sparse matrices: the same pairs as at a save, for all columns together.

Knows nothing of the database: `rebuilding` feeds it articles, `evaluation` feeds it judged documents.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from math import nan

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from articles.related import meaning
from articles.related.meaning import Halves
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
    LINK,
    SERIES,
    SHARED_WORDS,
    TEXT,
    Column,
    Pair,
    Rarity,
    order,
    pair,
    strongest,
    tag_worth,
    text_worth,
    word_rarities,
)
from articles.related.selection import NEAR_DUPLICATE
from articles.related.subjects import Tags

# What a sum may lose by being added in another order.
ROUNDING = 1e-9
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]
# The weights of a column's words, and those of its headline's alone.
Words = tuple[Mapping[str, float], Mapping[str, float]]


class Archive:
    """Columns that are compared with each other.

    `columns` come in the order of their ids and without weights; `words` are those of the text and of the headline, so
    that they need not be in memory as dictionaries all at once. `public` are the ids that may be candidates; `holding`
    says how many of `articles` in all hold a word, `tags` what is known of the columns' tags.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        words: Iterable[Words],
        *,
        public: frozenset[int],
        articles: int,
        holding: Mapping[str, int],
        tags: Tags,
    ) -> None:
        """Lay out the matrix and the lists of who shares what."""
        self.columns = columns
        self.rarities = Rarity(
            articles=articles,
            words=word_rarities(articles, holding),
            tags=tags,
        )
        self._words = sorted(self.rarities.words)
        self._rare = np.array([self.rarities.words[word] for word in self._words])
        self._held = np.array([holding.get(word, 0) for word in self._words], dtype=np.int64)
        self._figures = np.array([word.isdigit() for word in self._words], dtype=bool)
        self._scratch = np.zeros(len(self._words))  # all zero between two questions
        self._matrix, self._headings = _matrices(words, {word: number for number, word in enumerate(self._words)})
        self._known: dict[int, tuple[Places, Floats]] = {}
        self._meanings: Halves | None = None
        self._public = np.array([place for place, column in enumerate(columns) if column.id in public], dtype=np.int64)
        self._is_public = frozenset(self._public.tolist())
        self._postings = _postings(self._matrix, self._public)
        self._times = np.array(
            [column.published_at.timestamp() if column.published_at else 0.0 for column in columns], dtype=np.float64
        )
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
        places, alike = self._found(column)
        self._known.pop(column.id, None)
        worth = map(text_worth, alike.tolist(), self._near(column.id, places), self._headed_alike(column.id, places))
        pairs = strongest(
            pair(column, self.columns[place], text, self.rarities)
            for place, text in zip(places.tolist(), worth, strict=True)
        )
        return Compared(self, pairs, self._matrix[[self._place[one.other.id] for one in pairs]])

    def fit(self, order: Sequence[int]) -> tuple[list[str], Halves]:
        """Return the words whose meaning the archive teaches, in order, with their vectors; see `meaning.fit`.

        `order` are the places of all columns in an order that does not depend on their ids.
        """
        numbers, vectors = meaning.fit(self._matrix, order)
        return [self._words[number] for number in numbers.tolist()], vectors

    def own_meanings(self, words: Sequence[str], vectors: Halves) -> Halves:
        """Return the vector of each column by the vectors of words, in the order of columns."""
        at = np.full(len(self._words), -1)
        at[np.searchsorted(np.array(self._words), words)] = np.arange(len(words))
        made = np.zeros((len(self.columns), vectors.shape[1]), dtype=np.float16)
        for place, column in enumerate(self.columns):
            numbers, weights = self._row(column.id)
            known = at[numbers] >= 0
            made[place] = meaning.own(weights[known], vectors[at[numbers[known]]])
        return made

    def averaged(self, own: Halves) -> Iterator[Halves]:
        """Yield each column's vector averaged with those of its neighbours, in the order of columns."""
        ids = np.array([column.id for column in self.columns], dtype=np.int64)
        for place, column in enumerate(self.columns):
            places, alike = self._known[column.id] = self._found(self.column(column.id))
            near = meaning.neighbours(ids[places], alike, self.rarities.articles)
            yield meaning.averaged(own[place], own[places[near]], alike[near])

    def take_meanings(self, vectors: Halves) -> None:
        """Compare by these averaged vectors from now on."""
        self._meanings = vectors

    def _found(self, column: Column) -> tuple[Places, Floats]:
        """Return the candidates of a column, and how alike they are to it in words."""
        if column.id in self._known:
            return self._known[column.id]
        places = self._candidates(column)
        return places, self._overlaps(column.id, self._matrix[places], self._rare) / self.rarities.most

    def _near(self, column_id: int, places: Places) -> list[float]:
        if self._meanings is None:
            return [nan] * len(places)
        near: list[float] = meaning.nearness(self._meanings[self._place[column_id]], self._meanings[places]).tolist()
        return near

    def _headed_alike(self, column_id: int, places: Places) -> list[float]:
        mine = self._headings[self._place[column_id]]
        self._scratch[mine.indices] = mine.data * self._rare[mine.indices]
        found: list[float] = (self._headings[places] @ self._scratch / self.rarities.most).tolist()
        self._scratch[mine.indices] = 0
        return found

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
        for tag in telling_tags({tag: self.rarities.tags.holding[tag] for tag in column.tags}):
            promise[self._by_tag.get(tag, [])] += tag_worth(tag, column, self.rarities)
        theirs = self._by_the_author(column)
        for place in theirs:
            promise[place] += AUTHOR
        for place, worth in self._bound(column):
            promise[place] += worth
        promise[self._place[column.id]] = 0
        places = np.flatnonzero(promise)
        first = places[np.lexsort((-places, -self._times[places], -promise[places]))][:COMPARED].tolist()
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
        """Return the places of those that it answers or links to, or that do so to it; then of those of its series."""
        named = {column.answers} | column.leads_to | column.led_from
        places = [self._place[pk] for pk in named if pk in self._place]
        close = {place for place in places if place in self._is_public}
        close.update(self._by_bond.get(("answers", column.id), []))
        series = self._by_bond.get(("series", column.series), []) if column.series is not None else []
        first = sorted({*series, *close}, key=lambda place: (place not in close, order(0, *self._when(place))))
        return [(place, self._bond(column, self.columns[place])) for place in first[:BOUND]]

    @staticmethod
    def _bond(column: Column, other: Column) -> float:
        worth = SERIES if column.series is not None and column.series == other.series else 0.0
        worth += ANSWERS if other.answers == column.id or other.id == column.answers else 0.0
        return worth + (LINK if other.id in column.leads_to | column.led_from else 0.0)


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


def _matrices(words: Iterable[Words], index: Mapping[str, int]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return the weights of the texts and those of the headlines, a row for each column; nothing is copied."""
    texts, headings = _Rows(index), _Rows(index)
    for text, heading in words:
        texts.add(text)
        headings.add(heading)
    return texts.matrix(), headings.matrix()


class _Rows:
    """A sparse matrix in the making: millions of weights."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self._index = index
        self._starts, self._places, self._values = array("q", [0]), array("i"), array("d")

    def add(self, row: Mapping[str, float]) -> None:
        """Add a row, its words in their order, so that no sum depends on how the text is ordered."""
        at = {self._index[word]: value for word, value in row.items() if word in self._index}
        self._places.extend(sorted(at))
        self._values.extend([at[number] for number in sorted(at)])
        self._starts.append(len(self._places))

    def matrix(self) -> sparse.csr_matrix:
        """Return what was added."""
        shape = (len(self._starts) - 1, len(self._index))
        return sparse.csr_matrix(
            (np.asarray(self._values), np.asarray(self._places), np.asarray(self._starts)), shape=shape
        )


def _postings(matrix: sparse.csr_matrix, public: Places) -> sparse.csc_matrix:
    """Return which of the public columns hold each word, without weights."""
    held = np.ones(matrix.nnz, dtype=np.int8)
    pattern = sparse.csr_matrix((held, matrix.indices, matrix.indptr), shape=matrix.shape)
    return sparse.csc_matrix(pattern if len(public) == matrix.shape[0] else pattern[public])
