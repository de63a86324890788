"""How sure a suggestion is: a chance from what its words say, whether the text names it, and how usual it is. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from articles.related.names import Naming

Matrix = NDArray[np.float64]
# The best by their words that are looked at for a column; what its text names is looked at besides.
CANDIDATES = 20
# Before anything is learnt: a tag named in a headline is more likely right than not, one named in the text may be.
UNLEARNT = (-3.0, 6.0, 0.0, 2.7, 1.2, 0.3, 0.0)
# Fewer columns held out teach nothing about chances.
FEWEST = 30
ROUNDS, RIDGE = 30, 1e-2
LEVELS = (0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A tag that may fit a column: the score of its words, how usual it is, and whether the text names it."""

    tag: int
    score: float
    usual: float
    naming: Naming | None = None

    def evidence(self) -> tuple[float, ...]:
        """Return what a chance is computed from."""
        named = self.naming
        return (
            1.0,
            self.score,
            log(max(self.score, 0.0) + 0.02),
            float(named is not None),
            float(named is not None and named.in_headline),
            log(named.times) if named else 0.0,
            log(self.usual + 1e-3),
        )


def candidates(scores: Mapping[int, float], usual: Mapping[int, float], named: Mapping[int, Naming]) -> list[Candidate]:
    """Return the tags that may be suggested: the best of those for which words speak, and all that are named."""
    best = sorted(
        (tag for tag, score in scores.items() if score > usual.get(tag, 0.0)), key=lambda tag: (-scores[tag], tag)
    )
    return [
        Candidate(tag=tag, score=scores.get(tag, 0.0), usual=usual.get(tag, 0.0), naming=named.get(tag))
        for tag in dict.fromkeys([*best[:CANDIDATES], *sorted(named)])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What each piece of evidence is worth."""

    worth: tuple[float, ...] = UNLEARNT

    def sure(self, candidate: Candidate) -> float:
        """Return the chance that an editor would give the tag, 0 to 1."""
        total = sum(worth * value for worth, value in zip(self.worth, candidate.evidence(), strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def ranked(self, found: Iterable[Candidate]) -> list[tuple[Candidate, float]]:
        """Return candidates with their chances, the surest first."""
        judged = [(candidate, self.sure(candidate)) for candidate in found]
        return sorted(judged, key=lambda pair: (-pair[1], pair[0].tag))


def fit(found: Sequence[Sequence[Candidate]], right: Sequence[frozenset[int]]) -> Judge:
    """Learn what evidence is worth from candidates of columns whose tags are known: logistic regression."""
    if len(found) < FEWEST:
        return Judge()
    evidence = np.array([candidate.evidence() for some in found for candidate in some], dtype=np.float64)
    given = np.array(
        [float(candidate.tag in tags) for some, tags in zip(found, right, strict=True) for candidate in some]
    )
    if not given.any() or given.all():
        return Judge()
    return Judge(worth=tuple(_newton(evidence, given).tolist()))


def _newton(evidence: Matrix, given: Matrix) -> Matrix:
    worth = np.zeros(evidence.shape[1])
    back = RIDGE * len(given) ** 0.5 * np.eye(len(worth))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(evidence @ worth, -30, 30)))
        slope = evidence.T @ (given - chance) - back @ worth
        bend = (evidence * (chance * (1 - chance))[:, None]).T @ evidence + back
        change = np.linalg.solve(bend, slope)
        worth += change
        if np.abs(change).max() < 1e-6:  # noqa: PLR2004 as near as makes no difference
            break
    return worth


def figures(judge: Judge, found: Sequence[Sequence[Candidate]], right: Sequence[frozenset[int]]) -> dict[str, float]:
    """Return precision and recall at 5, and how many of the suggestions above each level are right and are found."""
    ranked = [judge.ranked(some) for some in found]
    tops = [{candidate.tag for candidate, _ in some[:5]} for some in ranked]
    hits = [len(top & tags) for top, tags in zip(tops, right, strict=True)]
    told = {
        "precision_at_5": sum(hits) / max(1, 5 * len(found)),
        "recall_at_5": sum(hit / len(tags) for hit, tags in zip(hits, right, strict=True) if tags) / max(1, len(found)),
    }
    every = sum(map(len, right))
    for level in LEVELS:
        above = [
            candidate.tag in tags for some, tags in zip(ranked, right, strict=True) for candidate, sure in some
            if sure >= level
        ]  # fmt: skip
        told[f"right_above_{level}"] = sum(above) / len(above) if above else 0.0
        told[f"found_above_{level}"] = sum(above) / every if every else 0.0
    return told
