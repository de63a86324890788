"""Two texts side by side: which words differ; what is alike is shortened to what leads to the place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

SAME, GONE, NEW = "", "gone", "new"
AROUND = 14  # words that are shown before and behind a difference
LONGEST = 60_000  # signs of a text; what is longer is compared by its beginning
_WORD = re.compile(r"\s+|[^\s]+")
_KINDS = {-1: GONE, 0: SAME, 1: NEW}
_MOST_WORDS = 0x10FFFF - 0xF0000


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and whether they stand in both texts, only in the first (`gone`) or only in the second (`new`)."""

    text: str
    kind: str = SAME
    is_shortened: bool = False


def compare(one: str, other: str) -> list[Words]:
    """Return the words of both texts in order."""
    signs: dict[str, str] = {}
    first, second = (_as_signs(_WORD.findall(text[:LONGEST]), signs) for text in (one, other))
    engine = diff_match_patch()
    found = engine.diff_main(first, second, checklines=False)
    engine.diff_cleanupSemantic(found)
    words = {sign: word for word, sign in signs.items()}
    pieces = [Words("".join(words[sign] for sign in text), _KINDS[kind]) for kind, text in found]
    return [_shortened(piece, at, len(pieces)) for at, piece in enumerate(pieces)]


def _as_signs(words: Sequence[str], signs: dict[str, str]) -> str:
    return "".join(signs.setdefault(word, chr(0xF0000 + len(signs) % _MOST_WORDS)) for word in words)


def _shortened(piece: Words, at: int, of: int) -> Words:
    """Return words that are alike without those in the middle that no difference is near to.

    The spaces beside a difference stay, and so does a new paragraph in what is left out.
    """
    if piece.kind != SAME or len(piece.text.split()) <= 2 * AROUND + 6:
        return piece
    parts = _WORD.findall(piece.text)
    head = parts[: 2 * AROUND] if at else []
    tail = parts[-2 * AROUND :] if at < of - 1 else []
    left_out = "".join(parts[len(head) : len(parts) - len(tail)])
    dots = " …\n\n… " if head and tail and "\n\n" in left_out else " … "
    text = f"{''.join(head).rstrip()}{dots}{''.join(tail).lstrip()}"
    return Words(text if head and tail else text.rstrip() if head else text.lstrip(), SAME, is_shortened=True)
