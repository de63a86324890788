"""One column compared with its candidates, asked from the database: for a save, and for the desk's account."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.related.candidates import candidates
from articles.related.loading import Found, columns, with_rarities
from articles.related.scoring import Column, Pair, Rarity, likeness, pair
from articles.related.selection import are_near_duplicates


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column, what leads from it to each of its candidates, and all of these columns by id, with their weights."""

    found: Found
    pairs: Sequence[Pair]
    known: Mapping[int, Column]

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
    for column in columns(sorted(article_ids)).values():
        found = with_rarities(column)
        rare = found.rarities
        others = columns(candidates(found, without=without))
        pairs = [pair(column, other, likeness(column, other, rare), rare) for other in others.values()]
        more = columns([pk for pk in pinned if pk not in others]) if pinned else {}
        yield Comparison(found, pairs, {**more, **others, column.id: column})
