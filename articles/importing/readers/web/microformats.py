"""The one entry that a page marks with microformats (`h-entry`), as Medium's export does, in the shape of JSON-LD."""

from __future__ import annotations

from lxml.html import HtmlElement

from articles.importing.readers.web.claims import plain
from articles.importing.readers.web.structured import Thing

PROPERTIES = {
    "p-name": "headline",
    "p-summary": "description",
    "p-author": "author",
    "dt-published": "datePublished",
    "dt-updated": "dateModified",
    "p-category": "keywords",
}
ENTRY = "h-entry"
TEXT = "e-content"


def read_entry(tree: HtmlElement) -> list[Thing]:
    """Return the entry of a page that has one and no more: a list of entries is no article."""
    entries = _marked(tree, ENTRY)
    if len(entries) != 1 or not _marked(entries[0], TEXT):
        return []
    thing: Thing = {"@type": "Article"}
    for name, key in PROPERTIES.items():
        values = [_value(element) for element in _marked(entries[0], name) if not _is_in_text(element, entries[0])]
        given = [value for value in dict.fromkeys(values) if value]
        if given:
            thing[key] = given if len(given) > 1 else given[0]
    return [thing] if len(thing) > 1 else []


def _marked(root: HtmlElement, name: str) -> list[HtmlElement]:
    found = root.xpath(".//*[contains(@class, $name)]", name=name)
    return [element for element in found if name in element.get("class", "").split()]


def _is_in_text(element: HtmlElement, entry: HtmlElement) -> bool:
    """Whether it belongs to something that the text quotes."""
    for above in element.iterancestors():
        if above is entry:
            return False
        if TEXT in above.get("class", "").split():
            return True
    return False


def _value(element: HtmlElement) -> str:
    return element.get("datetime") or plain(element)
