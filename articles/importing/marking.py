"""Which words of a source line were understood as what: text in, marked pieces out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The colour of each field's mark, as the style sheet calls it; the same key stands beside the field.
KEYS = {
    "headline": "head", "credits": "who", "published_at": "when", "updated_at": "when", "standfirst": "lead",
    "bio": "bio", "most_read": "rank", "series": "series", "tags": "tag", "legacy_url": "tag", "legacy_id": "tag",
    "body_html": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `key` names the colour of their mark, "" for none."""

    text: str
    key: str = ""


def pieces(text: str, fields: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> list[Piece]:
    """Take a line apart. `wanted` has for a field the very words to mark (names, headlines); else all are marked."""
    field = next((name for name in fields if name in KEYS), "")
    words = text.strip()
    if not field or not words:
        return [Piece(text)]
    spans = _spans(text, wanted.get(field, ())) or [(text.index(words), text.index(words) + len(words))]
    found, at = [], 0
    for first, last in spans:
        found += [Piece(text[at:first]), Piece(text[first:last], KEYS[field])]
        at = last
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand, from left to right; none that overlaps one before it."""
    spans: list[tuple[int, int]] = []
    at = 0
    for words in wanted:
        first = text.find(words, at) if words else -1
        if first >= 0:
            at = first + len(words)
            spans.append((first, at))
    return spans
