"""How alike two texts are, word by word, and from where on that is no accident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from authors.names import fold

ALIKE = 70  # percent: a reprint with another ending has more, two columns of one series have less
SAME = 90  # percent, where less speaks for it: a short text, or one that others signed
SHORT = 200  # words; a weekly notice of this length says most of last week's again
FIGURES = 5  # of as many figures in each text it can be said whether they are the same
SAME_FIGURES = 60  # percent: a reprint keeps its figures, next month's report has others in the same sentences
_FIGURE = re.compile(r"\d+(?:[.,:/-]\d+)*")


def percent(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of the words of both stand in the other too, in this order."""
    return int(100 * Indel.normalized_similarity(one, other))


def is_twin(likeness: int, *, words: int, is_same_author: bool) -> bool:
    """Whether texts that are so alike are to be taken for one column; `words` is the length of the shorter."""
    return likeness >= (ALIKE if is_same_author and words >= SHORT else SAME)


def is_next_report(one: str, other: str) -> bool:
    """Whether two texts that are alike are two reports of one kind: the same sentences with other figures in them."""
    figures, others = _FIGURE.findall(one), _FIGURE.findall(other)
    return min(len(figures), len(others)) >= FIGURES and percent(figures, others) < SAME_FIGURES


def may_be_one_author(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether somebody signed both, or nobody signed one of them."""
    one, other = {fold(name) for name in names}, {fold(name) for name in others}
    return not one or not other or not one.isdisjoint(other)
