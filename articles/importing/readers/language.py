"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

import re

from articles.importing.readers.lines import hangul_share

ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|a|that|it|for|on|was|with|as|be|are|this|by|not|who|or|what|how)\b", re.IGNORECASE
)
KOREAN_SHARE = 0.3
ENOUGH_WORDS = 12


def tell_language(text: str) -> tuple[str, float]:
    """Tell "ko" from "en" and how sure that is; "" where neither the letters nor the words tell."""
    share = hangul_share(text)
    count = len(text.split())
    english = share < KOREAN_SHARE and len(ENGLISH.findall(text)) * ENOUGH_WORDS >= count > 0
    language = "ko" if share >= KOREAN_SHARE else "en" if english else ""
    return language, round(max(share, 1 - share), 2)
