"""Tags for texts, asked of what was learnt: each with how sure it is and the words that caused it.

    Suggester().suggest([Text(headline="...", body="...")])

A handful of queries for a text, a few more for a hundred at once; its memory does not grow with the archive.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from articles.editing.models import LearntTags
from articles.editing.subjects import kept
from articles.editing.subjects.judging import Candidate, Judge, candidates
from articles.editing.subjects.matrix import Floats, Numbers
from articles.editing.subjects.reasons import as_written
from articles.models import Tag
from articles.related import naming, terms
from articles.related.names import Names
from articles.words import prepare
from authors.names import fold

MOST_TAGS, MOST_WORDS = 6, 3
# What is less likely is not worth an editor's look.
LEAST = 0.15
# A word whose part in the score is smaller than this part of the greatest is no reason.
TELLING = 0.25
PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a column says: its headline, and its standfirst and body as plain text."""

    headline: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A tag for a text: how sure it is (0 to 1), and the words of the text that caused it, as they stand in it."""

    tag: Tag
    sure: float
    because: tuple[str, ...]

    @property
    def percent(self) -> int:
        """How sure it is, in percent; never wholly."""
        return min(99, int(self.sure * PERCENT))

    @property
    def why(self) -> str:
        """The words that caused it, in a line."""
        return ", ".join(self.because)


class Word(NamedTuple):
    """A word of a text: its weight there, and how much it speaks for which tags."""

    word: str
    weight: float
    tags: Numbers
    worth: Floats


class Suggester:
    """Suggests tags from what was learnt last."""

    @cached_property
    def learnt(self) -> LearntTags | None:
        """What was learnt; None where nothing was, and then the names of tags alone are looked for."""
        return LearntTags.objects.first()

    @cached_property
    def _known(self) -> list[tuple[int, str, str]]:
        return naming.known_names()

    @cached_property
    def _names(self) -> Names:
        return Names((tag, name) for tag, name, _ in self._known)

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {key: tag for tag, _, key in self._known}

    def called(self, names: Iterable[str]) -> set[int]:
        """Return the ids of the tags that these names or other words mean."""
        return {self._keys[key] for name in names if (key := fold(name)) in self._keys}

    @cached_property
    def _usual(self) -> dict[int, float]:
        return {int(tag): number for tag, number in self.learnt.usual.items()} if self.learnt else {}

    @cached_property
    def _judge(self) -> Judge:
        return Judge(worth=tuple(self.learnt.worth)) if self.learnt else Judge()

    def suggest(self, texts: Sequence[Text], *, least: float = LEAST, most: int = MOST_TAGS) -> list[list[Suggestion]]:
        """Return for each text the tags that are at least so likely, the surest first."""
        ranked = self._ranked([(prepare(text.headline), prepare(text.body)) for text in texts], least=least, most=most)
        tags = kept.kept_tags(sorted({candidate.tag for _, found in ranked for candidate, _ in found}))
        return [
            [
                Suggestion(tag=tags[candidate.tag], sure=sure, because=_because(text, candidate, words))
                for candidate, sure in found
                if candidate.tag in tags
            ]
            for text, (words, found) in zip(texts, ranked, strict=True)
        ]

    def likely(self, prepared: Sequence[tuple[str, str]], *, least: float) -> list[list[int]]:
        """Return the ids of tags that are at least so likely for prepared headlines and texts, without reasons."""
        ranked = self._ranked(prepared, least=least, most=MOST_TAGS)
        alive = kept.kept_tags(sorted({candidate.tag for _, found in ranked for candidate, _ in found}))
        return [[candidate.tag for candidate, _ in found if candidate.tag in alive] for _, found in ranked]

    def _ranked(
        self, prepared: Sequence[tuple[str, str]], *, least: float, most: int
    ) -> list[tuple[list[Word], list[tuple[Candidate, float]]]]:
        weighed = [terms.weights(headline, body) for headline, body in prepared]
        known = kept.words(word for weights in weighed for word in weights) if self.learnt else {}
        ranked = []
        for (headline, body), weights in zip(prepared, weighed, strict=True):
            words = _weighed(weights, known)
            named = self._names.found(headline.split(), body.split())
            found = self._judge.ranked(candidates(self._scores(words), self._usual, named))
            ranked.append((words, [pair for pair in found if pair[1] >= least][:most]))
        return ranked

    def _scores(self, words: Sequence[Word]) -> dict[int, float]:
        """Return what the words say for each tag, above how usual it is."""
        if not words:
            return {}
        order, places = np.unique(np.concatenate([word.tags for word in words]), return_inverse=True)
        values = np.concatenate([word.weight * word.worth for word in words])
        totals = np.bincount(places, weights=values, minlength=len(order))
        return {
            tag: total + self._usual.get(tag, 0.0) for tag, total in zip(order.tolist(), totals.tolist(), strict=True)
        }


def _weighed(weights: Mapping[str, float], known: Mapping[str, tuple[float, Numbers, Floats]]) -> list[Word]:
    """Return the words of a text that something was learnt of, weighed as they were in learning: of unit length."""
    heavy = {word: weight * known[word][0] for word, weight in sorted(weights.items()) if word in known}
    length = sum(weight**2 for weight in heavy.values()) ** 0.5 or 1.0
    return [Word(word, weight / length, *known[word][1:]) for word, weight in heavy.items()]


def _because(text: Text, candidate: Candidate, words: Sequence[Word]) -> tuple[str, ...]:
    """Return the words that caused a suggestion: the name itself where it stands there, then the most telling."""
    worth = {
        word.word: word.weight * float(word.worth[place[0]])
        for word in words
        if len(place := np.flatnonzero(word.tags == candidate.tag))
    }
    best = sorted((word for word in worth if worth[word] > 0), key=lambda word: (-worth[word], word))[:MOST_WORDS]
    telling = [word for word in best if worth[word] >= TELLING * worth[best[0]]]
    written = as_written(f"{text.headline}\n{text.body}", telling)
    named = [candidate.naming.words] if candidate.naming else []
    return tuple(word for word in _once([*named, *written]))[:MOST_WORDS]


def _once(words: Sequence[str]) -> list[str]:
    """Return words each once, whatever their case; a name's own parts are not said again."""
    said: list[str] = []
    for word in words:
        if not any(prepare(word) in f" {prepare(other)} ".split() or prepare(word) == prepare(other) for other in said):
            said.append(word)
    return said
