"""Why a headline is there, in a sentence for readers. Plain text, never HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from articles.related.models import RelatedHeadline
from articles.related.selection import OLDER, Code, Left

TAGS = 3


def reason(row: RelatedHeadline) -> str:
    """Return the one reason that says most: “Both on North Korea and denuclearisation”."""
    return sentence(row.origin, row.parts)


def sentence(origin: str, parts: Mapping[str, Any]) -> str:
    """Return the reason for a row's origin and parts; "" where the parts say nothing."""
    if origin == RelatedHeadline.Origin.PINNED:
        return "Picked by the desk"
    if "answers" in parts:
        return "Answers this column" if parts["answers"]["who"] == "related" else "This column answers it"
    if parts.get("series", {}).get("name"):
        return f"Same series: {parts['series']['name']}"
    if parts.get("tags", {}).get("names"):
        return f"Both on {listed(parts['tags']['names'][:TAGS])}"
    return _words_or_author(parts)


def _words_or_author(parts: Mapping[str, Any]) -> str:
    by = parts.get("author", {}).get("names", [])
    words = parts.get("text", {}).get("words", [])
    if by and (not words or parts["author"]["score"] >= parts["text"]["score"]):
        return f"Also by {listed(by)}"
    return f"Similar in its words: {', '.join(words)}" if words else ""


def listed(names: Sequence[str]) -> str:
    """Return names as English lists them: “A”, “A and B”, “A, B and C”."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def left_out(left: Left, name: str) -> str:
    """Return why a candidate is not in a list; `name` is that of `left.other`, a headline or an author's name."""
    if left.code == Code.AUTHOR:
        nth = _ORDINALS[left.number] if left.number < len(_ORDINALS) else "further one"
        return f"A {nth} by {name}" if name else f"A {nth} by one columnist"
    if left.code == Code.TWIN:
        return f"Twin of another in the list: “{name}”" if name else "Twin of another in the list"
    if left.code == Code.GAVE_WAY:
        place = f"Gave its place to {'an older' if left.side == OLDER else 'a newer'} one"
        return f"{place}: “{name}”" if name else place
    return _LEFT_OUT[left.code]


_LEFT_OUT = {
    Code.BLOCKED: "Blocked by the desk",
    Code.NOWHERE: "Offered nowhere, the desk says",
    Code.SAME_TEXT: "A second printing of this column",
    Code.TOO_LITTLE: "Too little in common",
    Code.NEXT: "Next in line: six others come first",
    Code.NO_ROOM: "Many others have more in common",
}
