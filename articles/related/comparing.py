"""One column compared with its candidates, asked from the database: for a save, and for the desk's account."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from articles.related import links, meanings
from articles.related.candidates import candidates
from articles.related.columns import Column
from articles.related.loading import Found, columns, with_rarities
from articles.related.meaning import Halves
from articles.related.scoring import Pair, Rarity, likeness, strongest, text_worth
from articles.related.selection import are_near_duplicates
from articles.related.table import Floats, Table


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column, what leads from it to each of its candidates, and all of these columns by id, with their weights."""

    found: Found
    pairs: Sequence[Pair]
    known: Mapping[int, Column]
    vectors: tuple[Halves, Halves] | None = None  # what the column means, to be kept

    @property
    def column(self) -> Column:
        """The column that was compared."""
        return self.found.column

    @property
    def rarities(self) -> Rarity:
        """How rare what it holds is."""
        return self.found.rarities

    def alike(self, one: int, other: int) -> bool:
        """Whether two of the columns that were compared are one text printed twice; false for any others."""
        known = self.known
        return one in known and other in known and are_near_duplicates(known[one], known[other])


def compared(
    article_ids: Iterable[int], *, beside: Iterable[int] = (), without: Container[int] = ()
) -> Iterator[Comparison]:
    """Yield a comparison for each of these articles that exists, in the order of their ids.

    `beside` are articles that need not be candidates but are looked at for doubles: what the desk pinned. `without` are
    no candidates: what the desk offers nowhere.
    """
    pinned = sorted(set(beside))
    known = columns(sorted(article_ids))
    linked = links.of(known)
    for unlinked in known.values():
        led = linked[unlinked.id]
        column = replace(unlinked, leads_to=led.leads_to, led_from=led.led_from)
        found = with_rarities(column)
        rare = found.rarities
        others = columns(candidates(found, without=without))
        alike = {pk: likeness(column.weights, other.weights, rare) for pk, other in others.items()}
        vectors, near = _meant(column, alike, rare)
        worth = text_worth(np.array(list(alike.values())), near, _headings(column, others.values(), rare))
        pairs = _pairs(column, list(others.values()), worth, rare)
        more = columns([pk for pk in pinned if pk not in others]) if pinned else {}
        yield Comparison(found, pairs, {**more, **others, column.id: column}, vectors)


def _pairs(column: Column, others: Sequence[Column], texts: Floats, rarities: Rarity) -> list[Pair]:
    """Return what leads from a column to those of others that can come into its list, the best first."""
    best, scores, days = strongest(column, Table.of(others), texts, rarities)
    return [Pair(other=others[at], score=float(scores[at]), text=float(texts[at]), days=float(days[at])) for at in best]


def _meant(column: Column, alike: Mapping[int, float], rarities: Rarity) -> tuple[tuple[Halves, Halves] | None, Floats]:
    """Return what a column means now, and how near that is to what each of its candidates means: two queries."""
    kept = meanings.of(alike)
    vectors = meanings.made(column, alike, kept, rarities.articles)
    return vectors, meanings.nearness(vectors[1] if vectors else None, list(alike), kept)


def _headings(column: Column, others: Iterable[Column], rarities: Rarity) -> Floats:
    return np.array([likeness(column.heading, other.heading, rarities) for other in others])
