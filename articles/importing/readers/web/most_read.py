"""The list of most-read articles that was printed on a page, in its side or at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from articles.importing.documents import RankedHeadline
from articles.importing.readers.lines import width
from articles.importing.readers.textdump.ranked_lists import is_heading
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.claims import plain

FEWEST, MOST = 3, 10
LEAST_IN_TEXT = 5
SHORTEST = 12
REACH = 5  # boxes from a heading up to the one that holds its list
NUMBER = re.compile(r"^\s*(?:[#•·]?\s*)?(?:\d{1,2})(?:\s*[.)위:]|\s+(?=\D))\s*")


def find_most_read(blocks: Sequence[Block]) -> tuple[tuple[RankedHeadline, ...], str]:
    """Return the most-read list of a page and the selector of its box; () where none was printed."""
    for block in blocks:
        if len(block.text) <= 60 and is_heading(block.text):  # noqa: PLR2004 - a heading
            box, headlines = _list_near(block.element)
            is_list = box is not None and _is_list(box, headlines)
            if box is not None and (not block.kept or is_list):
                if is_list:
                    _leave_out(blocks, block, box)
                return tuple(
                    RankedHeadline(rank=rank, headline=text) for rank, text in enumerate(headlines, start=1)
                ), _path(box)
    return (), ""


def _is_list(box: HtmlElement, headlines: Sequence[str]) -> bool:
    """Whether it is nothing else than a printed list, even where it stands within the text."""
    return len(headlines) >= LEAST_IN_TEXT and box.tag in {"ol", "ul"} and box.find(".//p") is None


def _leave_out(blocks: Sequence[Block], heading: Block, box: HtmlElement) -> None:
    within = set(box.iter())
    for block in blocks:
        if block is heading or block.element in within:
            block.kept = False


def _list_near(heading: HtmlElement) -> tuple[HtmlElement | None, list[str]]:
    """The first list behind a heading, within few boxes of it."""
    box = heading
    for _ in range(REACH):
        above = box.getparent()
        if above is None or above.tag in {"body", "main", "article"}:
            break
        for behind in box.itersiblings():
            headlines = _headlines(behind)
            if len(headlines) >= FEWEST:
                return behind, headlines[:MOST]
        box = above
    return None, []


def _headlines(box: HtmlElement) -> list[str]:
    found: list[str] = []
    items = box.xpath("self::ol/li | self::ul/li") or box.xpath(".//li") or box.xpath(".//a")
    for item in items:
        links = [item] if item.tag == "a" else item.xpath(".//a") or [item]
        texts = [text for link in links if width(text := NUMBER.sub("", plain(link))) >= SHORTEST]
        if texts and max(texts, key=len) not in found:
            found.append(max(texts, key=len))
    return found


def _path(box: HtmlElement) -> str:
    names = (box.get("class") or "").split()
    return f"{box.tag}.{names[0]}" if names else box.tag
