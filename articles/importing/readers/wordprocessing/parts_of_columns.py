"""The blocks of one column of a file read: what the styles at its head say, the rest as a text dump is."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement, tostring

from articles import markup
from articles.importing.documents import Document, Notice, Provenance, ReadOptions, Severity
from articles.importing.readers.html.bodies import make_body, parse
from articles.importing.readers.lines import collapse, width
from articles.importing.readers.paragraphs import understand
from articles.importing.readers.signatures import read_names
from articles.importing.readers.wordprocessing.heads import Marked, read_marks
from articles.importing.readers.wordprocessing.tidying import blocks_of, is_italic, words

# Put to the reader of paragraphs in the place of a headline that it would take for something else.
STAND_IN = "The headline stands here"
BULLET = "• "
LONGEST_BIO = 900


def read_part(
    name: str, format_: str, blocks: Sequence[HtmlElement], options: ReadOptions, *, notices: Sequence[Notice]
) -> list[Document]:
    """Read the blocks of one column: one document, or several where the reader of paragraphs finds several."""
    marked = read_marks(blocks)

    def understood(title: str) -> list[Document]:
        heading = f"<h1>{html.escape(title, quote=False)}</h1>" if title else ""
        body = make_body(heading + "".join(tostring(block, encoding="unicode") for block in marked.rest))
        return list(understand(name, format_, body, options, notices=(*notices, *body.notices)))

    found = understood(marked.title)
    if marked.title and not _is_of(found[0].headline, marked.title):
        found = [_put_back(document, marked.title) for document in understood(STAND_IN)]
    found[0] = _with_marks(found[0], marked)
    return [_with_italic_bio(_without_list(document)) for document in found]


def _without_list(document: Document) -> Document:
    """Take no list at the start, which the text keeps, for a headline."""
    if not document.headline.startswith(BULLET):
        return document
    lacking = Notice(code="no_headline", message="No headline was found.", severity=Severity.HOLD)
    kept = {field: places for field, places in document.provenance.items() if field != "headline"}
    return replace(document, headline="", notices=(*document.notices, lacking), provenance=kept)


def with_body(document: Document, body_html: str) -> Document:
    """Return a document with another body."""
    body = markup.clean(body_html)
    return replace(document, body_html=body, paragraphs=tuple(markup.blocks(body)))


def _is_of(headline: str, title: str) -> bool:
    """Whether a headline is the title, or the title without its rubric."""
    return bool(headline) and collapse(headline).casefold() in collapse(title).casefold()


def _put_back(document: Document, title: str) -> Document:
    """Put the title where another line stood in for it."""
    if document.headline != STAND_IN:
        return document
    return replace(document, headline=title, text=document.text.replace(STAND_IN, title, 1))


def _with_marks(document: Document, marked: Marked) -> Document:
    """Give a document what the styles of its head say; what was found without them stays in the text."""
    provenance = dict(document.provenance)
    if marked.title:
        lines = next((place.lines for place in provenance.get("headline", ()) if place.lines), None)
        provenance["headline"] = (_place(marked.title_style, 0.98, lines),)
    if marked.subtitle:
        before = f"<p>{html.escape(document.standfirst, quote=False)}</p>" if document.standfirst else ""
        document = with_body(replace(document, standfirst=marked.subtitle), before + document.body_html)
        provenance["standfirst"] = (_place("Subtitle", 0.95),)
    people = read_names(marked.byline).credits if marked.byline and not document.credits else ()
    if people:
        provenance |= {"byline": (_place("Byline", 0.9),), "authors": (_place("Byline", 0.9),)}
        left = tuple(notice for notice in document.notices if notice.code != "no_byline")
        document = replace(document, byline=marked.byline, credits=people, notices=left)
    elif marked.byline:
        document = with_body(document, f"<p>{html.escape(marked.byline, quote=False)}</p>{document.body_html}")
    return replace(document, provenance=provenance)


def _place(style: str, confidence: float, lines: tuple[int, int] | None = None) -> Provenance:
    where = f"paragraph of the style {style}"
    return Provenance(lines=lines, selector=where, rule=f"a {where}", confidence=confidence)


def _with_italic_bio(document: Document) -> Document:
    """Take a last paragraph in italics that begins with the writer's name for the bio."""
    root = parse(document.body_html)
    blocks = blocks_of(root)
    if document.bio or len(blocks) < 2 or not document.credits:  # noqa: PLR2004 a text is not only its bio
        return document
    last, said = blocks[-1], words(blocks[-1])
    names = {credit.name for credit in document.credits} | {
        credit.name.rpartition(" ")[2] for credit in document.credits
    }
    if not is_italic(last) or width(said) > LONGEST_BIO or not said.startswith(tuple(names - {""})):
        return document
    root.remove(last)
    rest = "".join(tostring(block, encoding="unicode") for block in blocks_of(root))
    line = 1 + document.text.count("\n", 0, max(document.text.rfind(said), 0))
    place = Provenance(lines=(line, line), rule="a last paragraph in italics that begins with the name", confidence=0.8)
    return replace(with_body(document, rest), bio=said, provenance={**document.provenance, "bio": (place,)})
