"""The box beside or under an article that tells of its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from articles.importing.readers.textdump.bios import is_bio
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.claims import Claim, folded
from articles.importing.readers.web.people import People

BOX = re.compile(
    r"(?:^|[\s_-])(?:author|writer|bio|about-?author|contributor|byline)(?:$|[\s_-])|author-?(?:bio|info|box|"
    r"desc)|about-?(?:the-)?author|biograph",
    re.IGNORECASE,
)
LEAST, LONGEST = 40, 1_500


def find_bio_box(blocks: Sequence[Block], people: People | None) -> Claim | None:
    """Return what a box of the page says of a writer whom the byline names; None where it says nothing."""
    credits_ = people.credits if people else ()
    names = [folded(person.name) for person in credits_]
    for block in blocks:
        if block.kept or not LEAST <= len(block.text) <= LONGEST or block.linked > 0.6:  # noqa: PLR2004 - a row of links
            continue
        box = _box(block.element)
        if box is None:
            continue
        is_named = any(name and name in block.bare for name in names)
        if is_bio(block.text, credits_) or is_named:
            return Claim(value=block.text, selector=_path(box), rule="a box about the author", weight=0.8)
    return None


def _box(element: HtmlElement) -> HtmlElement | None:
    return next(
        (each for each in (element, *list(element.iterancestors())[:5]) if BOX.search(each.get("class") or "")), None
    )


def _path(box: HtmlElement) -> str:
    return f"{box.tag}.{(box.get('class') or '').split()[0]}".replace("x-run", "div")
