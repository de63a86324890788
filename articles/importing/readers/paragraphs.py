"""Paragraphs that nobody labelled (a letter from a word processor, a bare Markdown text), understood as text dumps are.

What says headline, byline, dates, bio and printed lists in a text dump says so here too. Each block of the body is put
to that reader as a line or several; what it takes for something else leaves the body, all the rest stays as it is, with
its links, lists, tables and pictures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement, fragments_fromstring, tostring

from articles import markup
from articles.importing.documents import Document, Notice, Picture, Provenance, ReadOptions, Severity, Verdict
from articles.importing.readers.decoding import Decoded
from articles.importing.readers.html.bodies import Body
from articles.importing.readers.textdump.reading import read_decoded
from articles.importing.readers.textdump.repairs import DONE

# Fields whose lines leave the body; a line that is in the body as well stays there.
TAKEN = (
    "headline",
    "standfirst",
    "byline",
    "published_at",
    "updated_at",
    "series",
    "bio",
    "most_read",
    "tags",
    "corrections",
)
# Said of lines that a text dump leaves out; here they stay in the text.
KEPT_HERE = frozenset({"unplaced_text", "picture_line", "rule_line", "text_after_list"})
NOTE_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[*†‡§])\]?\s*")
SUB_HEADING = "a short line between paragraphs, taken as a sub-heading"


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the body and its lines: the numbers of the first and the last."""

    element: HtmlElement
    lines: tuple[str, ...]
    first: int
    last: int


def understand(
    name: str, format_: str, body: Body, options: ReadOptions, *, notices: Iterable[Notice] = ()
) -> tuple[Document, ...]:
    """Return the documents that a body is, at least one; `notices` are said of each of them."""
    blocks = _blocks(body.html)
    text = "\n\n".join("\n".join(block.lines) for block in blocks)
    if not text.strip():
        return (_empty(name, format_, body, notices),)
    # Repairs are made in lines, and the text keeps its blocks: so none is made.
    plain = replace(options, refused_repairs=options.refused_repairs | frozenset(DONE))
    found = read_decoded(name, Decoded(text, ""), plain)
    starts = [_first_line(document) for document in found]
    ends = [*(start - 1 for start in starts[1:]), blocks[-1].last]
    return tuple(
        _document(document, format_, body, [block for block in blocks if start <= block.first <= end], notices)
        for document, start, end in zip(found, [1, *starts[1:]], ends, strict=True)
    )


def _document(
    read: Document, format_: str, body: Body, blocks: Sequence[_Block], notices: Iterable[Notice]
) -> Document:
    """Return a document as it was read, with the blocks that are its body as they were."""
    taken = _taken(read.provenance)
    headings = {
        number for place in read.provenance.get("body", ()) if place.rule == SUB_HEADING for number in _numbers(place)
    }
    text = markup.clean("".join(_left(block, taken, headings) for block in blocks))
    said = [notice for notice in read.notices if not notice.repair and notice.code not in KEPT_HERE | {"no_body"}]
    if not text:
        said.append(Notice(code="no_body", message="No text of an article was found.", severity=Severity.HOLD))
    every = (*notices, *said)
    return replace(
        read,
        format=format_,
        verdict=Verdict.HELD if any(notice.severity is Severity.HOLD for notice in every) else Verdict.READY,
        body_html=text,
        paragraphs=tuple(markup.blocks(text)),
        pictures=_pictures(body, text),
        notices=every,
    )


def _empty(name: str, format_: str, body: Body, notices: Iterable[Notice]) -> Document:
    """Return the document of a body without a line of text: pictures, a table, code, or nothing."""
    lacking = Notice(code="no_body", message="There is no word of text in it.", severity=Severity.HOLD)
    if body.paragraphs:
        message = "No headline was found: all of the text is in a table or is code."
        lacking = Notice(code="no_headline", message=message, severity=Severity.HOLD)
    return Document(
        source=name,
        format=format_,
        identity="",
        verdict=Verdict.HELD,
        paragraphs=body.paragraphs,
        body_html=body.html,
        pictures=body.pictures,
        notices=(*notices, lacking),
    )


def _blocks(body: str) -> list[_Block]:
    blocks: list[_Block] = []
    at = 1
    for element in fragments_fromstring(body) if body else ():
        if isinstance(element, str):
            continue
        lines = tuple(_lines(element)) or ("",)
        blocks.append(_Block(element, lines, at, at + len(lines) - 1))
        at += len(lines) + 1
    return blocks


def _lines(element: HtmlElement) -> Iterable[str]:
    """Yield the lines that a block is put to the reader as: none for a table or a picture, which stay what they are."""
    if element.tag in {"ul", "ol"}:
        for number, item in enumerate(element.iter("li"), start=1):
            yield (f"{number}. " if element.tag == "ol" else "• ") + _words(item)
    elif element.tag == "blockquote":
        yield from (f"> {words}" for child in element if (words := _words(child)))
    elif element.tag not in {"table", "figure", "hr", "pre"}:
        for line_break in element.iter("br"):
            line_break.tail = f"\n{line_break.tail or ''}"
        yield from (line for part in _printed(element).split("\n") if (line := " ".join(part.split())))


def _words(element: HtmlElement) -> str:
    return " ".join(_printed(element).split())


def _printed(element: HtmlElement) -> str:
    """Return the text of an element without the marks of its notes, which are no words of a line."""
    inner = "".join(f"{'' if _is_mark(child) else _printed(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}"


def _is_mark(element: HtmlElement) -> bool:
    return (
        element.tag == "sup"
        and NOTE_MARK.fullmatch(element.text_content()) is not None
        and any((link.get("href") or "").startswith("#") for link in element.iter("a"))
    )


def _taken(provenance: Mapping[str, Sequence[Provenance]]) -> frozenset[int]:
    """Return the numbers of the lines that are something else than text."""
    body = {number for place in provenance.get("body", ()) for number in _numbers(place)}
    found = {number for field in TAKEN for place in provenance.get(field, ()) for number in _numbers(place)}
    return frozenset(found - body)


def _numbers(place: Provenance) -> range:
    return range(place.lines[0], place.lines[1] + 1) if place.lines else range(0)


def _left(block: _Block, taken: frozenset[int], headings: set[int]) -> str:
    """Return the HTML of what is left of a block: all of it, nothing, or the lines that are text."""
    numbers = range(block.first, block.last + 1)
    kept = [line for number, line in zip(numbers, block.lines, strict=True) if number not in taken]
    if not any(line for line in kept) and any(block.lines):
        return "".join(tostring(picture, encoding="unicode", with_tail=False) for picture in block.element.iter("img"))
    if len(kept) == len(block.lines):
        if block.element.tag == "p" and block.first in headings:
            block.element.tag = "h2"
        return str(tostring(block.element, encoding="unicode", with_tail=False))
    if block.element.tag in {"ul", "ol"}:
        return str(tostring(block.element, encoding="unicode", with_tail=False))
    return f"<p>{'<br>'.join(html.escape(line, quote=False) for line in kept)}</p>"


def _pictures(body: Body, text: str) -> tuple[Picture, ...]:
    """Return the pictures that are in a part of the body."""
    return tuple(picture for picture in body.pictures if html.escape(picture.address) in text)


def _first_line(document: Document) -> int:
    lines = [place.lines[0] for places in document.provenance.values() for place in places if place.lines]
    return min((*lines, *(notice.line for notice in document.notices if notice.line)), default=1)
