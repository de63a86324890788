"""From the tree of a page to the HTML of its article: what was not kept goes, pictures stay where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement, tostring

from articles.importing.readers.web.addresses import parts_of
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.furniture import is_furniture_box

MEDIA = ("img", "picture", "iframe", "video", "audio", "embed", "object", "hr", "figure")
PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|"
    r"twitter\.com|x\.com|instagram\.com|"
    r"tiktok\.com|datawrapper\.de|dwcdn\.net|flourish\.studio|infogram\.com|scribd\.com|documentcloud\.org|"
    r"archive\.org|brightcove\.net|"
    r"megaphone\.fm|acast\.com|podbean\.com|libsyn\.com|apple\.com|google\.com|facebook\.com|ted\.com|"
    r"bandcamp\.com|kakao\.com|naver\.com)$"
)
SMALLEST = 60  # pixels: less is a dot that counts visits, or an icon


def trim(body: HtmlElement, blocks: Sequence[Block]) -> str:
    """Return the HTML of the kept blocks and of the pictures between them; "" where nothing is kept."""
    kept = [block for block in blocks if block.kept]
    if not kept:
        return ""
    holders = {each for block in kept for each in (block.element, *block.element.iterancestors())}
    _drop_media(body, kept, holders)
    for block in blocks:
        if not block.kept:
            _drop(block.element, holders)
    for element in body.iter():
        if element.tag == "x-run":
            element.tag = "div"
        if element.tag not in {"a", "img"}:
            _keep_few_attributes(element)
    return "".join(tostring(child, encoding="unicode") for child in body)


def _drop_media(body: HtmlElement, kept: Sequence[Block], holders: set[HtmlElement]) -> None:
    """Drop the pictures and players that stand before or behind the article, or in a box beside it."""
    places = {element: place for place, element in enumerate(body.iter())}
    first, last = places[kept[0].element], places[kept[-1].element]
    for element in list(body.iter(*MEDIA)):
        inside = first <= places[element] <= last or element in holders
        if not inside or not _belongs(element, holders) or not _is_worth(element):
            _drop(element, holders)


def _belongs(element: HtmlElement, holders: set[HtmlElement]) -> bool:
    """Whether no box between a picture and the article is one of those that stand beside it."""
    for each in (element, *element.iterancestors()):
        if each in holders:
            return True
        if is_furniture_box(each):
            return False
    return False


def _is_worth(element: HtmlElement) -> bool:
    if element.tag in {"iframe", "embed", "object"}:
        address = element.get("src") or element.get("data-src") or element.get("data") or ""
        return PLAYERS.search(parts_of(address if "//" in address else f"//{address}").hostname or "") is not None
    if element.tag == "img":
        sizes = [element.get(name, "") for name in ("width", "height")]
        return not any(size.isdigit() and int(size) < SMALLEST for size in sizes)
    return True


def _drop(element: HtmlElement, holders: set[HtmlElement]) -> None:
    if element.getparent() is not None and element not in holders:
        element.drop_tree()


def _keep_few_attributes(element: HtmlElement) -> None:
    """Ids carry footnotes, classes of captions say who took a picture; styles and the rest say nothing."""
    for name in list(element.attrib):
        if name.startswith(("on", "style", "aria-")) or name == "dir":
            del element.attrib[name]
