"""A text in sixteen bytes: texts that share most of their words in a row share most of these bytes.

Each byte stands for the smallest of all hashes of three words in a row, by one of sixteen hash functions (MinHash, of
which one byte is kept). Two texts agree in a byte as often as the words in a row that they share among all that they
have, and else by chance once in 256: at one size this tells a reprint from another column far better than a SimHash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from articles.importing.documents import Document

BYTES = 16
FEWEST_WORDS = 80  # a shorter text is a notice, a poem, a letter: too little to be told from another
MOST_WORDS = 20_000
_WORD = re.compile(r"\w+")
_APART = bytes(byte if _WORD.match(chr(byte)) else ord(" ") for byte in range(128)) + b" " * 128
# Any odd numbers do; these are fixed, because sketches are kept.
_FACTORS = (np.random.RandomState(1707).randint(1, 2**62, size=(BYTES, 1)).astype(np.uint64) << 1) | 1
_JOINTS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


def words_of(text: str) -> list[str]:
    """Return the words of a text without their case; what stands between them does not count."""
    return _WORD.findall(text.casefold())


def sketch_of(document: Document) -> bytes | None:
    """Return the sketch of a document; None for one that is nothing by itself, or too short."""
    if not document.identity:
        return None
    text = " ".join(document.paragraphs)
    if text.isascii():  # the same words, three times as fast
        return _sketch(text.lower().encode().translate(_APART).split()[:MOST_WORDS])
    return sketch(words_of(text))


def sketch(words: Sequence[str]) -> bytes | None:
    """Return the sketch of a text; None where it has too few words."""
    # Words hold no white space, so that joined and split again they are the same words, as bytes.
    return _sketch(" ".join(words[:MOST_WORDS]).encode().split())


def _sketch(words: Sequence[bytes]) -> bytes | None:
    if len(words) < FEWEST_WORDS:
        return None
    hashes = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    rows = (hashes[:-2] * _JOINTS[0] + hashes[1:-1]) * _JOINTS[1] + hashes[2:]
    rows ^= rows >> np.uint64(31)
    smallest = (rows * _FACTORS).min(axis=1)
    mixed = (smallest ^ (smallest >> np.uint64(29))) * _JOINTS[1]
    kept: bytes = (mixed >> np.uint64(56)).astype(np.uint8).tobytes()
    return kept
