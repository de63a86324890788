"""What stands at the ends of a body and is no part of it: who the writer is, and what the paper corrected.

The same rules as for text dumps, on the blocks of a body in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from lxml.html import HtmlElement, tostring

from articles import markup
from articles.contact import dangling_contact
from articles.importing.documents import Credit, DatedMoment, Notice, PrintedCorrection, Severity
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.textdump.bios import find_bio
from articles.importing.readers.textdump.blocks import Block, Kind
from articles.importing.readers.textdump.corrections import part_corrections, read_correction, what_became_of

WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A body without its ends, the bio and the corrections that stood there, and what is to be said."""

    html: str
    paragraphs: tuple[str, ...]
    bio: str = ""
    corrections: tuple[PrintedCorrection, ...] = ()
    notices: tuple[Notice, ...] = ()


def part_ends(
    body_html: str,
    *,
    credits: Sequence[Credit],  # noqa: A002 - the word of the newsroom and of `Document`
    published: DatedMoment | None,
    updated: DatedMoment | None,
    zone: tzinfo,
) -> Parted:
    """Take bio and corrections off the ends of a cleaned body; their days are those of text dumps."""
    root = parse(body_html)
    blocks = _blocks(root)
    rest, found = part_corrections(blocks)
    at = find_bio(rest, credits)
    bio, rest = rest[at:], rest[:at]
    rest, earlier = part_corrections(rest)
    if not rest:  # a text that is nothing but a bio or a correction is the text
        return Parted(html=body_html, paragraphs=tuple(markup.blocks(body_html)))
    read = [(block, read_correction(block, published, updated, zone)) for block in (*earlier, *found)]
    gone = {block.first for block in bio}
    for block, _ in read:
        gone |= set(range(block.first, block.last + 1))
    html = _without(root, gone) if gone else body_html
    bio_text = "\n\n".join(block.text for block in bio)
    return Parted(
        html=html,
        paragraphs=tuple(markup.blocks(html)),
        bio=bio_text,
        corrections=tuple(replace(correction, line=None) for _, correction in read),
        notices=(*_said(correction for _, correction in read), *_cut_off(bio_text)),
    )


def _blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks that have a text; `first` and `last` are the places of their elements."""
    found = []
    for place, element in enumerate(root):
        text = WHITE.sub(" ", element.text_content()).strip() if isinstance(element.tag, str) else ""
        is_text = element.tag == "p" and element.find(".//img") is None and element.get("class") != "pull"
        if text:
            kind = Kind.PARAGRAPH if is_text else Kind.QUOTATION
            found.append(Block(kind, text, place, place))
    return found


def _without(root: HtmlElement, gone: set[int]) -> str:
    for place, element in reversed(list(enumerate(root))):
        if place in gone:
            root.remove(element)
    while len(root) and root[-1].tag == "hr":  # the line that parted the text from what stood below it
        root.remove(root[-1])
    inner = (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)
    return markup.clean(inner)


def _said(corrections: Iterable[PrintedCorrection]) -> list[Notice]:
    return [
        Notice(
            code="correction_found",
            message=f"“{correction.text[:60]}” is a {correction.kind}; it {what_became_of(correction)}.",
            severity=Severity.NOTE,
        )
        for correction in corrections
    ]


def _cut_off(bio: str) -> list[Notice]:
    dangling = dangling_contact(bio)
    if not dangling:
        return []
    message = f"The bio breaks off after “{dangling}”: the address is missing. Readers are not shown that sentence."
    return [Notice(code="bio_cut_off", message=message)]
