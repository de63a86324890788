"""What both kinds of word processors' files share: figures, notes at the foot, and what the file says of itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from lxml.html import HtmlElement, fragment_fromstring, tostring

from articles import markup
from articles.importing.documents import Document, Notice, ReadOptions, Severity
from articles.importing.readers.dated import zone_called
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.wordprocessing.heads import part_columns
from articles.importing.readers.wordprocessing.parts_of_columns import read_part
from articles.importing.readers.wordprocessing.properties import Properties, with_properties
from articles.importing.readers.wordprocessing.tidying import blocks_of, tidy

NOTE_ID = re.compile(r"(?:foot|end)note-[\w-]+\Z")
NOTED = re.compile(r'href="#((?:foot|end)note-[\w-]+)"')
BACK = re.compile(r'\s*<a href="#((?:foot|end)note-ref-[\w-]+)">↑</a>')


def finish(
    name: str, format_: str, written: str, options: ReadOptions, *, notices: Sequence[Notice], properties: Properties
) -> tuple[Document, ...]:
    """Return the documents in HTML that was made of a file: at least one."""
    zone = zone_called(options.timezone)
    root = parse(written)
    notes = dict(_take_notes(root))
    told = (*notices, *tidy(root))
    parts = part_columns(blocks_of(root))
    found = [each for part in parts for each in read_part(name, format_, part, options, notices=told)]
    noted = [with_properties(_known_again(document), properties, zone) for document in _with_notes(found, notes)]
    if len(noted) == 1:
        return tuple(noted)
    return tuple(replace(document, source=f"{name}#{number}") for number, document in enumerate(noted, start=1))


def _take_notes(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Take the notes out of the text, by their ids: what stands at the end of the text is not they but the bio."""
    for item in list(root.iter("li")):
        parent = item.getparent()
        if NOTE_ID.match(item.get("id") or "") and parent is not None:
            _put_back_link_in(item)
            yield item.get("id"), tostring(item, encoding="unicode", with_tail=False)
            parent.remove(item)
            if not len(parent) and parent is not root:
                parent.drop_tree()


def _put_back_link_in(item: HtmlElement) -> None:
    """Put the arrow that leads back to the text into the last paragraph of a note: alone it would be a paragraph."""
    last = item[-1] if len(item) else None
    before = last.getprevious() if last is not None else None
    if last is not None and last.tag == "a" and before is not None and before.tag == "p":
        before.append(last)
        last.tail = None


def _with_notes(documents: Sequence[Document], notes: dict[str, str]) -> Iterator[Document]:
    """Put to each document the notes that it refers to; those that nobody does to the last."""
    left = dict(notes)
    for number, document in enumerate(documents, start=1):
        wanted = [key for key in NOTED.findall(document.body_html) if key in left]
        items = [left.pop(key) for key in dict.fromkeys(wanted)]
        if number == len(documents):
            items += left.values()
        if not items:
            yield document
            continue
        text = markup.clean(f"{document.body_html}\n<ol>{_leading_back(''.join(items), document.body_html)}</ol>")
        yield replace(document, body_html=text, paragraphs=tuple(markup.blocks(text)))


def _known_again(document: Document) -> Document:
    """Tell which document it is by all that it says and shows: its lines alone leave out tables, notes and pictures."""
    shown = (picture.address for picture in document.pictures)
    said = "\n".join((document.headline, document.text, *document.paragraphs, *shown))
    return replace(document, identity="sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest())


def _leading_back(notes: str, body: str) -> str:
    """Take the arrows off notes whose place in the text is gone, as that in a headline."""
    return BACK.sub(lambda link: link[0] if f'id="{link[1]}"' in body else "", notes)


def picture(address: str, alt: str) -> str:
    """Return the HTML of a picture."""
    element = fragment_fromstring("<img>")
    element.set("src", address)
    element.set("alt", markup.printable(alt))
    return str(tostring(element, encoding="unicode"))


def left_out(code: str, number: int, one: str, many: str) -> list[Notice]:
    """Return the notice on so many things that are not in the text; none for none of them."""
    if not number:
        return []
    what = f"1 {one} is" if number == 1 else f"{number} {many} are"
    return [Notice(code=code, message=f"{escape(what, quote=False)} left out.", severity=Severity.NOTE)]
