"""The article that a page describes in its own elements, by microdata or RDFa, in the shape that JSON-LD has."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement

from articles.importing.readers.web.claims import tidy
from articles.importing.readers.web.structured import ARTICLE, Thing

MOST_SCOPES = 200
MOST_PROPERTIES = 400
VALUES = {"meta": "content", "time": "datetime", "link": "href", "a": "href", "img": "src", "data": "value"}
TEXTUAL = frozenset({"author", "creator", "name", "headline", "articleSection", "keywords", "publisher"})


def read_items(tree: HtmlElement) -> list[Thing]:
    """Return each article that microdata or RDFa on a page describes."""
    found = []
    for scope in tree.xpath(".//*[@itemtype or @typeof]")[:MOST_SCOPES]:
        kind = _kind(scope)
        if ARTICLE.fullmatch(kind):
            found.append(_read(scope, kind))
    return [thing for thing in found if len(thing) > 1]


def _kind(element: HtmlElement) -> str:
    given = (element.get("itemtype") or element.get("typeof") or "").split()
    return given[0].rstrip("/").rpartition("/")[2].rpartition(":")[2] if given else ""


def _read(scope: HtmlElement, kind: str) -> Thing:
    thing: Thing = {"@type": kind}
    for element in scope.xpath(".//*[@itemprop or @property]")[:MOST_PROPERTIES]:
        if _scope_of(element) is not scope:
            continue
        value = _value(element)
        for name in (element.get("itemprop") or element.get("property") or "").split():
            key = name.rpartition(":")[2]
            if value and key != "articleBody":
                _add(thing, key, value)
    return thing


def _add(thing: Thing, key: str, value: Any) -> None:
    if key not in thing:
        thing[key] = value
        return
    known = thing[key] if isinstance(thing[key], list) else [thing[key]]
    if value not in known:
        thing[key] = [*known, value]


def _scope_of(element: HtmlElement) -> HtmlElement | None:
    """The thing that a property belongs to: the nearest box above it that is a thing."""
    return next(
        (above for above in element.iterancestors() if above.get("itemscope") is not None or above.get("typeof")), None
    )


def _value(element: HtmlElement) -> Any:
    if element.get("itemscope") is not None or element.get("typeof"):
        inner = _read(element, _kind(element) or "Thing")
        inner.setdefault("name", tidy(element.text_content())[:200])
        return inner
    names = set((element.get("itemprop") or element.get("property") or "").split())
    given = element.get("content") or element.get("datetime")
    if not given and not names & TEXTUAL:
        given = element.get(VALUES.get(element.tag, "content"))
    return tidy(given or element.text_content())[:100_000]
