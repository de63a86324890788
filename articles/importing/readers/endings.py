"""What stands at the end of a body and is no part of the text: who wrote it, and what was corrected since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from lxml.html import HtmlElement, fragments_fromstring, tostring

from articles import markup
from articles.importing.documents import Credit, DatedMoment, Notice, PrintedCorrection, Severity
from articles.importing.readers.textdump.bios import find_bio
from articles.importing.readers.textdump.blocks import Block, Kind
from articles.importing.readers.textdump.corrections import part_corrections, read_correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A body without its ending: its HTML and plain blocks, the bio, the corrections, and what is to be said."""

    html: str
    paragraphs: tuple[str, ...]
    bio: str = ""
    corrections: tuple[PrintedCorrection, ...] = ()
    notices: tuple[Notice, ...] = ()


def part_ending(
    body: str, credits_: Sequence[Credit], published: DatedMoment | None, updated: DatedMoment | None, zone: tzinfo
) -> Parted:
    """Take the bio and the dated corrections off a cleaned body; a correction without a day stays in it, too."""
    elements = [element for element in fragments_fromstring(body) if not isinstance(element, str)] if body else []
    blocks = [_block(element, number) for number, element in enumerate(elements)]
    left, corrected = part_corrections(blocks)
    start = find_bio(left, credits_)
    bio = left[start:] if start else []
    read = [read_correction(block, published, updated, zone) for block in corrected]
    undated = {block.first for block, correction in zip(corrected, read, strict=True) if correction.on is None}
    gone = {number for block in corrected for number in range(block.first, block.last + 1)} - undated
    gone |= {block.first for block in bio}
    if not read and not bio:
        return Parted(html=body, paragraphs=tuple(markup.blocks(body)))
    kept = "".join(tostring(each, encoding="unicode") for number, each in enumerate(elements) if number not in gone)
    html = markup.clean(kept)
    return Parted(
        html=html,
        paragraphs=tuple(markup.blocks(html)),
        bio="\n\n".join(block.text for block in bio),
        corrections=tuple(read),
        notices=tuple(_said_of(correction) for correction in read),
    )


def _block(element: HtmlElement, number: int) -> Block:
    text = " ".join(element.text_content().split())
    is_text = element.tag == "p" and bool(text) and element.find(".//img") is None
    return Block(Kind.PARAGRAPH if is_text else Kind.HEADING, text, number, number)


def _said_of(correction: PrintedCorrection) -> Notice:
    what = f"was taken as one of {correction.on}" if correction.on else "names no day, so it was kept in the text"
    message = f"The text ends with a {correction.kind}; it {what}."
    return Notice(code="correction_found", message=message, severity=Severity.NOTE)
