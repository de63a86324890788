"""The article that a page describes in JSON-LD: found in lists and graphs, broken JSON mended where that is safe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from articles.importing.readers.web.claims import folded, tidy

Thing = dict[str, Any]

ARTICLE = re.compile(
    r"(?:.*article|.*posting|reportage.*|report|review|.*review|analysis.*|opinion.*|liveblog.*|creativework|"
    r"claimreview)$",
    re.IGNORECASE,
)
BEST = re.compile(r"(?:.*newsarticle|article|.*posting|analysis.*|reportage.*)$", re.IGNORECASE)
PEOPLE_OR_PAGES = re.compile(r"(?:web)?page|website|person|organi[sz]ation|breadcrumblist|itemlist|imageobject", re.I)
# Where an article of a page's own may stand; what lists other pages (itemListElement, hasPart) is not followed.
INTO = ("@graph", "mainEntity", "mainEntityOfPage", "item", "about", "mainContentOfPage")
SCRIPT = ".//script[contains(@type, 'ld+json')]"
COMMENTED = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
ONE_VALUE = re.compile(
    r'"(?P<key>headline|datePublished|dateModified|articleSection|articleBody|inLanguage|name)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*)"'
)
ONE_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]]*?"name"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*)"')
LONGEST = 2_000_000
MOST_THINGS = 2_000
BETWEEN = re.compile(r"[\s;,]*")


def read_things(tree: HtmlElement) -> list[Thing]:
    """Return every thing that JSON-LD on a page describes, in order; see `resolve` for references."""
    found: list[Thing] = []
    for script in tree.xpath(SCRIPT):
        for value in _values(script.text or ""):
            found += _flatten(value)
            if len(found) > MOST_THINGS:
                return found[:MOST_THINGS]
    return found


def choose_article(things: list[Thing], addresses: frozenset[str], title: str) -> Thing | None:
    """Return the thing that is the page's article: by its type, its address, and its likeness to the title."""
    articles = [thing for thing in things if any(ARTICLE.fullmatch(kind) for kind in kinds(thing))]
    if not articles:
        return None
    return max(articles, key=lambda thing: _fitness(thing, addresses, folded(title)))


def kinds(thing: Thing) -> list[str]:
    """Return the types of a thing without their vocabulary."""
    given = thing.get("@type")
    return [str(kind).rpartition("/")[2].rpartition("#")[2] for kind in (given if isinstance(given, list) else [given])]


def resolve(value: Any, things: list[Thing]) -> Any:
    """Return what a reference (`{"@id": ...}`) stands for, other values as they are."""
    if isinstance(value, dict) and "@id" in value and not (value.get("name") or value.get("headline")):
        known = (thing for thing in things if thing.get("@id") == value["@id"] and len(thing) > len(value))
        return next(known, value)
    return value


def as_list(value: Any) -> list[Any]:
    """Return a value that may be one or several as a list; None as none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_text(value: Any) -> str:
    """Return the first text of a value that may be a list or a thing with a name."""
    for each in as_list(value):
        if isinstance(each, dict):
            each = each.get("@value") or each.get("name") or each.get("headline")  # noqa: PLW2901 - the text of it
        text = tidy(each)
        if text:
            return text
    return ""


def _fitness(thing: Thing, addresses: frozenset[str], title: str) -> tuple[int, ...]:
    headline = folded(first_text(thing.get("headline") or thing.get("name")))
    known = {str(value) for key in ("url", "@id", "mainEntityOfPage") for value in _addresses(thing.get(key))}
    return (
        bool(known & addresses),
        bool(headline) and (headline in title or title in headline),
        any(BEST.fullmatch(kind) for kind in kinds(thing)),
        bool(headline),
        len(thing),
    )


def _addresses(value: Any) -> Iterator[str]:
    for each in as_list(value):
        if isinstance(each, str):
            yield each.partition("#")[0]
        elif isinstance(each, dict):
            yield str(each.get("@id") or each.get("url") or "").partition("#")[0]


def _flatten(value: Any) -> list[Thing]:
    found: list[Thing] = []
    waiting = [value]
    while waiting and len(found) < MOST_THINGS:
        this = waiting.pop(0)
        if isinstance(this, list):
            waiting = [*this, *waiting]
        elif isinstance(this, dict):
            found.append(this)
            waiting = [this[key] for key in INTO if isinstance(this.get(key), (dict, list))] + waiting
    return found


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values of a script: one, several behind each other, or what can be saved of a broken one."""
    text = text[:LONGEST].strip()
    for mended in (text, COMMENTED.sub("", text), TRAILING_COMMA.sub(r"\1", COMMENTED.sub("", text))):
        values = _parse(mended.strip())
        if values:
            yield from values
            return
    saved: Thing = {match["key"]: _unquote(match["value"]) for match in reversed(list(ONE_VALUE.finditer(text)))}
    author = ONE_AUTHOR.search(text)
    if author:
        saved["author"] = {"@type": "Person", "name": _unquote(author["value"])}
    if "headline" in saved:
        kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"', text)
        yield saved | {"@type": kind[1] if kind else "Article", "broken": True}


def _parse(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    at = 0
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found
        found.append(value)
        between = BETWEEN.match(text, end)
        at = between.end() if between else len(text)
    return found


def _unquote(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
