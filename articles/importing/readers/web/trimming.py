"""From the tree of a page to the HTML of its article: what was not kept goes, pictures stay where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement, tostring

from articles.importing.readers.lines import is_rule, width
from articles.importing.readers.web.addresses import parts_of
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.claims import folded, plain
from articles.importing.readers.web.furniture import is_furniture_box

MEDIA = ("img", "picture", "iframe", "video", "audio", "embed", "object", "hr", "figure")
PICTURES = frozenset({"img", "picture", "figure"})
PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|"
    r"twitter\.com|x\.com|instagram\.com|"
    r"tiktok\.com|datawrapper\.de|dwcdn\.net|flourish\.studio|infogram\.com|scribd\.com|documentcloud\.org|"
    r"archive\.org|brightcove\.net|"
    r"megaphone\.fm|acast\.com|podbean\.com|libsyn\.com|apple\.com|google\.com|facebook\.com|ted\.com|"
    r"bandcamp\.com|kakao\.com|naver\.com)$"
)
LONG_CELL = 200  # columns of print: what is longer is text and no entry of a table
HEAD = 12  # blocks between the heading and the text: standfirst, byline, date, captions
MOST_PARTS = 5
SMALLEST = 60  # pixels: less is a dot that counts visits, or an icon


def trim(body: HtmlElement, blocks: Sequence[Block]) -> str:
    """Return the HTML of the kept blocks and of the pictures between them; "" where nothing is kept."""
    kept = [block for block in blocks if block.kept]
    if not kept:
        return ""
    holders = {each for block in kept for each in (block.element, *block.element.iterancestors())}
    _drop_media(body, _heading_above(blocks, kept[0]), kept, holders)
    for block in blocks:
        if not block.kept and not _tells_of_picture(block, body):
            _drop(block.element, holders)
    _drop_signs(body, kept)
    _open_layouts(body)
    for element in body.iter():
        if element.tag == "x-run":
            element.tag = "div"
        if element.tag not in {"a", "img"}:
            _keep_few_attributes(element)
    return "".join(tostring(child, encoding="unicode") for child in body)


def _drop_signs(body: HtmlElement, kept: Sequence[Block]) -> None:
    """Drop what holds signs alone, such as “|” or “×” of a button; a drawn line between paragraphs stays."""
    places = {element: place for place, element in enumerate(body.iter())}
    first, last = places[kept[0].element], places[kept[-1].element]
    for element in list(body.iter("p", "x-run", "li", "div", "h2", "h3", "h4")):
        if element.getparent() is None or len(element) > MOST_PARTS or element.find(".//img") is not None:
            continue
        text = plain(element)
        if not text or folded(text) or element.find(".//iframe") is not None:
            continue
        if not (is_rule(text) and first < places[element] < last):
            element.drop_tree()


def _open_layouts(body: HtmlElement) -> None:
    """Make boxes of the tables by which old pages place their text: never two cells in a row, and one is long."""
    for table in list(body.iter("table")):
        rows = table.xpath("./tr | ./tbody/tr | ./thead/tr | ./tfoot/tr")
        filled = [[width(text) for cell in row if (text := plain(cell))] for row in rows]
        longest = max((length for row in filled for length in row), default=0)
        if longest >= LONG_CELL and all(len(row) <= 1 for row in filled):
            for element in (
                table,
                *table.xpath("./tbody | ./thead | ./tfoot"),
                *rows,
                *(c for row in rows for c in row),
            ):
                element.tag = "div"


def _heading_above(blocks: Sequence[Block], first: Block) -> Block:
    """Return the heading of the page that stands close above the text, else the first block of that."""
    at = blocks.index(first)
    above = [block for block in blocks[max(0, at - HEAD) : at] if block.element.tag == "h1"]
    return above[-1] if above else first


def _drop_media(body: HtmlElement, heading: Block, kept: Sequence[Block], holders: set[HtmlElement]) -> None:
    """Drop the pictures and players that stand before or behind the article, or in a box beside it."""
    places = {element: place for place, element in enumerate(body.iter())}
    head, first, last = (places[block.element] for block in (heading, kept[0], kept[-1]))
    for element in list(body.iter(*MEDIA)):
        begins = head if element.tag in PICTURES else first
        inside = begins <= places[element] <= last or element in holders
        if not inside or not _belongs(element, holders) or not _is_worth(element):
            _drop(element, holders)


def _tells_of_picture(block: Block, body: HtmlElement) -> bool:
    """Whether it is the caption of a picture that was not dropped."""
    figure = next((above for above in block.element.iterancestors() if above.tag == "figure"), None)
    return figure is not None and figure.find(".//img") is not None and body in figure.iterancestors()


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
