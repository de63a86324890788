"""An index by letter: Latin letters without their accents, Hangul by the first consonant, everything else last."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from authors.names import fold

Entry = TypeVar("Entry")

_FIRST_SYLLABLE, _LAST_SYLLABLE, _SYLLABLES_A_CONSONANT = 0xAC00, 0xD7A3, 588
# The nineteen first consonants in the order of Unicode; a dictionary keeps doubled ones under the plain one.
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
OTHER = "#"


def letter(name: str) -> str:
    """Return the letter under which a name stands in an index."""
    first = fold(name)[:1]
    if first and _FIRST_SYLLABLE <= ord(first) <= _LAST_SYLLABLE:
        return _CONSONANTS[(ord(first) - _FIRST_SYLLABLE) // _SYLLABLES_A_CONSONANT]
    return first.upper() if first.isalpha() else OTHER


def by_letter(entries: Iterable[Entry], name: Callable[[Entry], str]) -> list[tuple[str, list[Entry]]]:
    """Return the entries in alphabetical order, grouped by letter; other signs come last."""

    def order(entry: Entry) -> tuple[bool, str]:
        return letter(name(entry)) == OTHER, fold(name(entry))

    return [(key, list(group)) for key, group in groupby(sorted(entries, key=order), lambda e: letter(name(e)))]
