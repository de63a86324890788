"""A whole archive compared with itself, as sparse matrices: the same pairs as at a save, for all columns together.

Knows nothing of the database: `rebuilding` feeds it articles, `evaluation` feeds it judged documents.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from math import nan

import numpy as np
from scipy import sparse

from articles.related import meaning
from articles.related.columns import Column
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
    AUTHOR,
    SHARED_WORDS,
    TEXT,
    Pair,
    Rarity,
    bond,
    order,
    strongest,
    tag_worth,
    text_worth,
    word_rarities,
)
from articles.related.selection import NEAR_DUPLICATE
from articles.related.spool import Spool
from articles.related.subjects import Tags
from articles.related.table import Floats, Table
from articles.related.terms import Words
from articles.related.texts import Numbers, Places, texts_and_headings

# What a sum may lose by being added in another order.
ROUNDING = 1e-9


class Archive:
    """Columns that are compared with each other.

    `columns` come in the order of their ids and without weights; `words` are those of the text and of the headline, in
    the same order. `public` are the ids that may be candidates; `holding` says how many of `articles` in all hold a
    word, `tags` what is known of the columns' tags.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        words: Iterable[tuple[Words, Words]],
        *,
        public: frozenset[int],
        articles: int,
        holding: Mapping[str, int],
        tags: Tags,
    ) -> None:
        """Lay out the matrices and the lists of who shares what."""
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
        index = {word: number for number, word in enumerate(self._words)}
        self._texts, self._headings = texts_and_headings(words, index)
        self._meanings: Halves | None = None
        self._spool = Spool()
        self._place = {column.id: place for place, column in enumerate(columns)}
        self._public = frozenset(self._place[pk] for pk in public if pk in self._place)
        self._holders = self._texts.holders(self._public, (self._held > 1) & (self._held <= WORD_ARTICLES))
        self._table = Table.of(columns)
        self._times = np.nan_to_num(self._table.moments)
        self._promise = np.zeros(len(columns))  # all zero between two questions
        self._by_tag, self._by_author, self._by_bond = self._groups()

    def _groups(self) -> tuple[dict[int, Places], dict[int, list[int]], dict[tuple[str, int], list[int]]]:
        """Return the places of public columns by tag, by author from the oldest on, and by series or answered one."""
        tags: dict[int, list[int]] = defaultdict(list)
        authors: dict[int, list[int]] = defaultdict(list)
        bonds: dict[tuple[str, int], list[int]] = defaultdict(list)
        newest_last = sorted(self._public, key=lambda place: order(0, *self._when(place)), reverse=True)
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

    def facts(self, column_id: int) -> Column:
        """Return a column without weights, as it was given."""
        return self.columns[self._place[column_id]]

    def column(self, column_id: int) -> Column:
        """Return a column with its weights."""
        place = self._place[column_id]
        numbers, weights = self._texts.row(place)
        words = [self._words[number] for number in numbers.tolist()]
        return replace(self.columns[place], weights=dict(zip(words, weights.tolist(), strict=True)))

    def compare(self, column_id: int) -> "Compared":
        """Return what a column has in common with its candidates."""
        place = self._place[column_id]
        places, alike = self._spool.get(place) or self._found(place)
        texts = text_worth(alike, self._near(place, places), self._headed_alike(place, places))
        best, scores, days = strongest(self.columns[place], self._table.take(places), texts, self.rarities)
        pairs = [
            Pair(other=self.columns[places[at]], score=float(scores[at]), text=float(texts[at]), days=float(days[at]))
            for at in best
        ]
        return Compared(self, pairs)

    def fit(self, order: Sequence[int]) -> tuple[list[str], Halves]:
        """Return the words whose meaning the archive teaches, in order, with their vectors; see `meaning.fit`.

        `order` are the places of all columns in an order that does not depend on their ids.
        """
        numbers, vectors = meaning.fit(self._texts.rows(meaning.some_of(order)))
        return [self._words[number] for number in numbers.tolist()], vectors

    def own_meanings(self, words: Sequence[str], vectors: Halves) -> Halves:
        """Return the vector of each column by the vectors of words, in the order of columns."""
        at = np.full(len(self._words), -1)
        at[np.searchsorted(np.array(self._words), words)] = np.arange(len(words))
        made = np.zeros((len(self.columns), vectors.shape[1]), dtype=np.float16)
        for place in range(len(self.columns)):
            numbers, weights = self._texts.row(place)
            known = at[numbers] >= 0
            made[place] = meaning.own(weights[known], vectors[at[numbers[known]]])
        return made

    def averaged(self, own: Halves) -> Iterator[Halves]:
        """Yield each column's vector averaged with those of its neighbours, in the order of columns."""
        ids = self._table.ids
        for place in range(len(self.columns)):
            places, alike = self._found(place)
            self._spool.put(place, places, alike)
            near = meaning.neighbours(ids[places], alike, self.rarities.articles)
            yield meaning.averaged(own[place], own[places[near]], alike[near])

    def take_meanings(self, vectors: Halves) -> None:
        """Compare by these averaged vectors from now on."""
        self._meanings = vectors

    def _found(self, place: int) -> tuple[Places, Floats]:
        """Return the candidates of a column, and how alike they are to it in words."""
        places = self._candidates(place)
        return places, self._texts.overlaps(place, places, self._rare) / self.rarities.most

    def _near(self, place: int, places: Places) -> Floats:
        if self._meanings is None:
            return np.full(len(places), nan)
        return meaning.nearness(self._meanings[place], self._meanings[places])

    def _headed_alike(self, place: int, places: Places) -> Floats:
        return self._headings.overlaps(place, places, self._rare) / self.rarities.most

    def shared_words(self, one: int, other: int) -> list[str]:
        """Return what `scoring.shared_words` does of two columns, by their ids."""
        theirs, strength = self._texts.products(self._place[one], self._place[other], self._rare)
        strength[self._figures[theirs]] = 0
        best = np.argsort(-strength, kind="stable")[:SHARED_WORDS]
        return [self._words[theirs[at]] for at in best.tolist() if strength[at] > 0]

    def rows(self, column_ids: Iterable[int]) -> sparse.csr_matrix:
        """Return the weights of some columns, to ask `overlaps_of` about."""
        return self._texts.rows([self._place[pk] for pk in column_ids])

    def overlaps_of(self, column_id: int, rows: sparse.csr_matrix) -> Floats:
        """Return how far a column and each of `rows` use the same words, as `terms.overlap`."""
        return self._texts.overlaps_of(self._place[column_id], rows)

    def _candidates(self, place: int) -> Places:
        """Return the places of the most promising, as `candidates.candidates` asks them from the database."""
        column, promise = self.columns[place], self._promise
        numbers, weights = self._texts.row(place)
        worths = TEXT * weights * weights * self._rare[numbers] / self.rarities.most
        for at in self._telling(numbers, weights):
            number = numbers[at]
            promise[self._holders.indices[self._holders.indptr[number] : self._holders.indptr[number + 1]]] += worths[
                at
            ]
        for tag in telling_tags({tag: self.rarities.tags.holding[tag] for tag in column.tags}):
            promise[self._by_tag.get(tag, [])] += tag_worth(tag, column, self.rarities)
        theirs = self._by_the_author(column)
        for other in theirs:
            promise[other] += AUTHOR
        for other, worth in self._bound(column):
            promise[other] += worth
        promise[place] = 0
        found = self._best(theirs)
        promise[:] = 0
        return found

    def _best(self, theirs: Iterable[int]) -> Places:
        """Return what `promise.best` does, of places."""
        places = np.flatnonzero(self._promise > 0)
        promise = self._promise[places]
        if len(places) > COMPARED:
            least = np.partition(promise, -COMPARED)[-COMPARED]
            places, promise = places[promise >= least], promise[promise >= least]
        first = places[np.lexsort((-places, -self._times[places], -promise))][:COMPARED].tolist()
        wanted = {place for place in theirs if self._promise[place]}
        ranked = sorted(wanted, key=lambda place: (-self._promise[place], -place))
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
        close = {place for place in places if place in self._public}
        close.update(self._by_bond.get(("answers", column.id), []))
        series = self._by_bond.get(("series", column.series), []) if column.series is not None else []
        first = sorted({*series, *close}, key=lambda place: (place not in close, order(0, *self._when(place))))
        others = [(place, self.columns[place]) for place in first[:BOUND]]
        return [(place, bond(column, one.id, series=one.series, answers=one.answers)) for place, one in others]


class Compared:
    """A column with its candidates: `pairs` come without weights."""

    def __init__(self, archive: Archive, pairs: list[Pair]) -> None:
        """Keep what the candidates are compared with each other by."""
        self.pairs = pairs
        self._archive, self._others = archive, archive.rows(one.other.id for one in pairs)
        self._twins: dict[int, frozenset[int]] = {}

    def twins(self, column_id: int) -> frozenset[int]:
        """Return which candidates may be near-duplicates of the column itself, or of another candidate."""
        if column_id not in self._twins:
            overlaps = self._archive.overlaps_of(column_id, self._others)
            near = np.flatnonzero(overlaps >= NEAR_DUPLICATE - ROUNDING).tolist()
            self._twins[column_id] = frozenset(self.pairs[at].other.id for at in near)
        return self._twins[column_id]
