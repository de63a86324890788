"""Which of the found columns make the list, and why each of the others does not: the rules of the desk. Pure.

A list is what the desk pinned, in its order, and then the best of the rest: at most two by one author, no text twice,
an older and a newer one where there are good ones. Whatever of the kept columns is public obeys these rules too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from articles.related import terms
from articles.related.columns import Column
from articles.related.scoring import MINIMUM

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
OLDER, NEWER = -1, 1

# Says of two articles, by their ids, whether they are one text printed twice.
Alike = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A candidate for a list: `order` is its sorting key, the best first (`scoring.order`)."""

    id: int
    score: float
    order: tuple[float, float, int]
    authors: frozenset[int] = frozenset()
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What the desk said: what is pinned in this list, in order, what is blocked in it, and what it offers nowhere."""

    pinned: tuple[Entry, ...] = ()
    blocked: frozenset[int] = frozenset()
    nowhere: frozenset[int] = frozenset()


class Code(StrEnum):
    """Why a candidate is not shown."""

    BLOCKED = "blocked"  # by the desk, in this list
    NOWHERE = "nowhere"  # the desk offers it nowhere
    SAME_TEXT = "same_text"  # the column itself, printed twice
    TOO_LITTLE = "too_little"  # in common
    TWIN = "twin"  # of `other`, which stands in the list
    AUTHOR = "author"  # `other` has two in the list already; this would be their `number`th
    GAVE_WAY = "gave_way"  # to `other`, the only older one or the only newer one (`side`)
    NEXT = "next"  # kept, and shown when one of the six goes
    NO_ROOM = "no_room"  # good, but more others are kept than ever show


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A candidate that is not shown. `other` is the id of an article, or of an author where the code is AUTHOR."""

    entry: Entry
    code: Code
    other: int | None = None
    number: int = 0
    side: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What became of all candidates: each is either in `shown` or in `left`, and so is each that is pinned in `shown`.

    `kept` are the computed entries to keep as rows, the best first; `stand_ins` are more by the author, kept too, and
    shown where nothing else can be.
    """

    shown: list[Entry]
    kept: list[Entry]
    stand_ins: list[Entry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    @property
    def rows(self) -> list[Entry]:
        """Everything computed that is kept."""
        return [*self.kept, *self.stand_ins]


def choose(column: Column, candidates: Iterable[Entry], hand: Hand, alike: Alike) -> Choice:
    """Return what of the candidates is shown beside a column and kept for it, and why all others are left out.

    Their order does not matter. Of `column` its id, its writers and its moment are asked; `alike` is asked of it and
    each candidate too.
    """
    pinned = [pin for pin in hand.pinned if pin.id not in hand.nowhere]
    hidden = [Left(entry=pin, code=Code.NOWHERE) for pin in hand.pinned if pin.id in hand.nowhere]
    settled = {column.id, *(pin.id for pin in hand.pinned)}
    ranked = sorted((entry for entry in candidates if entry.id not in settled), key=lambda entry: entry.order)
    refused = [no for entry in ranked if (no := _refused(entry, column, hand, alike))]
    gone = {no.entry.id for no in refused}
    free = [entry for entry in ranked if entry.id not in gone]
    kept, left = _keep([entry for entry in free if entry.score >= MINIMUM], pinned, column, alike)
    weak = [entry for entry in free if entry.score < MINIMUM]
    stand_ins = _stand_ins(weak, column, alike) if len(kept) < SHOWN else []
    six, waiting = _shown(kept, pinned, column.published_at)
    if not six:
        six = stand_ins
    told = {entry.id for entry in six}
    weaker = [Left(entry=entry, code=Code.TOO_LITTLE) for entry in weak if entry.id not in told]
    return Choice(shown=six, kept=kept, stand_ins=stand_ins, left=[*waiting, *left, *weaker, *refused, *hidden])


def shown(kept: Sequence[Entry], pinned: Sequence[Entry], since: datetime | None) -> list[Entry]:
    """Return what a page shows of a list: the pinned and the best of the kept, six in all.

    The last place goes to the best that is older than `since`, the column's own moment, where no other is older, and
    to the best that is newer where none is. All orders are the caller's: the best first.
    """
    return _shown(kept, pinned, since)[0]


def needs_another(rest: Sequence[Entry], gone: Entry, since: datetime | None) -> bool:
    """Whether a list that `gone` has left should be made anew: it has grown short, or lost its only older or newer one.

    `rest` is what is kept and pinned still; `since` is the moment of the column whose list it is.
    """
    sides = _Sides(since=since, pinned=())
    good = sum(entry.score >= MINIMUM for entry in rest)
    side = sides.of(gone)
    return good < SHOWN or (side != 0 and not any(sides.of(entry) == side for entry in rest))


def _refused(entry: Entry, column: Column, hand: Hand, alike: Alike) -> Left | None:
    """Return why an entry may be in no list of this column, however good it is."""
    if entry.id in hand.blocked:
        return Left(entry=entry, code=Code.BLOCKED)
    if entry.id in hand.nowhere:
        return Left(entry=entry, code=Code.NOWHERE)
    return Left(entry=entry, code=Code.SAME_TEXT, other=column.id) if alike(column.id, entry.id) else None


def _keep(
    good: Sequence[Entry], pinned: Sequence[Entry], column: Column, alike: Alike
) -> tuple[list[Entry], list[Left]]:
    """Return the entries to keep, the best first, and why the others are not kept."""
    kept: list[Entry] = []
    left: dict[int, Left] = {}
    for entry in good:
        why = _obstacle(entry, [*pinned, *kept], alike) if len(kept) < KEPT else _no_room(entry)
        if why:
            left[entry.id] = why
        else:
            kept.append(entry)

    def fits(entry: Entry, others: Sequence[Entry]) -> bool:
        return _obstacle(entry, [*pinned, *others], alike) is None

    spare = [one.entry for one in left.values()]
    kept, swaps = _Sides(since=column.published_at, pinned=pinned, fits=fits).balanced(kept, spare)
    for swap in swaps:
        del left[swap.comes.id]
        left[swap.gives.id] = swap.told()
    return kept, sorted(left.values(), key=lambda one: one.entry.order)


def _no_room(entry: Entry) -> Left:
    return Left(entry=entry, code=Code.NO_ROOM)


def _obstacle(entry: Entry, listed: Sequence[Entry], alike: Alike) -> Left | None:
    """Return what keeps an entry out of a list of these; None where it may come in."""
    for author in sorted(entry.authors):
        theirs = sum(author in other.authors for other in listed)
        if theirs >= BY_ONE_AUTHOR:
            return Left(entry=entry, code=Code.AUTHOR, other=author, number=theirs + 1)
    for other in listed:
        if alike(entry.id, other.id):
            return Left(entry=entry, code=Code.TWIN, other=other.id)
    return None


def _stand_ins(weak: Iterable[Entry], column: Column, alike: Alike) -> list[Entry]:
    """Return more by the author, for where nothing is good enough."""
    found: list[Entry] = []
    for entry in weak:
        if len(found) == MORE_BY_THE_AUTHOR:
            break
        if entry.authors & column.writers and not any(alike(entry.id, other.id) for other in found):
            found.append(entry)
    return found


def _shown(kept: Sequence[Entry], pinned: Sequence[Entry], since: datetime | None) -> tuple[list[Entry], list[Left]]:
    """Return what is shown of what is kept, and why the rest of it waits."""
    pins = list(pinned[:SHOWN])
    room = SHOWN - len(pins)
    listed, swaps = _Sides(since=since, pinned=pins).balanced(kept[:room], kept[room:])
    gave_way = {swap.gives.id: swap.told() for swap in swaps}
    told = {entry.id for entry in listed}
    waiting = [gave_way.get(entry.id, Left(entry=entry, code=Code.NEXT)) for entry in kept if entry.id not in told]
    return [*pins, *listed], waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class _Swap:
    """That one entry gives its place to another, which alone stands for a side."""

    gives: Entry
    comes: Entry
    side: int

    def told(self) -> Left:
        return Left(entry=self.gives, code=Code.GAVE_WAY, other=self.comes.id, side=self.side)


def _anywhere(entry: Entry, others: Sequence[Entry]) -> bool:
    """Let an entry stand beside any others."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """That a list shows one that is older and one that is newer than `since`, beside what is pinned.

    `fits` says whether an entry may stand beside others.
    """

    since: datetime | None
    pinned: Sequence[Entry]
    fits: Callable[[Entry, Sequence[Entry]], bool] = _anywhere

    def balanced(self, listed: Sequence[Entry], spare: Sequence[Entry]) -> tuple[list[Entry], list[_Swap]]:
        """Return the list with one from each side where `spare` has any, and who gave way to whom."""
        now, swaps = list(listed), []
        for side in (OLDER, NEWER):
            swap = self._swap(now, spare, side)
            if swap:
                swaps.append(swap)
                now = sorted([*_without(now, swap.gives), swap.comes], key=lambda entry: entry.order)
        return now, swaps

    def _swap(self, listed: Sequence[Entry], spare: Sequence[Entry], side: int) -> _Swap | None:
        """Return who gives way to one from a side that nobody stands for: the last who may, to the best who may.

        Never the only one from the other side.
        """
        sides = Counter(self.of(entry) for entry in [*self.pinned, *listed])
        coming = [entry for entry in spare if self.of(entry) == side]
        if sides[side] or not coming:
            return None
        for gives in reversed(listed):
            if self.of(gives) == -side and sides[-side] == 1:
                continue
            for comes in coming:
                if self.fits(comes, _without(listed, gives)):
                    return _Swap(gives=gives, comes=comes, side=side)
        return None

    def of(self, entry: Entry) -> int:
        """Return OLDER, NEWER, or 0 for what appeared at the same moment or has no date."""
        if self.since is None or entry.published_at is None or entry.published_at == self.since:
            return 0
        return OLDER if entry.published_at < self.since else NEWER


def _without(listed: Sequence[Entry], gone: Entry) -> list[Entry]:
    return [entry for entry in listed if entry is not gone]


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
