"""The words of a text as they stand in it, for the reasons of a suggestion: “enrichment”, not “enrichm”. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

from articles.words import prepare

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 40


def as_written(text: str, words: Iterable[str]) -> list[str]:
    """Return how prepared words are written in a text, most often, in order, each once; those not in it as they are.

    Of a script without spaces, where a prepared word is a pair of characters, it is the whole run that holds it.
    """
    wanted = list(words)
    seen: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    for found in _WORD.findall(text):
        for word in prepare(found).split():
            if word in seen:
                seen[word][found[:LONGEST]] += 1
    return list(dict.fromkeys(_usual(seen[word]) or word for word in wanted))


def _usual(spellings: Counter[str]) -> str:
    """Return the most usual spelling; small letters decide a tie, as a capital may only begin a sentence."""
    if not spellings:
        return ""
    return max(spellings, key=lambda spelling: (spellings[spelling], spelling.islower(), spelling))
