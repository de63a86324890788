"""How strongly one column leads to another, and why: pure functions on plain values, for one save and for an archive.

The score is a sum of parts, each of which can be shown. All parts are the same in both directions, so a column that
is saved can enter the lists of others without computing these anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from math import fsum, log, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.related import subjects, terms
from articles.related.subjects import Shared, Tags

Floats = NDArray[np.float64]

ANSWERS = 2.0
# What one links to in its text: less than an answer, which is about the whole of it, and more than any common subject.
LINK = 1.0
SERIES = 0.6
AUTHOR = 0.05
# So many times the likeness of words, from where it is more than what any two columns have in common.
TEXT, NOISE = 4.0, 0.04
# Where the archive has taught what words mean: the nearness of two columns in that, and of their headlines' words, to
# this power. It counts in full from where so much is alike in words.
HEADING, POWER, ENOUGH = 0.5, 4, 0.05
# What is shared in subject or words loses up to a fifth with the years between two columns, half of it in two years.
FADING, HALF_LIFE_DAYS = 0.2, 730
MINIMUM = 0.24
DIGITS = 6
# So many of a column's candidates are looked at for its list once they are compared, and may have it in theirs.
STRONGEST = 60
# So many of the words that made two columns alike are looked for in the text, to be told as they are printed.
SHARED_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What of an article matters here. Names are kept with the ids, for the reasons; weights are `terms.weights`.

    `tags` are those that it carries, and of people and places those that its text alone names too (`named`).
    `heading` are those of the headline alone. `leads_to` and `led_from` are the columns that it links to and those
    that link to it; of the two that are compared it is enough that one knows.
    """

    id: int
    published_at: datetime | None = None
    authors: Mapping[int, str] = field(default_factory=dict)
    papers: frozenset[int] = frozenset()
    tags: Mapping[int, str] = field(default_factory=dict)
    named: frozenset[int] = frozenset()
    series: int | None = None
    series_name: str = ""
    answers: int | None = None
    leads_to: frozenset[int] = frozenset()
    led_from: frozenset[int] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    heading: Mapping[str, float] = field(default_factory=dict)

    @property
    def writers(self) -> frozenset[int]:
        """The people who wrote it; the paper itself is nobody."""
        return frozenset(self.authors) - self.papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """How rare words are among `articles`: log((1 + articles) / (1 + articles that hold it)); and what tags are."""

    articles: int
    words: Mapping[str, float]
    tags: Tags

    @property
    def most(self) -> float:
        """The most that a word can have; never 0."""
        return log(2 + self.articles)


def rarity(articles: int, holding: int) -> float:
    """Return how rare it is to hold something that `holding` of `articles` hold."""
    return max(0.0, log((1 + articles) / (1 + holding)))


def word_rarities(articles: int, holding: Mapping[str, int]) -> dict[str, float]:
    """Return the rarity of each word of `holding`, a pair of characters among the articles that are made of pairs.

    Else every ending of Korean would be rare in a paper that is mostly English.
    """
    in_pairs = holding.get(terms.IN_PAIRS, 0)
    return {
        word: rarity(in_pairs if terms.is_pair(word) else articles, number)
        for word, number in holding.items()
        if word != terms.IN_PAIRS
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Another column, as seen from one: the score, its parts by name, and the factor for the time between the two."""

    other: Column
    score: float
    parts: Mapping[str, float]
    close: float

    @property
    def order(self) -> tuple[float, float, int]:
        """What to sort by: the best first, then the newest, then the highest id."""
        return order(self.score, self.other.published_at, self.other.id)

    def with_other(self, other: Column) -> "Pair":
        """Return the same pair with the other column in full."""
        return replace(self, other=other)


def order(score: float, published_at: datetime | None, column_id: int) -> tuple[float, float, int]:
    """Return the sorting key of section 5 of the design: score, date, id, each from the top."""
    return (-score, -(published_at.timestamp() if published_at else 0.0), -column_id)


def likeness(one: Mapping[str, float], other: Mapping[str, float], rarities: Rarity) -> float:
    """Return how alike two columns are, 0 to 1, by the weights of their words, a word counting by its rarity."""
    words = rarities.words
    shared = sum(value * other[word] * words.get(word, 0.0) for word, value in one.items() if word in other)
    return shared / rarities.most


def text_worth(alike: Floats, near: Floats, headings: Floats) -> Floats:
    """Return what the text adds to each score: by the likeness of words, and by nearness in meaning unless that is NaN.

    `headings` is the likeness of the headlines.
    """
    by_words = TEXT * np.maximum(0.0, alike - NOISE)
    by_meaning = np.maximum(0.0, near + HEADING * headings) ** POWER * np.minimum(1.0, alike / ENOUGH)
    worth: Floats = np.where(np.isnan(near), by_words, by_meaning)
    return worth


def strongest(column: Column, others: Sequence[Column], texts: Floats, moments: Floats, rarities: Rarity) -> list[Pair]:
    """Return what leads from a column to those of others that can come into its list, the best first.

    These are the best, and all by its author. `texts` are what the texts of others add (`text_worth`), `moments` when
    they appeared (`moments`). Only what shares more than words is looked at one by one.
    """
    close = closeness(column, moments)
    scores = np.round(texts * close, DIGITS)
    ties: dict[int, dict[str, float]] = {at: bonds(column, others[at], rarities) for at in _tied(column, others)}
    for at, tie in ties.items():
        scores[at] = _score(tie, texts[at], close[at])
    ids = np.array([other.id for other in others], dtype=np.int64)
    ranked = np.lexsort((-ids, -np.nan_to_num(moments), -scores)).tolist()
    theirs = [at for at in ranked[STRONGEST:] if "author" in ties.get(at, ())]
    return [
        _pair(others[at], ties.get(at, {}), float(texts[at]), float(close[at])) for at in [*ranked[:STRONGEST], *theirs]
    ]


def _pair(other: Column, ties: Mapping[str, float], text: float, close: float) -> Pair:
    parts = {**ties, "text": text} if text > 0 else ties
    return Pair(other=other, score=_score(ties, text, close), parts=parts, close=close)


def _score(ties: Mapping[str, float], text: float, close: float) -> float:
    """Return a sum of parts; subjects and words fade with the time between two columns."""
    fading = text + fsum(ties[part] for part in ties if part in subjects.PARTS)
    return round(fading * close + fsum(ties[part] for part in ties if part not in subjects.PARTS), DIGITS)


def _tied(column: Column, others: Sequence[Column]) -> list[int]:
    """Return the places of those that a column shares more with than words."""
    tags, writers, series = column.tags.keys(), column.writers, column.series
    mine, linked = column.id, {column.answers} | column.leads_to | column.led_from
    return [
        at
        for at, other in enumerate(others)
        if not (tags.isdisjoint(other.tags) and writers.isdisjoint(other.authors))
        or other.id in linked
        or other.answers == mine
        or (series is not None and other.series == series)
        or mine in other.leads_to
        or mine in other.led_from
    ]


def bonds(column: Column, other: Column, rarities: Rarity) -> dict[str, float]:
    """Return the parts of a score that two columns have whatever their texts say; without those that are nothing."""
    shared = _shared(column, other)
    ties = subjects.parts(shared, rarities.tags) if shared else {}
    if column.id == other.answers or other.id == column.answers:
        ties["answers"] = ANSWERS
    if links(column, other) or links(other, column):
        ties["link"] = LINK
    if column.series is not None and column.series == other.series:
        ties["series"] = SERIES
    if not column.writers.isdisjoint(other.authors):
        ties["author"] = AUTHOR
    return ties


def links(one: Column, other: Column) -> bool:
    """Whether the text of one column leads to another."""
    return other.id in one.leads_to or one.id in other.led_from


def closeness(column: Column, moments: Floats) -> Floats:
    """Return the factor for the time between a column and others: 1 for the same day, never under 1 - FADING.

    `moments` are seconds since 1970, NaN for no date, which is as good as the same day.
    """
    if column.published_at is None:
        return np.ones(len(moments))
    days = np.abs(moments - column.published_at.timestamp()) / 86_400
    factors: Floats = 1 - FADING + FADING * 0.5 ** (days / HALF_LIFE_DAYS)
    return np.where(np.isnan(factors), 1.0, factors)


def moments(columns: Iterable[Column]) -> Floats:
    """Return when each of these appeared, in seconds since 1970; NaN for no date."""
    return np.array([one.published_at.timestamp() if one.published_at else nan for one in columns], dtype=np.float64)


def days_apart(column: Column, other: Column) -> float:
    """Return how many days are between two columns; none where one has no date."""
    if column.published_at is None or other.published_at is None:
        return 0.0
    days: float = abs((column.published_at - other.published_at).total_seconds()) / 86_400
    return days


def seen_from_the_other(column: Column, found: Pair) -> Pair:
    """Return a pair of `column` as its other side sees it: the score is the same in both directions."""
    return replace(found, other=column)


def word_worth(weight: float, word: str, rarities: Rarity) -> float:
    """Return what sharing one word may add to a score, before the other column's weight of it is known."""
    return TEXT * weight * weight * rarities.words[word] / rarities.most


def tag_worth(tag: int, column: Column, rarities: Rarity) -> float:
    """Return what sharing a tag of a column may add to a score, before it is known whether the other one carries it."""
    return subjects.worth(tag, rarities.tags, named=tag in column.named)


def _shared(column: Column, other: Column) -> Shared | None:
    """Return the tags that both have; None, as a rule, for none."""
    both = column.tags.keys() & other.tags.keys()
    if not both:
        return None
    names = {tag: column.tags[tag] for tag in both}
    return Shared(names=names, named=(column.named, other.named), days=days_apart(column, other))


def explain(
    column: Column, found: Pair, rarities: Rarity, words: Callable[[], Sequence[str]] | None = None
) -> dict[str, Any]:
    """Return the parts of a score with what was shared, as JSON holds it; parts that are nothing are left out.

    `words` returns the shared words where they need not be looked for in the weights.
    """
    other = found.other
    if words is None:
        words = partial(shared_words, column, other, rarities)
    shared = _shared(column, other)
    told = subjects.told(shared, rarities.tags) if shared else {}
    shown: dict[str, Any] = {
        "answers": {"who": "related" if other.answers == column.id else "article"},
        "link": {"who": "related" if links(other, column) else "article"},
        "series": {"name": other.series_name},
        **{part: {"names": names} for part, names in told.items()},
        "text": {"words": words() if "text" in found.parts else ()},
        "author": {"names": [column.authors[key] for key in column.authors if key in other.authors]},
    }
    parts = {name: {"score": round(value, DIGITS), **shown[name]} for name, value in found.parts.items()}
    return {**parts, "closeness": round(found.close, DIGITS)}


def shared_words(column: Column, other: Column, rarities: Rarity) -> list[str]:
    """Return the words that made two columns most alike, as they are weighed, the strongest first; no numbers."""
    strength = {
        word: column.weights[word] * other.weights[word] * rarities.words.get(word, 0.0)
        for word in column.weights.keys() & other.weights.keys()
        if not word.isdigit()
    }
    best = sorted((word for word, value in strength.items() if value > 0), key=lambda word: (-strength[word], word))
    return best[:SHARED_WORDS]
