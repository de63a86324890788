"""Paragraphs, sub-headings, list items and quotations of a body, from its lines, and their HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from articles.importing.readers.lines import (
    CLOSERS,
    TERMINAL,
    Line,
    ends_sentence,
    hangul_share,
    is_rule,
    width,
)

NUMBERED = re.compile(r"(\d{1,2})\.\s+\S")
BULLETED = re.compile(r"[•●▪◦‣*]\s+\S|-\s+\S")
QUOTED = re.compile(r">\s?")
WIDEST_WRAP = 110
NARROWEST_WRAP = 45
SHORT_LINE = 0.75
HEADING_WIDTH = 60
HEADING_WORDS = 9
LONG_PARAGRAPH = 100
INDENT = 2


class Kind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "p"
    HEADING = "h2"
    NUMBERED = "ol"
    BULLETED = "ul"
    QUOTATION = "blockquote"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its plain text as printed, and its first and last line."""

    kind: Kind
    text: str
    first: int
    last: int
    alone: bool = True


def make_blocks(lines: Sequence[Line]) -> list[Block]:
    """Make blocks from the lines of a body, blank ones included: they part paragraphs where there are any."""
    blocks: list[Block] = []
    for blank, group in groupby(lines, key=lambda line: not line.text):
        if not blank:
            blocks += _split_group(list(group))
    return blocks


def mark_headings(blocks: list[Block]) -> list[Block]:
    """Make a short line between paragraphs a sub-heading; in doubt it stays a paragraph."""
    marked = list(blocks)
    for at in range(1, len(blocks) - 1):
        before, block, after = blocks[at - 1 : at + 2]
        if _is_heading(block) and before.kind is not Kind.HEADING and ends_sentence(before.text) and _is_long(after):
            marked[at] = replace(block, kind=Kind.HEADING)
    return marked


def mark_lists(blocks: list[Block]) -> list[Block]:
    """Keep as list items only those that follow each other: "1. 2. 3." or at least two bullets."""
    marked: list[Block] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        items = list(group)
        if kind in {Kind.NUMBERED, Kind.BULLETED} and not _is_list(kind, items):
            items = [replace(item, kind=Kind.PARAGRAPH) for item in items]
        marked += items
    return marked


def to_html(blocks: Iterable[Block], repair: Callable[[str], str] = str) -> str:
    """Write blocks as HTML; everything printed is escaped, so no markup of the source is markup here."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        texts = [repair(block.text) for block in group]
        if kind in {Kind.NUMBERED, Kind.BULLETED}:
            marker = re.compile(r"(?:\d{1,2}\.|[•●▪◦‣*-])\s+")
            items = "".join(f"<li>{_escape(marker.sub('', text, count=1))}</li>" for text in texts)
            parts.append(f"<{kind}>{items}</{kind}>")
        elif kind is Kind.QUOTATION:
            parts.append("<blockquote>" + "".join(f"<p>{_escape(text)}</p>" for text in texts) + "</blockquote>")
        else:
            parts += [f"<{kind}>{_escape(text)}</{kind}>" for text in texts]
    return "\n".join(parts)


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _split_group(group: list[Line]) -> list[Block]:
    """Make the blocks of lines that no blank line parts."""
    if len(group) == 1 and _line_kind(group[0]) is Kind.PARAGRAPH:  # as most are
        return _paragraphs(group, alone=True)
    blocks: list[Block] = []
    for kind, lines in groupby(group, key=_line_kind):
        part = list(lines)
        if kind is Kind.PARAGRAPH:
            blocks += _paragraphs(part, alone=len(part) == len(group))
        elif kind is Kind.QUOTATION:
            bare = [replace(line, text=QUOTED.sub("", line.text, count=1)) for line in part]
            blocks += [replace(block, kind=kind) for block in _paragraphs(bare, alone=False)]
        else:
            blocks += [Block(kind, line.text, line.number, line.number) for line in part]
    return _continue_items(blocks)


def _line_kind(line: Line) -> Kind:
    if is_rule(line.text):
        return Kind.PARAGRAPH
    if line.text.startswith("> "):
        return Kind.QUOTATION
    if NUMBERED.match(line.text):
        return Kind.NUMBERED
    return Kind.BULLETED if BULLETED.match(line.text) else Kind.PARAGRAPH


def _continue_items(blocks: list[Block]) -> list[Block]:
    """A wrapped list item goes on in a line that begins with a small letter."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        is_item = last is not None and last.kind in {Kind.NUMBERED, Kind.BULLETED}
        goes_on = block.kind is Kind.PARAGRAPH and block.text[0].islower() and width(block.text) <= WIDEST_WRAP
        if last is not None and is_item and goes_on:
            joined[-1] = replace(last, text=f"{last.text} {block.text}", last=block.last)
        else:
            joined.append(block)
    return joined


def _paragraphs(lines: list[Line], *, alone: bool) -> list[Block]:
    if not _is_wrapped(lines):
        single = alone and len(lines) == 1
        return [Block(Kind.PARAGRAPH, line.text, line.number, line.number, single) for line in lines]
    widest = max(width(line.text) for line in lines)
    blocks: list[Block] = []
    part: list[Line] = []
    for line in lines:
        if part and _begins_paragraph(part[-1], line, part[0], widest):
            blocks.append(_join(part))
            part = []
        part.append(line)
    return [*blocks, _join(part)]


def _is_wrapped(lines: list[Line]) -> bool:
    """Lines of much the same width that mostly do not end where sentences do were broken by a machine."""
    if len(lines) < 2:  # noqa: PLR2004 - one line cannot be wrapped
        return False
    widths = [width(line.text) for line in lines]
    widest, inner = max(widths), widths[:-1]
    if widest > WIDEST_WRAP or sum(inner) / len(inner) < NARROWEST_WRAP:
        return False
    broken = sum(not ends_sentence(line.text) for line in lines[:-1])
    long = sum(wide >= SHORT_LINE * widest for wide in inner)
    return broken * 2 >= len(inner) and long * 10 >= len(inner) * 6


def _begins_paragraph(before: Line, line: Line, first: Line, widest: int) -> bool:
    if is_rule(line.text) or is_rule(before.text):
        return True
    if line.indent >= before.indent + INDENT and (before is not first or ends_sentence(before.text)):
        return True
    return ends_sentence(before.text) and width(before.text) < SHORT_LINE * widest


def _join(lines: list[Line]) -> Block:
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        hyphen = re.search(r"[a-z]-$", before.text[-2:]) and line.text[0].islower()
        parts.append(line.text if hyphen else f" {line.text}")
    return Block(Kind.PARAGRAPH, "".join(parts), lines[0].number, lines[-1].number)


def _is_heading(block: Block) -> bool:
    text = block.text
    if block.kind is not Kind.PARAGRAPH or not block.alone or is_rule(text) or width(text) > HEADING_WIDTH:
        return False
    closed = text.rstrip(CLOSERS).endswith(tuple(TERMINAL)) or text[-1] in "\"'”’"
    proper = text[0].isupper() or text[0].isdigit() or hangul_share(text) > 0.5  # noqa: PLR2004 - mostly Hangul
    return (
        proper
        and not closed
        and len(text.split()) <= HEADING_WORDS
        and any(char.isalpha() for char in text)
        and "@" not in text
    )


def _is_long(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and width(block.text) >= LONG_PARAGRAPH


def _is_list(kind: Kind, items: list[Block]) -> bool:
    if len(items) < 2:  # noqa: PLR2004 - one item is no list
        return False
    if kind is Kind.BULLETED:
        return len({item.text[0] for item in items}) == 1
    numbers = [int(match.group(1)) for item in items if (match := NUMBERED.match(item.text))]
    return numbers == list(range(1, len(items) + 1))
