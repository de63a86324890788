"""What a style means by its name, in the languages that desks have their programs in."""

from __future__ import annotations

import re

TITLE, SUBTITLE, BYLINE, CAPTION, QUOTE = "title", "subtitle", "byline", "caption", "quote"
_NAMES = {
    TITLE: "title|headline|article title|story title|hed|제목|표제|기사 제목|titel|titre",
    SUBTITLE: "subtitle|standfirst|deck|dek|strapline|sub-title|부제|부제목|untertitel|sous-titre",
    BYLINE: "byline|by-line|author|writer|author name|기자|필자|저자|글쓴이|autor|auteur",
    CAPTION: "caption|image caption|picture caption|photo caption|figure|illustration|drawing|캡션|bildunterschrift",
    QUOTE: "quote|quotations|quotation|intense quote|block text|block quote|blockquote|인용|강한 인용|zitat|citation",
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names.split("|")}
_HEADING = re.compile(r"(?:heading|제목|개요|überschrift|titre) ?([1-9])")
SPACED = re.compile(r"[\s_]+|-(?=\d)")


def meaning_of(name: str) -> str:
    """Return what a style is for: one of the words above, `heading 2` for one of the second order, "" for no other."""
    plain = SPACED.sub(" ", name).strip().casefold()
    heading = _HEADING.fullmatch(plain)
    return f"heading {heading[1]}" if heading else _MEANINGS.get(plain, "")
