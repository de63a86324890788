"""Which words speak for which tag: ridge regression, one tag against the rest, over rarity-weighted words. Pure.

Chosen by cross-validation among nearest neighbours, centroids and two kinds of naive Bayes: see decision 10.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from articles.editing.subjects.judging import Candidate, Judge, candidates, figures, fit
from articles.editing.subjects.matrix import Corpus, Floats, Numbers, Words, tagged

# How far weights are held back, and how many steps are taken towards the least squares: stopping early holds back too.
HELD_BACK, STEPS = 0.3, 4
# Tags that are learnt together: what is dense in memory is words times so many.
TOGETHER = 64
# Words that are kept for a tag, the strongest; a tag on fewer columns than this is known by its name alone.
KEPT, FEWEST_COLUMNS = 800, 2
# One column in so many is held out to learn how sure a score is.
HELD_OUT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What speaks for a tag: a row a word, a column a tag; `usual` is how often each tag is given at all."""

    words: Words
    tags: list[int]
    matrix: sparse.csr_matrix
    usual: dict[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Everything that suggestions need, with how good they were on the columns held out."""

    weights: Weights
    judge: Judge
    columns: int
    figures: dict[str, float]


def learn(corpus: Corpus, rows: Numbers | None = None) -> Learnt:
    """Learn from a corpus, or from some of its columns.

    The same columns in the same order give the same; none give a judge of names alone.
    """
    rows = np.arange(len(corpus)) if rows is None else rows
    is_held = np.arange(len(rows)) % HELD_OUT == HELD_OUT - 1
    held = rows[is_held]
    found = score(corpus, weigh(corpus, rows[~is_held]), held)
    right = [frozenset(corpus.tags[row]) for row in held.tolist()]
    judge = fit(found, right)
    return Learnt(weights=weigh(corpus, rows), judge=judge, columns=len(rows), figures=figures(judge, found, right))


def weigh(corpus: Corpus, rows: Numbers) -> Weights:
    """Return the weight of each word for each tag, from some of the columns."""
    words = corpus.words(rows)
    known = corpus.weighed(words, rows)
    tags = [corpus.tags[row] for row in rows.tolist()]
    counts = Counter(tag for some in tags for tag in some)
    order = sorted(tag for tag, number in counts.items() if number >= FEWEST_COLUMNS)
    parts = [
        strongest(_ridge(known, tagged(tags, order[start : start + TOGETHER])))
        for start in range(0, len(order), TOGETHER)
    ]
    none = sparse.csr_matrix((len(words.words), 0), dtype=np.float32)
    return Weights(
        words=words,
        tags=order,
        matrix=sparse.hstack(parts, format="csr") if parts else none,
        usual={tag: counts[tag] / len(rows) for tag in order},
    )


def _ridge(known: sparse.csr_matrix, wanted: Floats) -> Floats:
    """Return weights that bring `known` near to `wanted` (less its mean): a few steps of conjugate gradients."""
    residue: Floats = known.T @ (wanted - wanted.mean(axis=0))
    weights, step = np.zeros_like(residue), residue.copy()
    size = (residue * residue).sum(axis=0)
    for _ in range(STEPS):
        moved = known.T @ (known @ step) + HELD_BACK * step
        length = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        weights += length * step
        residue -= length * moved
        smaller = (residue * residue).sum(axis=0)
        step = residue + smaller / np.maximum(size, 1e-12) * step
        size = smaller
    return weights


def strongest(weights: Floats) -> sparse.csr_matrix:
    """Return weights without the weak ones of each tag: they cost space and change little."""
    if weights.shape[0] > KEPT:
        least = np.partition(np.abs(weights), -KEPT, axis=0)[-KEPT]
        weights = np.where(np.abs(weights) >= least, weights, 0)
    return sparse.csr_matrix(weights, dtype=np.float32)


def score(corpus: Corpus, weights: Weights, rows: Numbers) -> list[list[Candidate]]:
    """Return what may be suggested for some columns: the best by words, and all that they name."""
    scores = corpus.weighed(weights.words, rows) @ weights.matrix
    usual = np.array([weights.usual[tag] for tag in weights.tags], dtype=np.float32)
    return [
        candidates(
            dict(zip(weights.tags, (scores[number].toarray().ravel() + usual).tolist(), strict=True)),
            weights.usual,
            corpus.named[row],
        )
        for number, row in enumerate(rows.tolist())
    ]
