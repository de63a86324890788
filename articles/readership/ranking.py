"""Who stands in which place: pure functions from candidates to places, one for each version of the rules.

A version that has made lists is never changed: a kept list is counted again by the one that made it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from articles.readership.rulebook import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A column with readers enough for a list. `out` says why it was not public at that moment; "": it was.

    `guid` is its permanent id; `article_id` is that of its row, 0 where it comes from what a list kept.
    """

    guid: str
    published_at: datetime
    published_on: date
    authors: tuple[str, ...]
    out: str
    reads: int
    article_id: int = 0


class Place(NamedTuple):
    """A place of a counted list: its rank, the permanent id of the column, its readers."""

    rank: int
    guid: str
    reads: int


def rank(candidates: Iterable[Candidate], rules: Rules, *, day: date) -> list[Candidate]:
    """Return those who stand in a day's list, in their order; ValueError for a version that nobody knows."""
    ranker = RANKERS.get(rules.version)
    if ranker is None:
        raise ValueError(f"Nobody here knows version {rules.version} of the rules: a newer program made this list.")
    return ranker(candidates, rules, day)


def places(ranked: Iterable[Candidate]) -> list[Place]:
    """Return the places of candidates in their order."""
    return [Place(number, one.guid, one.reads) for number, one in enumerate(ranked, start=1)]


def _second(candidates: Iterable[Candidate], rules: Rules, day: date) -> list[Candidate]:
    """More readers, then the newer column, then the lower permanent id; nobody has more places than the cap."""
    taken: Counter[str] = Counter()
    found: list[Candidate] = []
    for one in sorted(candidates, key=order):
        if len(found) == rules.places:
            break
        if not _may_stand(one, rules, day) or _is_capped(one, taken, rules.author_cap):
            continue
        taken.update(one.authors)
        found.append(one)
    return found


def _first(candidates: Iterable[Candidate], rules: Rules, _day: date) -> list[Candidate]:
    """More readers, then the newer column, then the one added later; nothing but a minimum, and no reads kept."""
    able = [one for one in candidates if not one.out and one.reads >= rules.minimum]
    return sorted(able, key=lambda one: (*order(one)[:2], -one.article_id))[: rules.places]


def order(one: Candidate) -> tuple[int, float, str]:
    """Return what candidates are sorted by."""
    return (-one.reads, -one.published_at.timestamp(), one.guid)


def _may_stand(one: Candidate, rules: Rules, day: date) -> bool:
    oldest = rules.first_day(day)
    return not one.out and one.reads >= rules.minimum and (oldest is None or one.published_on >= oldest)


def _is_capped(one: Candidate, taken: Counter[str], cap: int) -> bool:
    return bool(cap) and any(taken[author] >= cap for author in one.authors)


RANKERS: Mapping[int, Callable[[Iterable[Candidate], Rules, date], list[Candidate]]] = {1: _first, 2: _second}
