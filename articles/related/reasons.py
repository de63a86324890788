"""Why a headline is there, in a sentence for readers. Plain text, never HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from articles.related.models import RelatedHeadline

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
