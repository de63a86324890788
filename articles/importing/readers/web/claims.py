"""What a page says of itself: a value, where it stands, by which rule it was taken and how sure that rule is."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from articles import markup

WHITE = re.compile(r"\s+")
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
NOT_WORD = re.compile(r"[\W_]+")
ZERO_WIDTH = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A value of a field as one place of the page has it; `weight` is the confidence of its rule."""

    value: str
    selector: str
    rule: str
    weight: float


def tidy(value: Any) -> str:
    """Return any value as one line of text; entities and tags that were escaped twice are undone."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return ""
    text = html.unescape(html.unescape(str(value)))
    text = ZERO_WIDTH.sub("", markup.printable(TAG.sub("", text)))
    return WHITE.sub(" ", text).strip()


def plain(element: HtmlElement) -> str:
    """Return the text of an element as one line."""
    return WHITE.sub(" ", ZERO_WIDTH.sub("", element.text_content())).strip()


def folded(text: str) -> str:
    """Return the letters and digits of a text in lower case: what two spellings of one line share."""
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, folded."""
    return frozenset(NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())
