"""How strongly one column leads to another, and why: pure functions on plain values, for one save and for an archive.

The score is a sum of parts, each of which can be shown. All parts are the same in both directions, so a column that
is saved can enter the lists of others without computing these anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log
from typing import Any

import numpy as np

from articles.related import subjects, terms
from articles.related.columns import Column
from articles.related.subjects import Shared, Tags
from articles.related.table import NOBODY, Floats, Table, among

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
    """Another column, as seen from one: the score, what their texts add to it, and how many days are between them."""

    other: Column
    score: float
    text: float
    days: float

    @property
    def order(self) -> tuple[float, float, int]:
        """What to sort by: the best first, then the newest, then the highest id."""
        return order(self.score, self.other.published_at, self.other.id)


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


def strongest(column: Column, others: Table, texts: Floats, rarities: Rarity) -> tuple[Sequence[int], Floats, Floats]:
    """Return the places of those of the others that can come into a column's list, the best first; and all scores, and
    how many days are between the column and each.

    These are the best, and all by its author. `texts` are what the texts of the others add (`text_worth`).
    """
    days = days_apart(column, others)
    is_theirs = others.authors.any_of(column.writers)
    lasting = AUTHOR * is_theirs + _bonds(column, others)
    fading = texts + subjects.together(column.tags, column.named, others.tags, rarities.tags, days)
    scores = np.round(fading * closeness(days) + lasting, DIGITS)
    ranked = np.lexsort((-others.ids, -np.nan_to_num(others.moments), -scores))
    is_best = is_theirs[ranked] | (np.arange(len(ranked)) < STRONGEST)
    return ranked[is_best].tolist(), scores, days


def _bonds(column: Column, others: Table) -> Floats:
    """Return what an answer, a link and a common series add to each score."""
    is_answer = (others.answers == column.id) | (others.ids == (column.answers or NOBODY))
    is_linked = among(others.ids, column.leads_to | column.led_from)
    is_series = others.series == column.series if column.series else np.zeros(len(others.ids), dtype=bool)
    worth: Floats = ANSWERS * is_answer + LINK * is_linked + SERIES * is_series
    return worth


def bond(column: Column, other: int, *, series: int | None, answers: int | None) -> float:
    """Return what an answer, a link and a common series add to the score of one other column, as `_bonds` for many.

    `other` is its id, `series` and `answers` the ids of what it is a part of and answers.
    """
    worth = SERIES if column.series is not None and column.series == series else 0.0
    worth += ANSWERS if answers == column.id or other == column.answers else 0.0
    return worth + (LINK if other in column.leads_to | column.led_from else 0.0)


def links(one: Column, other: Column) -> bool:
    """Whether the text of one column leads to another."""
    return other.id in one.leads_to or one.id in other.led_from


def closeness(days: Floats) -> Floats:
    """Return the factor for the days between two columns: 1 for the same day, never under 1 - FADING."""
    factor: Floats = 1 - FADING + FADING * 0.5 ** (days / HALF_LIFE_DAYS)
    return factor


def days_apart(column: Column, others: Table) -> Floats:
    """Return how many days are between a column and others; none where one has no date."""
    if column.published_at is None:
        return np.zeros(len(others.moments))
    days: Floats = np.nan_to_num(np.abs(others.moments - column.published_at.timestamp()) / 86_400)
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


def explain(
    column: Column, found: Pair, rarities: Rarity, words: Callable[[], Sequence[str]] | None = None
) -> dict[str, Any]:
    """Return the parts of a score with what was shared, as JSON holds it; parts that are nothing are left out.

    `words` returns the shared words where they need not be looked for in the weights.
    """
    other = found.other
    parts: dict[str, Any] = {}
    if column.id == other.answers or other.id == column.answers:
        parts["answers"] = {"score": ANSWERS, "who": "related" if other.answers == column.id else "article"}
    if links(column, other) or links(other, column):
        parts["link"] = {"score": LINK, "who": "related" if links(other, column) else "article"}
    if column.series is not None and column.series == other.series:
        parts["series"] = {"score": SERIES, "name": other.series_name}
    parts |= _subjects_told(column, found, rarities)
    if found.text > 0:
        told = words() if words else shared_words(column, other, rarities)
        parts["text"] = {"score": round(found.text, DIGITS), "words": told}
    if not column.writers.isdisjoint(other.authors):
        names = [column.authors[key] for key in column.authors if key in other.authors]
        parts["author"] = {"score": AUTHOR, "names": names}
    return {**parts, "closeness": round(float(closeness(np.array([found.days]))[0]), DIGITS)}


def _subjects_told(column: Column, found: Pair, rarities: Rarity) -> dict[str, Any]:
    both = column.tags.keys() & found.other.tags.keys()
    if not both:
        return {}
    names = {tag: column.tags[tag] for tag in both}
    shared = Shared(names=names, named=(column.named, found.other.named), days=found.days)
    told = subjects.told(shared, rarities.tags)
    worths = subjects.parts(shared, rarities.tags)
    return {part: {"score": round(worth, DIGITS), "names": told[part]} for part, worth in worths.items()}


def shared_words(column: Column, other: Column, rarities: Rarity) -> list[str]:
    """Return the words that made two columns most alike, as they are weighed, the strongest first; no numbers."""
    strength = {
        word: column.weights[word] * other.weights[word] * rarities.words.get(word, 0.0)
        for word in column.weights.keys() & other.weights.keys()
        if not word.isdigit()
    }
    best = sorted((word for word, value in strength.items() if value > 0), key=lambda word: (-strength[word], word))
    return best[:SHARED_WORDS]
