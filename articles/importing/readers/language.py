"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
from itertools import islice

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
    enough = -(-count // ENOUGH_WORDS)
    # The rest of a text need not be looked at once enough of its words are English.
    english = share < KOREAN_SHARE and 0 < enough == sum(1 for _ in islice(ENGLISH.finditer(text), enough))
    language = "ko" if share >= KOREAN_SHARE else "en" if english else ""
    return language, round(max(share, 1 - share), 2)
