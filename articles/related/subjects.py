"""What it is worth that two columns share topics, people and places, as tags or as names in their texts. Pure.

A subject is known by the id of its tag. A column carries it as a tag, or its text alone names it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import fsum, log
from types import MappingProxyType
from typing import Any

import numpy as np

from articles.related.table import Floats, Several, among

# A shared tag counts for so much whatever its rarity, and for so much more the rarer it is; all together for no more
# than so much.
TAG_BASE, TAG_RARITY, MOST = 0.3, 0.3, 1.2
# What one of two columns only names counts by its rarity alone, for so much of that; what both only name, twice so.
NAMED = 0.5
# The part of a score that subjects of a kind make up; those of any other kind are topics.
PART_OF = {"person": "people", "place": "places"}
PARTS = ("tags", "people", "places")
# A tag that is news and nothing else is worth so much less to columns far apart in time, half of that in so many days.
AGEING, HALF_LIFE_DAYS = 0.75, 180
NONE: Mapping[int, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What is known of tags, by their ids.

    `holding`: how many columns carry or name it. `rare`: how rare that makes it, 0 to 1. `parts`: which part of a score
    it belongs to, where it is no topic. `news`: how far it ages, 0 (evergreen) to 1 (`ageing.news`).
    """

    holding: Mapping[int, int] = field(default_factory=dict)
    rare: Mapping[int, float] = field(default_factory=dict)
    parts: Mapping[int, str] = field(default_factory=dict)
    news: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The tags that two columns share, with their names; which of them each only names; how many days are between."""

    names: Mapping[int, str]
    named: tuple[Collection[int], Collection[int]] = ((), ())
    days: float = 0.0

    def worth(self, tag: int, tags: Tags) -> float:
        """Return what one of them adds to a score."""
        only_named = sum(tag in some for some in self.named)
        aged = tags.news.get(tag, 0.0) * AGEING * (1 - 0.5 ** (self.days / HALF_LIFE_DAYS))
        return float(worth(tag, tags, named=only_named) * (1 - aged))


def known(
    articles: int, holding: Mapping[int, int], kinds: Mapping[int, str] = NONE, news: Mapping[int, float] = NONE
) -> Tags:
    """Return what is known of tags that so many of `articles` carry or name; `kinds` are those of `Tag.kind`."""
    most = log(2 + articles)
    return Tags(
        holding=holding,
        rare={tag: max(0.0, log((1 + articles) / (1 + number))) / most for tag, number in holding.items()},
        parts={tag: PART_OF[kind] for tag, kind in kinds.items() if kind in PART_OF},
        news=news,
    )


def worth(tag: int, tags: Tags, *, named: int = 0) -> float:
    """Return what sharing a tag adds to a score; `named` says how many of the two columns do not carry but name it."""
    rare = tags.rare.get(tag, 0.0)
    if named:
        return float((TAG_BASE + TAG_RARITY) * rare * NAMED**named)
    return TAG_BASE + TAG_RARITY * rare


def parts(shared: Shared, tags: Tags) -> dict[str, float]:
    """Return what sharing these tags adds to each of PARTS that has any."""
    worths: dict[str, list[float]] = {}
    for tag in shared.names:
        worths.setdefault(tags.parts.get(tag, PARTS[0]), []).append(shared.worth(tag, tags))
    found, room = {}, MOST
    for part in PARTS:
        of_part = min(room, fsum(worths.get(part, ())))
        if of_part:
            found[part] = of_part
            room -= of_part
    return found


def together(mine: Collection[int], named: Collection[int], theirs: Several, tags: Tags, days: Floats) -> Floats:
    """Return what tags shared with each of several columns add to its score, as `parts` in sum does for one.

    `mine` are the tags of the column that they are compared with, `named` those of them that it only names, `theirs` as
    in `Table.tags`; `days` are how many are between it and each of them.
    """
    known = np.array(sorted(mine), dtype=np.int64)
    found = among(np.abs(theirs.values), known)
    values, columns = theirs.values[found], theirs.columns()[found]
    place = np.searchsorted(known, np.abs(values))
    # What a tag is worth where the other carries it, and where it only names it.
    worths = np.array([[worth(tag, tags, named=(tag in named) + more) for more in (0, 1)] for tag in known.tolist()])
    news = np.array([tags.news.get(tag, 0.0) for tag in known.tolist()])
    if not len(values):
        return np.zeros(len(days))
    aged = news[place] * AGEING * (1 - 0.5 ** (days[columns] / HALF_LIFE_DAYS))
    weights = worths[place, (values < 0).astype(np.int64)] * (1 - aged)
    return np.minimum(MOST, np.bincount(columns, weights=weights, minlength=len(days)).astype(np.float64))


def told(shared: Shared, tags: Tags) -> dict[str, list[str]]:
    """Return the names of shared tags for each of PARTS, those that count for most first."""
    names = shared.names
    ranked = sorted(names, key=lambda tag: (-shared.worth(tag, tags), names[tag]))
    return {part: [names[tag] for tag in ranked if tags.parts.get(tag, PARTS[0]) == part] for part in PARTS}
