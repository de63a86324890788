"""What no honest page has, taken out before a parser meets it."""

from __future__ import annotations

import re

LONG_TAG = re.compile(r"<(/?[A-Za-z][\w:-]*)[^<>]{20000,}>")
ATTRIBUTE = re.compile(r"\s[^\s=<>\"']+\s*=")
MOST_ATTRIBUTES = 500


def without_stuffed_tags(text: str) -> str:
    """Return markup in which a tag of very many attributes has none: parsers compare each with all others.

    A long tag of few attributes (a picture that is written into the page) stays.
    """
    return LONG_TAG.sub(_emptied, text)


def _emptied(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if len(ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES else tag[0]
