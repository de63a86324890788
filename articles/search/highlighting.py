"""The snippet of a search result: the part of the text with the most of what was looked for, marked."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles import words

ELLIPSIS = "…"
# How far a cut may move to fall between words.
SLACK = 30


@dataclass(frozen=True, slots=True)
class _Match:
    term: int
    start: int
    end: int


def highlight(plain_text: str, terms: Sequence[str], *, length: int = 240) -> SafeString:
    """Return about `length` characters of the text around the best cluster of matches, escaped, matches in `<mark>`.

    `terms` are those of a `SearchResults`. Without a match it is the beginning of the text.
    """
    text = unicodedata.normalize("NFC", " ".join(plain_text.split()))
    matches = _matches(text, terms)
    start, end = _window(text, matches, length)
    marked = [match for match in matches if start <= match.start and match.end <= end]
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    return mark_safe(before + _marked(text, marked, start, end) + after)  # noqa: S308 _marked escapes every part


def _matches(text: str, terms: Sequence[str]) -> list[_Match]:
    """Return where the terms stand in the original text, in order of place."""
    folded, places = _folded(text)
    found = list(words.spans(folded))
    sought = [term.split() for term in terms]
    matches = [
        _Match(number, places[found[at][1]], places[_end(found, at, term) - 1] + 1)
        for at in range(len(found))
        for number, term in enumerate(sought)
        if _stands_at(found, at, term)
    ]
    return sorted(matches, key=lambda match: (match.start, -match.end))


def _stands_at(found: Sequence[tuple[str, int, int]], at: int, term: Sequence[str]) -> bool:
    if len(term) == 1 and words.is_syllable(term[0]):
        return found[at][0].startswith(term[0])
    return found[at][0] == term[0] and [word for word, _, _ in found[at : at + len(term)]] == term


def _end(found: Sequence[tuple[str, int, int]], at: int, term: Sequence[str]) -> int:
    if len(term) == 1 and words.is_syllable(term[0]):
        return found[at][1] + 1
    return found[at + len(term) - 1][2]


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return folded text, and for each of its characters the place in `text` that it comes from."""
    pieces = [_fold_character(character) for character in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), places


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    return words.fold(character)


def _window(text: str, matches: Sequence[_Match], length: int) -> tuple[int, int]:
    """Return the part to show: that with the most different terms, then the most matches, then the first."""
    if len(text) <= length:
        return 0, len(text)
    best, best_value = (0, 0), (0, 0)
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while last + 1 < len(matches) and matches[last + 1].end - match.start <= length:
            last += 1
        inside = matches[first : last + 1]
        value = (len({one.term for one in inside}), len(inside))
        if value > best_value:
            best, best_value = (match.start, inside[-1].end), value
    return _between_words(text, best, length)


def _between_words(text: str, kernel: tuple[int, int], length: int) -> tuple[int, int]:
    """Widen a part to `length`, a third of what is added before it, and move both cuts to the next space inside."""
    spare = max(0, length - (kernel[1] - kernel[0]))
    start = max(0, min(kernel[0] - spare // 3, len(text) - length))
    end = min(len(text), start + length)
    if start:
        space = text.find(" ", start, min(kernel[0], start + SLACK))
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", max(kernel[1], end - SLACK), end)
        end = space if space >= 0 else end
    return start, end


def _marked(text: str, matches: Iterable[_Match], start: int, end: int) -> str:
    """Return the part escaped, with overlapping matches as one mark."""
    merged: list[list[int]] = []
    for match in matches:
        if merged and match.start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], match.end)
        else:
            merged.append([match.start, match.end])
    parts, at = [], start
    for mark_start, mark_end in merged:
        parts.append(
            escape(text[at:mark_start]) + format_html_join("", "<mark>{}</mark>", [(text[mark_start:mark_end],)])
        )
        at = mark_end
    return "".join(parts) + escape(text[at:end])
