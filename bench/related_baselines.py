"""What plain methods reach on judged documents: chance, TF-IDF, BM25, and latent semantic analysis on top of TF-IDF.

Words are those of the site (`articles.words`, `terms.STOP_WORDS`), the headline counted twice beside the text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from articles.related.terms import STOP_WORDS
from articles.words import prepare

LISTED, SEED, DIMENSIONS, NEIGHBOURS = 20, 20_110_403, 200, 15
K1, B, COMMON, HEADLINE = 1.2, 0.75, 0.3, 2
Matrix = NDArray[np.float64]


def lists(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[list[int]]]]:
    """Yield a method's name and, for each headline and text, the places of the others, best first."""
    counts = _counts(texts)
    yield "chance", _best(np.random.default_rng(SEED).random((len(texts), len(texts))))
    weighed = _tf_idf(counts)
    yield "TF-IDF", _best((weighed @ weighed.T).toarray())
    yield "BM25", _best((counts @ _bm25(counts).T).toarray())
    vectors = _lsa(weighed, counts)
    near = vectors @ vectors.T
    yield "TF-IDF + LSA-200", _best(near)
    averaged = np.stack([vectors[[place, *row[:NEIGHBOURS]]].mean(axis=0) for place, row in enumerate(_best(near))])
    averaged /= np.maximum(np.linalg.norm(averaged, axis=1, keepdims=True), 1e-12)
    yield "LSA-200 averaged with 15 neighbours", _best(averaged @ averaged.T)


def _counts(texts: Sequence[tuple[str, str]]) -> sparse.csr_matrix:
    rows = []
    for headline, text in texts:
        counted = Counter(prepare(text).split())
        for word in prepare(headline).split():
            counted[word] += HEADLINE
        rows.append({word: n for word, n in counted.items() if word not in STOP_WORDS and len(word) > 1})
    index = {word: at for at, word in enumerate(sorted(set().union(*rows)))}
    places = [index[word] for row in rows for word in sorted(row)]
    values = [float(row[word]) for row in rows for word in sorted(row)]
    starts = np.cumsum([0, *map(len, rows)])
    return sparse.csr_matrix((values, places, starts), shape=(len(rows), len(index)))


def _held(counts: sparse.csr_matrix) -> Matrix:
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(float)


def _tf_idf(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    weighed = counts.copy()
    weighed.data = 1 + np.log(weighed.data)
    weighed = weighed @ sparse.diags(np.log((1 + counts.shape[0]) / (1 + _held(counts))) + 1)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ weighed)


def _bm25(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    held, length = _held(counts), np.asarray(counts.sum(axis=1)).ravel()
    weighed = counts.copy()
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    weighed.data *= (K1 + 1) / (weighed.data + K1 * (1 - B + B * length[rows] / max(float(length.mean()), 1e-12)))
    rarity = np.log(1 + (counts.shape[0] - held + 0.5) / (held + 0.5))
    return sparse.csr_matrix(weighed @ sparse.diags(rarity))


def _lsa(weighed: sparse.csr_matrix, counts: sparse.csr_matrix) -> Matrix:
    known = sparse.csr_matrix(weighed[:, np.flatnonzero(_held(counts) <= COMMON * counts.shape[0])])
    width = min(DIMENSIONS, min(known.shape) - 1)
    left, strength, _ = svds(known, k=width, v0=np.ones(min(known.shape)))
    vectors: Matrix = left * strength
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def _best(likeness: Matrix) -> list[list[int]]:
    scores = likeness.copy()
    np.fill_diagonal(scores, -np.inf)
    ranked: list[list[int]] = np.argsort(-scores, axis=1, kind="stable")[:, :LISTED].tolist()
    return ranked
