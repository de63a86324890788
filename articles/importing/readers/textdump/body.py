"""What follows the head of an article: paragraphs, the bio, a signature, tags, and what stands behind the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.importing.documents import Credit
from articles.importing.readers.lines import Line, ends_sentence, is_rule, is_titlish, width
from articles.importing.readers.textdump.bios import find_bio, is_bio
from articles.importing.readers.textdump.blocks import Block, Kind, make_blocks, mark_lists
from articles.importing.readers.textdump.bylines import Byline, read_byline, read_sign_off
from articles.importing.readers.textdump.corrections import part_corrections
from articles.importing.readers.textdump.furniture import MASTHEAD, read_tags
from articles.importing.readers.textdump.letters import find_signature, is_letter

COPYRIGHT = re.compile(
    r"(?:[<(\[]?\s*(?:copyright|©|ⓒ|\(c\)|저작권자|all\s+rights\s+reserved)|[※*]\s*(?:외부\s*(?:필진|기고)|(?:본|이)\s*(?:칼럼|기고|글)).*(?:편집|견해|입장|방향)|.*(?:무단\s*전재|재배포\s*금지|all\s+rights\s+reserved))",
    re.IGNORECASE,
)
SITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SOURCE_PAPER = re.compile(rf"[(\[<]\s*(?:{MASTHEAD.pattern})\s*[)\]>]")
DATELINE = re.compile(r"[\[(【]\s*([^\[\]()【】]{2,40})\s*[\])】]\s*(?=\S)")
BOILERPLATE_WIDTH = 200
SIGNATURE_WIDTH = 80
MOST_LINKS = 12


@dataclass(slots=True)
class Body:
    """The blocks of the text, of the bio and of corrections at either end; a signature and tags with their lines."""

    blocks: list[Block] = field(default_factory=list)
    bio: list[Block] = field(default_factory=list)
    bio_rule: tuple[str, float] = ("", 0.0)
    corrections: list[Block] = field(default_factory=list)
    byline: Byline | None = None
    byline_lines: list[Line] = field(default_factory=list)
    tag_lines: list[Line] = field(default_factory=list)


def read_body(lines: Sequence[Line], tail: Sequence[Line], byline: Byline | None, series: str = "") -> Body:
    """Read the lines behind the head; `tail` are short lines behind the most-read list, `series` is the rubric.

    Lines that are left out (copyright, lines of the tail that say nothing of the writer) get no place here.
    """
    body = Body()
    body.tag_lines = [line for line in (*lines, *tail) if line.text and read_tags(line.text)]
    tagged = {line.number for line in body.tag_lines}
    blocks = mark_lists(make_blocks([line for line in lines if line.number not in tagged]))
    people = byline.credits if byline else ()
    blocks, behind = part_corrections(_without_boilerplate(blocks, people))
    blocks = _without_boilerplate(blocks, people)
    if byline is None:
        blocks = _take_letter_signature(body, blocks, series) or _take_signature(body, blocks)
    if byline is None and body.byline is None:
        _take_dateline(body, blocks)
    _take_bio(body, blocks, [line for line in tail if line.number not in tagged], body.byline or byline)
    body.blocks, before = part_corrections(body.blocks)
    body.corrections = sorted([*before, *behind], key=lambda block: block.first)
    if not body.blocks:  # a text that is nothing but a correction is the text
        body.blocks, body.corrections = body.corrections, []
    return body


def _without_boilerplate(blocks: list[Block], people: Sequence[Credit]) -> list[Block]:
    """Take copyright lines, drawn lines, addresses of the site and the bare name of the author off the end."""
    names = {person.name.casefold() for person in people}
    kept = list(blocks)
    while kept and (is_rule(kept[-1].text) or _is_boilerplate(kept[-1]) or kept[-1].text.casefold() in names):
        kept.pop()
    return kept


def _without_links(blocks: list[Block], people: Sequence[Credit]) -> list[Block]:
    """Take short lines off the end that hide a bio ("Related stories", "Follow us"); they have no place."""
    at = len(blocks)
    while (
        at > 0
        and len(blocks) - at < MOST_LINKS
        and is_titlish(blocks[at - 1].text)
        and not ends_sentence(blocks[at - 1].text)
    ):
        if is_bio(blocks[at - 1].text, people):
            return blocks[:at]
        at -= 1
    return blocks[:at] if people and at > 1 and is_bio(blocks[at - 1].text, people) else blocks


def _is_boilerplate(block: Block) -> bool:
    said = COPYRIGHT.match(block.text) or SITE.fullmatch(block.text) or SOURCE_PAPER.fullmatch(block.text)
    return width(block.text) <= BOILERPLATE_WIDTH and said is not None


def _take_letter_signature(body: Body, blocks: list[Block], series: str) -> list[Block]:
    """Find who signed a letter; the blocks without the signature, [] where there is none."""
    signed = find_signature(blocks) if is_letter(series, blocks) else None
    if signed is None:
        return []
    start, body.byline = signed
    body.byline_lines = [Line(block.first, block.text) for block in blocks[start:]]
    return blocks[:start]


def _take_signature(body: Body, blocks: list[Block]) -> list[Block]:
    """Find the author in the last line, or in the last before the bio."""
    for at in range(len(blocks) - 1, max(len(blocks) - 4, 0), -1):
        block = blocks[at]
        signed = _signature(block, blocks[at - 1])
        if signed is not None:
            body.byline = signed
            body.byline_lines = [Line(block.first, block.text)]
            return [*blocks[:at], *blocks[at + 1 :]]
        if not is_bio(block.text, ()):
            break
    return blocks


def _take_dateline(body: Body, blocks: list[Block]) -> None:
    """Find the author in brackets at the beginning of the text, "[부산=홍길동 기자]"; the text keeps them."""
    match = DATELINE.match(blocks[0].text) if blocks else None
    named = read_byline(match.group(1)) if match else None
    if match and named:
        body.byline = replace(named, printed=match.group().strip(), confidence=0.75, rule="in brackets before the text")
        body.byline_lines = [Line(blocks[0].first, blocks[0].text)]


def _signature(block: Block, before: Block) -> Byline | None:
    if (
        block.kind not in {Kind.PARAGRAPH, Kind.BULLETED}
        or width(block.text) > SIGNATURE_WIDTH
        or block.first != block.last
    ):
        return None
    quoted = before.kind is Kind.QUOTATION or before.text.endswith(("”", '"')) or not ends_sentence(before.text)
    signed = read_byline(block.text.strip("/▲■<>[]() "))
    if signed is not None:
        rule = f"{signed.rule}, at the end"
        return replace(signed, printed=block.text, confidence=min(signed.confidence, 0.7), rule=rule)
    return None if quoted else read_sign_off(block.text)


def _take_bio(body: Body, blocks: list[Block], tail: list[Line], byline: Byline | None) -> None:
    people = byline.credits if byline else ()
    blocks = _without_links(blocks, people)
    start = find_bio(blocks, people)
    body.blocks, body.bio = list(blocks[:start]), list(blocks[start:])
    behind = [block for block in make_blocks(tail) if is_bio(block.text, people)]
    if not body.bio and behind:
        body.bio = behind
        body.bio_rule = ("a paragraph about the author, behind the list", 0.7)
    elif body.bio:
        body.bio_rule = ("the last paragraphs, which say who the author is", 0.9 if people else 0.6)
    while body.blocks and is_rule(body.blocks[-1].text):
        body.blocks.pop()
