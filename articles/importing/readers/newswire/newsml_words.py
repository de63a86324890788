"""Names in NewsML: of people and subjects that have several, in several languages, or only a code."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from articles.importing.readers.newswire.subjects import name_of
from articles.importing.readers.newswire.xml_source import XML_LANG, words

SIDE_ROLES = ("sub", "short", "seo", "social", "kicker", "mobile", "alt")


def tail_of(code: str) -> str:
    """Return the last part of a code: "text" of "ninat:text" and of an address that ends in it."""
    return code.rstrip("/").rpartition("/")[2].rpartition(":")[2].strip().casefold()


def language_of(element: etree._Element) -> str:
    """Return the language that an element says it is in, or one above it."""
    for each in (element, *element.iterancestors()):
        if each.get(XML_LANG):
            return (each.get(XML_LANG) or "").partition("-")[0].lower()
    return ""


def name_in(element: etree._Element, asserted: etree._Element | None = None) -> str:
    """Return what a person or subject is called: in the story's language, else in any, else by the item's assertions.

    The literal, and the field that a known code belongs to, come last.
    """
    for source in (element, asserted):
        names = [each for each in source.iterchildren("name") if words(each)] if source is not None else []
        if names:
            wanted = language_of(element)
            return words(next((each for each in names if language_of(each) == wanted), names[0]))
    literal = (element.get("literal") or "").strip()
    code = (element.get("qcode") or element.get("uri") or "").strip()
    return literal or name_of(code) or code or words(element)


def assertions(item: etree._Element) -> dict[str, etree._Element]:
    """Return what an item asserts of the codes that it uses."""
    found = {}
    for each in item.iterchildren("assert"):
        for key in ("qcode", "literal", "uri"):
            if each.get(key):
                found[each.get(key, "")] = each
    return found


def chosen(elements: Sequence[etree._Element], item: etree._Element) -> etree._Element | None:
    """Return the main one of several headlines or the like: without a side role, in the item's language."""
    said = [each for each in elements if words(each)]
    main = [each for each in said if not is_side(each)] or said
    wanted = language_of(item)
    return next((each for each in main if language_of(each) == wanted), main[0] if main else None)


def is_side(element: etree._Element) -> bool:
    """Whether a headline has a role beside the main one."""
    role = tail_of(element.get("role", ""))
    return any(word in role for word in SIDE_ROLES)
