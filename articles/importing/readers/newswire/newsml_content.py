"""The text of an item of NewsML: NITF, XHTML or plain, written into the item itself."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from articles.importing.documents import Severity
from articles.importing.readers.newswire.items import Item
from articles.importing.readers.newswire.nitf import read_story
from articles.importing.readers.newswire.nitf_body import html_of_text, paragraphs_of_layout, to_body
from articles.importing.readers.newswire.xml_source import words
from articles.importing.readers.signatures import read_names

BYLINES = ("byline", "author")
HEADINGS = ("h1", "title")


def read_content(element: etree._Element, item: Item) -> etree._Element | None:
    """Fill the item's text and return the element that it stood in; None where there is none.

    What the content says of headline, byline, bio and dates is taken where the item says nothing itself.
    """
    inline = [*element.iterfind("contentSet/inlineXML"), *element.iterfind("contentSet/inlineData")]
    filled = [each for each in inline if len(each) or (each.text or "").strip()]
    for each in sorted(filled, key=_rank):
        _take(each, item)
        if item.body.strip():
            _say_of_others(filled, each, item)
            return each
    return None


def _rank(element: etree._Element) -> int:
    """Return how good a form of the text is: marked up before plain."""
    kind = element.get("contenttype", "").casefold()
    marks = ("xhtml", "nitf", "html", "xml")
    return next((place for place, mark in enumerate(marks) if mark in kind), len(marks))


def _say_of_others(filled: list[etree._Element], used: etree._Element, item: Item) -> None:
    others = [each.get("contenttype", "") or "no type" for each in filled if each is not used]
    if others:
        item.note("other_forms", f"The text is also there as {', '.join(others)}; that was not used.", Severity.NOTE)


def _take(element: etree._Element, item: Item) -> None:
    story = next(element.iter("nitf"), None)
    if story is not None:
        _take_story(story, item)
    elif len(element):
        _take_page(element, item)
    else:
        item.body = html_of_text(_text(element))


def _take_story(story: etree._Element, item: Item) -> None:
    """Take the body of an NITF story, and what the item itself lacks."""
    inner = read_story(story)
    item.body = inner.body
    item.headline = item.headline or inner.headline
    item.standfirst = item.standfirst or inner.standfirst
    item.bio = inner.bio
    item.series = item.series or inner.series
    if not item.byline and inner.byline:
        item.byline, item.credits = inner.byline, inner.credits
    item.published = item.published or inner.published
    item.notices += inner.notices


def _take_page(element: etree._Element, item: Item) -> None:
    """Take the body of a page in XHTML; a marked byline in it is one where the item has none."""
    body = next(element.iter("body"), element)
    if not item.headline:
        item.headline = next((words(each) for name in HEADINGS for each in element.iter(name) if words(each)), "")
    for each in [each for each in body.iter("p", "div", "span", "address") if _is_byline(each)][:1]:
        if not item.byline and words(each):
            item.byline, item.credits = words(each), read_names(words(each)).credits
        parent = each.getparent()
        if parent is not None and words(each) and words(each) == item.byline:
            each.tag, each.text = "span", None
            for inner in list(each):
                each.remove(inner)
    if not len(body) and (body.text or "").strip():
        item.body = html_of_text(body.text or "")
        return
    _lay_out(body)
    item.body = to_body(body, item) if next(body.iter("hl2", "bq", "media"), None) is not None else _inner(body)


def _is_byline(element: etree._Element) -> bool:
    return any(word in (element.get("class") or "").casefold().split() for word in BYLINES)


def _lay_out(body: etree._Element) -> None:
    """Make the paragraphs of text that is laid out with spaces and line breaks inside of a single one."""
    for paragraph in list(body.iter("p")):
        parts = paragraphs_of_layout(paragraph.text or "") if not len(paragraph) else []
        parent = paragraph.getparent()
        if len(parts) > 1 and parent is not None:
            place = parent.index(paragraph)
            paragraph.text = parts[0]
            for number, part in enumerate(parts[1:], start=1):
                further = etree.Element("p")
                further.text = part
                parent.insert(place + number, further)


def _inner(element: etree._Element) -> str:
    """Return the HTML of what is in an element; an end tag of its own everywhere, as browsers ask for it."""
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return _escaped(element.text or "") + "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(element: etree._Element) -> str:
    """Return the text of an element, decoded where it says that it is encoded."""
    text = element.text or ""
    if "base64" not in element.get("encoding", "").casefold():
        return text
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
