"""Which of the found columns make the list: what the desk says, at most two by one author, no near-duplicate. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.related import terms
from articles.related.scoring import MINIMUM, Column

# How many headlines a page shows, and how many are kept, so that readers see six even when some of them have gone.
SHOWN = 6
KEPT = 12
BY_ONE_AUTHOR = 2
MORE_BY_THE_AUTHOR = 4
# From here on two columns are one text printed twice; texts of a few words are too alike to tell.
NEAR_DUPLICATE = 0.9
FEWEST_WORDS = 40
# Nor is a text its own double with a third more words.
FEWER_WORDS = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A candidate for a list: `order` is its sorting key, the best first."""

    id: int
    score: float
    order: tuple[float, float, int]
    authors: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What the desk said about one list: the pinned articles with their authors, and the blocked articles."""

    pinned: dict[int, frozenset[int]] = field(default_factory=dict)
    blocked: frozenset[int] = frozenset()


def choose(
    candidates: Iterable[Entry], hand: Hand, writers: frozenset[int], alike: Callable[[int, int], bool]
) -> list[Entry]:
    """Return what is kept beside the pinned ones, in order. Whatever is left out of it, what remains obeys the rules.

    `writers` wrote the column whose list it is: where nothing is good enough, more by them stands in. `alike` says
    whether two articles are near-duplicates.
    """
    ranked = sorted(candidates, key=lambda entry: entry.order)
    good = [entry for entry in ranked if entry.score >= MINIMUM]
    if good or hand.pinned:
        return _kept(good, hand, alike, by_one_author=BY_ONE_AUTHOR, most=KEPT)
    theirs = [entry for entry in ranked if entry.authors & writers]
    return _kept(theirs, hand, alike, by_one_author=MORE_BY_THE_AUTHOR, most=MORE_BY_THE_AUTHOR)


def _kept(
    ranked: Iterable[Entry], hand: Hand, alike: Callable[[int, int], bool], *, by_one_author: int, most: int
) -> list[Entry]:
    signed = Counter(author for authors in hand.pinned.values() for author in authors)
    kept: list[Entry] = []
    for entry in ranked:
        if len(kept) == most:
            break
        if entry.id in hand.blocked or entry.id in hand.pinned:
            continue
        if any(signed[author] >= by_one_author for author in entry.authors):
            continue
        if any(alike(entry.id, other) for other in [*hand.pinned, *(before.id for before in kept)]):
            continue
        kept.append(entry)
        signed.update(entry.authors)
    return kept


def are_near_duplicates(one: Column, other: Column) -> bool:
    """Whether two columns are one text printed twice, a correction or two apart."""
    fewer, more = sorted((len(one.weights), len(other.weights)))
    if fewer < FEWEST_WORDS or fewer < FEWER_WORDS * more:
        return False
    # Two vectors of length 1 that overlap by o are sqrt(2 - 2o) apart; most columns are farther after a few words.
    left, theirs = 2 - 2 * NEAR_DUPLICATE, other.weights
    for word, weight in one.weights.items():
        apart = weight - theirs.get(word, 0.0)
        left -= apart * apart
        if left < 0:
            return False
    return terms.overlap(one.weights, theirs) >= NEAR_DUPLICATE
