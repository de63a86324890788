"""Which articles are worth comparing with a column, and at what cost: shared by one save and a whole archive. Pure.

Comparing a column with all others costs too much. The words and tags whose articles are looked at hold a few thousand
articles together, however large the archive is; of these the most promising are compared in full.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Protocol, TypeVar

Key = TypeVar("Key", str, int)
Asked_contra = TypeVar("Asked_contra", str, int, contravariant=True)


class Holding(Protocol[Asked_contra]):
    """Says in how many articles each word or tag is: a mapping, or an array by number."""

    def __getitem__(self, key: Asked_contra, /) -> int:
        """Return in how many."""


# The most candidates that are compared in full.
COMPARED = 300
# The most words that are asked for, and the most articles that hold them together; the same for tags.
WORDS = 40
WORD_ARTICLES = 8_000
TAG_ARTICLES = 4_000
# As many of the author's as stand in where nothing is good enough (`selection.MORE_BY_THE_AUTHOR`).
STAND_INS = 4
# An author's columns that are looked at: so many before this one and so many after it.
BY_THE_AUTHOR = 10
# The newest of its series, of what it answers and of what answers it.
BOUND = 50


def telling_words(weights: Mapping[str, float], rarities: Mapping[str, float], holding: Mapping[str, int]) -> list[str]:
    """Return the words that tell most about a column and that others hold too, within the budget, in order."""
    ranked = sorted(
        (word for word in weights if holding.get(word, 0) > 1),
        key=lambda word: (-weights[word] * rarities[word], word),
    )
    return list(islice(affordable(ranked, holding, WORD_ARTICLES), WORDS))


def telling_tags(holding: Mapping[int, int]) -> list[int]:
    """Return a column's tags from the rarest on, within the budget: a tag that half the archive has tells little."""
    ranked = sorted(holding, key=lambda tag: (holding[tag], tag))
    return list(affordable(ranked, holding, TAG_ARTICLES))


def affordable(ranked: Iterable[Key], holding: Holding[Key], budget: int) -> Iterator[Key]:
    """Yield of these, the most telling first, what so many articles hold together at most."""
    for key in ranked:
        if holding[key] <= budget:
            budget -= holding[key]
            yield key


def equals(promise: Mapping[int, float]) -> list[int]:
    """Return those that promise as much as the last one that is compared, where there is no room for all of them."""
    if len(promise) <= COMPARED:
        return []
    least = sorted(promise.values(), reverse=True)[COMPARED - 1]
    return [article_id for article_id, worth in promise.items() if worth == least]


def best(
    promise: Mapping[int, float], theirs: Iterable[int] = (), times: Mapping[int, float] = MappingProxyType({})
) -> list[int]:
    """Return the ids of the most promising articles; where two promise as much, the newest, then the highest id first.

    `theirs` are by its author: see `with_theirs`. `times` say when `equals` appeared: ids differ with the order of
    loading, and what is compared must not.
    """
    ranked = sorted(promise, key=lambda article_id: (-promise[article_id], -times.get(article_id, 0.0), -article_id))
    wanted = set(theirs) & promise.keys()
    return with_theirs(ranked[:COMPARED], [one for one in ranked if one in wanted] if wanted else [])


def with_theirs(first: Sequence[int], theirs: Sequence[int]) -> list[int]:
    """Return the most promising with some of the author's among them, in place of the last of the others.

    Else many columns with a word or two in common, none of them good enough, would leave no room for what stands in
    then: more by the author. `theirs` come in the order of their promise, like `first`.
    """
    has = set(first)
    coming = [one for one in theirs if one not in has][: max(0, STAND_INS - len(has.intersection(theirs)))]
    if not coming:
        return list(first)
    room = COMPARED - len(coming)
    wanted = set(theirs)
    going = set([one for one in reversed(first) if one not in wanted][: max(0, len(first) - room)])
    return [*(one for one in first if one not in going), *coming]
