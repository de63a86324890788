"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from articles.importing.readers.lines import hangul_share, words

COMMON = words("the and of to in is a that it for on was with as be are this by not who or what how")
ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(COMMON))})\b", re.IGNORECASE)
KOREAN_SHARE = 0.3
ENOUGH_WORDS = 12


def tell_language(text: str) -> tuple[str, float]:
    """Tell "ko" from "en" and how sure that is; "" where neither the letters nor the words tell."""
    share = hangul_share(text)
    parts = text.split()
    enough = -(-len(parts) // ENOUGH_WORDS)
    english = share < KOREAN_SHARE and enough > 0 and _has_english(text, parts, enough)
    language = "ko" if share >= KOREAN_SHARE else "en" if english else ""
    return language, round(max(share, 1 - share), 2)


def _has_english(text: str, parts: Sequence[str], enough: int) -> bool:
    """Whether so many words are English; the rest need not be looked at once they are.

    Most texts have enough of them between spaces, in small letters, which is quickly seen.
    """
    plain = sum(1 for _ in islice(filter(COMMON.__contains__, parts), enough))
    return plain == enough or sum(1 for _ in islice(ENGLISH.finditer(text), enough)) == enough
