"""What columns mean beyond the words they share: a vector for each, from which words go together in the archive.

Latent semantic analysis with log-entropy weights, and each vector averaged with those of the columns most alike in
their words. Arrays in, arrays out; no database. The same content gives the same bits: the columns come in an order that
does not depend on how they were loaded, the seed is fixed, and what is compared is rounded to 16 bits first.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# Below so many columns too little is known about words; then the shared ones alone count.
LEAST = 100
DIMENSIONS = 250
# Of a bigger archive so many columns, evenly taken, say which words go together; of their words, so many.
FITTED_ON, MOST_WORDS = 20_000, 50_000
# A word of more columns than this share says little of any.
COMMON = 0.3
# With how many of the most alike a column is averaged (an eighth of a small archive), itself counting for so much.
NEIGHBOURS, FEWEST_NEIGHBOURS, PART = 30, 3, 8
OWN = 1.25
_SEED, _ROUNDS, _SPARE = 20_110_403, 12, 20
Halves = NDArray[np.float16]
Singles = NDArray[np.float32]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def some_of(order: Sequence[int]) -> Sequence[int]:
    """Return the places of those that words are learnt from, evenly taken of all in an order of their content."""
    return order[:: max(1, -(-len(order) // FITTED_ON))]


def fit(texts: sparse.csr_matrix) -> tuple[Numbers, Halves]:
    """Return the numbers of the words that are known, and a vector for each.

    `texts` hold the weight of each word (`terms.weights`), a row for each of the columns that are `some_of` all. Both
    answers are empty where there is too little to learn from.
    """
    held = np.bincount(texts.indices, minlength=texts.shape[1])
    numbers = np.flatnonzero((held > 1) & (held <= max(2, COMMON * texts.shape[0])))
    if len(numbers) > MOST_WORDS:
        numbers = np.sort(numbers[np.argsort(-held[numbers], kind="stable")[:MOST_WORDS]])
    width = min(DIMENSIONS, min(texts.shape[0], len(numbers)) // 2)
    if texts.shape[0] < LEAST or not width:
        return np.zeros(0, dtype=np.int64), np.zeros((0, DIMENSIONS), dtype=np.float16)
    known = _only(texts, numbers)
    telling = _telling(known)
    vectors = _directions(_weighed(known, telling), width)
    vectors *= telling.astype(np.float32)[:, None]
    vectors /= max(float(vectors.max()), -float(vectors.min()), 1e-12)
    return numbers, vectors.astype(np.float16)


def _only(texts: sparse.csr_matrix, numbers: Numbers) -> sparse.csr_matrix:
    """Return the weights of these words alone, numbered by their places among them."""
    place = np.full(texts.shape[1], -1, dtype=np.int32)
    place[numbers] = np.arange(len(numbers))
    kept = place[texts.indices] >= 0
    ends = np.concatenate(([0], np.cumsum(kept)))[texts.indptr]
    return sparse.csr_matrix((texts.data[kept], place[texts.indices[kept]], ends), shape=(texts.shape[0], len(numbers)))


def _telling(known: sparse.csr_matrix) -> Floats:
    """Return how much each word tells: 1 of a single column, 0 of all columns in the same measure."""
    words = known.shape[1]
    share = known.data**2
    share /= np.bincount(known.indices, weights=share, minlength=words)[known.indices]
    entropy = np.bincount(known.indices, weights=share * np.log(share), minlength=words)
    result: Floats = np.maximum(0.0, 1 + entropy / np.log(known.shape[0]))
    return result


def _weighed(known: sparse.csr_matrix, telling: Floats) -> sparse.csr_matrix:
    """Return the weights of words by what they tell, each row of length 1, in 32 bits."""
    weights = known.data * telling[known.indices]
    rows = np.repeat(np.arange(known.shape[0], dtype=np.int32), np.diff(known.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=known.shape[0]))
    weights /= np.maximum(lengths, 1e-12)[rows]
    return sparse.csr_matrix((weights.astype(np.float32), known.indices, known.indptr), shape=known.shape)


def _directions(known: sparse.csr_matrix, width: int) -> Singles:
    """Return the first right singular vectors as columns, by subspace iteration (Halko, Martinsson and Tropp 2011).

    32 bits a number are enough for what is rounded to 16 afterwards, and take half the memory.
    """
    across = sparse.csr_matrix(known.T)
    tries = min(width + _SPARE, *known.shape)
    found = np.random.default_rng(_SEED).standard_normal((known.shape[1], tries), dtype=np.float32)
    for _ in range(_ROUNDS):
        found = _orthogonal(across @ _orthogonal(known @ found))
    image = known @ found
    values, turned = np.linalg.eigh((image.T @ image).astype(np.float64))
    result: Singles = found @ turned[:, np.argsort(-values, kind="stable")[:width]].astype(np.float32)
    return result


def _orthogonal(block: Singles) -> Singles:
    """Return columns at right angles and of length 1 that span the same, from the inner products of the given ones.

    A column that is nearly within the span of others comes out as zeros: there was nothing in it.
    """
    values, turned = np.linalg.eigh((block.T @ block).astype(np.float64))
    is_real = values > values[-1] * np.finfo(np.float32).eps
    scales = np.where(is_real, 1 / np.sqrt(np.where(is_real, values, 1.0)), 0.0)
    result: Singles = block @ (turned * scales).astype(np.float32)
    return result


def own(weights: Floats, vectors: Halves) -> Halves:
    """Return the vector of a column from the weights and the vectors of its known words, of length 1; else of 0."""
    return _unit(np.einsum("i,ij->j", weights, vectors.astype(np.float64)))


def averaged(mine: Halves, theirs: Halves, alike: Floats) -> Halves:
    """Return a column's vector averaged with those of its neighbours, each by how much `alike` it is; zero stays."""
    total = float(alike.sum())
    if not mine.any() or not total:
        return mine
    return _unit(OWN * mine.astype(np.float64) + np.einsum("i,ij->j", alike / total, theirs.astype(np.float64)))


def _unit(vector: Floats) -> Halves:
    length = float(np.sqrt(np.einsum("i,i->", vector, vector)))
    return (vector / length if length else vector).astype(np.float16)


def nearness(mine: Halves, theirs: Halves) -> Floats:
    """Return the cosine between a vector and each of others (rows); NaN where one of the two means nothing."""
    found: Floats = np.einsum("ij,j->i", theirs.astype(np.float64), mine.astype(np.float64))
    zero = np.flatnonzero(found == 0)
    found[zero[~theirs[zero].any(axis=1) | (not mine.any())]] = np.nan
    return found


def neighbours(ids: Numbers, alike: Floats, articles: int) -> Numbers:
    """Return the places of those that a column of an archive of `articles` is averaged with, the most alike first.

    So the sum does not depend on the ids, but for columns that are exactly as much alike.
    """
    most = min(NEIGHBOURS, max(FEWEST_NEIGHBOURS, articles // PART))
    best = np.lexsort((-ids, -alike))[:most]
    return best[alike[best] > 0]
