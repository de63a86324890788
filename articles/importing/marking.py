"""Which words of a source line were understood as what: text in, marked pieces out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The colour of each field's mark, as the style sheet calls it; the same key stands beside the field.
KEYS = {
    "headline": "head", "credits": "who", "published_at": "when", "updated_at": "when", "standfirst": "lead",
    "bio": "bio", "most_read": "rank", "series": "series", "tags": "tag", "legacy_url": "tag", "legacy_id": "tag",
    "body_html": "text", "corrections": "when",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `key` names the colour of their mark, "" for none."""

    text: str
    key: str = ""


def pieces(text: str, fields: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> list[Piece]:
    """Take a line apart. `wanted` has for a field the very words to mark (names, headlines); else all are marked."""
    known = [name for name in fields if name in KEYS]
    words = text.strip()
    if not known or not words:
        return [Piece(text)]
    start = text.index(words)
    spans = _spans(text, known, wanted) or [(start, start + len(words), KEYS[known[0]])]
    found, at = [], 0
    for first, last, key in spans:
        found += [Piece(text[at:first]), Piece(text[first:last], key)]
        at = last
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


def _spans(text: str, fields: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> list[tuple[int, int, str]]:
    """Return where the wanted words stand, with their colours, from left to right; none that overlaps one before it."""
    found = []
    for field in fields:
        at = 0
        for words in wanted.get(field, ()):
            first = text.find(words, at) if words else -1
            if first >= 0:
                at = first + len(words)
                found.append((first, at, KEYS[field]))
    apart: list[tuple[int, int, str]] = []
    for span in sorted(found):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart
