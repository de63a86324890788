"""What both kinds of word processors' files share: figures, notes at the foot, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring

from articles import markup
from articles.importing.documents import Document, Notice, ReadOptions, Severity
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.lines import collapse
from articles.importing.readers.wordprocessing.heads import part_columns
from articles.importing.readers.wordprocessing.parts_of_columns import read_part
from articles.importing.readers.wordprocessing.tidying import blocks_of, tidy

NOTE_ID = re.compile(r"(?:foot|end)note-[\w-]+\Z")
NOTED = re.compile(r'href="#((?:foot|end)note-[\w-]+)"')
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself; "" where it says nothing. Programs fill this in, so none of it is taken for true."""

    title: str = ""
    creator: str = ""
    day: str = ""

    @classmethod
    def of(cls, tree: etree._Element | None, *days: str) -> Properties:
        """Read them from a part with Dublin Core elements; `days` are the elements with the day, the best first."""
        if tree is None:
            return cls()
        found = [_said(tree, day)[:10] for day in days]
        return cls(
            title=_said(tree, f"{DUBLIN_CORE}title"),
            creator=_said(tree, f"{DUBLIN_CORE}creator"),
            day=next((day for day in found if day), ""),
        )


def finish(
    name: str, format_: str, written: str, options: ReadOptions, *, notices: Sequence[Notice], properties: Properties
) -> tuple[Document, ...]:
    """Return the documents in HTML that was made of a file: at least one."""
    root = parse(written)
    notes = dict(_take_notes(root))
    told = (*notices, *tidy(root))
    parts = part_columns(blocks_of(root))
    found = [each for part in parts for each in read_part(name, format_, part, options, notices=told)]
    noted = [_with_properties(document, properties) for document in _with_notes(found, notes)]
    if len(noted) == 1:
        return tuple(noted)
    return tuple(replace(document, source=f"{name}#{number}") for number, document in enumerate(noted, start=1))


def _said(tree: etree._Element, element: str) -> str:
    found = tree.find(f".//{element}")
    return collapse(markup.printable(found.text or "")) if found is not None else ""


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
        text = markup.clean(f"{document.body_html}\n<ol>{''.join(items)}</ol>")
        yield replace(document, body_html=text, paragraphs=tuple(markup.blocks(text)))


def _with_properties(document: Document, properties: Properties) -> Document:
    """Offer what the file says of itself where the text does not say it: to an editor, as no more than a hint."""
    said = []
    if not document.headline and properties.title:
        said.append(("title_in_properties", f"The file calls itself “{properties.title[:200]}”: is that the headline?"))
    if not document.credits and properties.creator:
        said.append(("creator_in_properties", f"The file was made by {properties.creator[:100]}: the writer, or not?"))
    if document.published is None and properties.day:
        said.append(("day_in_properties", f"The file is of {properties.day}: is that the day of posting?"))
    hints = tuple(Notice(code=code, message=message, severity=Severity.NOTE) for code, message in said)
    return replace(document, notices=(*document.notices, *hints))


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
