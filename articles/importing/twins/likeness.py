"""How alike two texts are, word by word, and from where on that is no accident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from authors.names import fold

ALIKE = 70  # percent: a reprint with another ending has more, two columns of one series have less
SAME = 90  # percent, where less speaks for it: a short text, or one that others signed
SHORT = 200  # words; a weekly notice of this length says most of last week's again


def percent(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of the words of both stand in the other too, in this order."""
    return int(100 * Indel.normalized_similarity(one, other))


def is_twin(likeness: int, *, words: int, is_same_author: bool) -> bool:
    """Whether texts that are so alike are to be taken for one column; `words` is the length of the shorter."""
    return likeness >= (ALIKE if is_same_author and words >= SHORT else SAME)


def may_be_one_author(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether somebody signed both, or nobody signed one of them."""
    one, other = {fold(name) for name in names}, {fold(name) for name in others}
    return not one or not other or not one.isdisjoint(other)
