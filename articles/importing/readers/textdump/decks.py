"""Whether a short line may be a standfirst, or is the beginning of running text."""

from __future__ import annotations

import re

from articles.importing.readers.lines import ends_sentence, hangul_share, is_titlish, width

LONGEST_DECK = 200
DECK_WORDS = 4
MOSTLY, SHORTEST_IN_HANGUL = 0.5, 8  # Korean parts its words less
SHORT_WORDS = 6


def continues_as_sentence(text: str) -> bool:
    """Running text shows by its beginning: "But the bus goes around the lake."""
    return (
        bool(re.match(r"(?:but|and|so|yet|it|he|she|they|we|i|this|that|there|these)\b", text, re.IGNORECASE))
        and len(text.split()) > SHORT_WORDS
    )


def is_deck(text: str) -> bool:
    """Say whether a line may be a standfirst by its form: some words, no full stop, no form of address."""
    long_enough = len(text.split()) >= DECK_WORDS or (hangul_share(text) > MOSTLY and len(text) > SHORTEST_IN_HANGUL)
    if text.casefold().startswith("dear "):  # an open letter
        return False
    plain = text[0].isalnum() or text[0] in "“‘\"'"
    return long_enough and plain and width(text) <= LONGEST_DECK and is_titlish(text) and not ends_sentence(text)
