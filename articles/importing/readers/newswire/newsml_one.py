"""NewsML 1.0 to 1.2, which archives of agencies still hold: components with lines, labels and a text."""

from __future__ import annotations

from lxml import etree

from articles.importing.documents import Credit, Picture, TermKind
from articles.importing.readers.dated import Written
from articles.importing.readers.newswire.items import Item, figure
from articles.importing.readers.newswire.nitf import read_story
from articles.importing.readers.newswire.nitf_body import html_of_text, to_body
from articles.importing.readers.newswire.statuses import take_status
from articles.importing.readers.newswire.subjects import name_of
from articles.importing.readers.newswire.xml_source import XML_LANG, Parsed, line_of, lines_of, words
from articles.importing.readers.signatures import read_names

PICTURE_TYPES = frozenset({"photo", "picture", "graphic", "image"})


def read_items(parsed: Parsed) -> list[Item]:
    """Return the stories of a file of NewsML 1: one for each NewsItem, with the pictures beside its text."""
    elements = list(parsed.root.iter("NewsItem"))
    return [_item(each, parsed, is_only=len(elements) == 1) for each in elements]


def _item(element: etree._Element, parsed: Parsed, *, is_only: bool) -> Item:
    offset = 0 if is_only else (line_of(element) or 1) - 1
    item = Item()
    item.source_text = parsed.text if is_only else etree.tostring(element, with_tail=False, encoding="unicode")
    _take_identity(element, item)
    _take_lines(element, item, offset)
    _take_labels(element, item)
    _take_text(element, item, offset)
    _take_pictures(element, item)
    return item


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element.iter(name) if words(each)), None)


def _take_identity(element: etree._Element, item: Item) -> None:
    item.legacy_id = words(_first(element, "PublicIdentifier")) or words(_first(element, "NewsItemId"))
    status = next(element.iter("Status"), None)
    take_status(item, status.get("FormalName", "") if status is not None else "")
    dates = [_first(element, name) for name in ("FirstCreated", "ThisRevisionCreated", "DateId", "DateAndTime")]
    written = [Written(value=words(each), name=str(each.tag), line=line_of(each)) for each in dates if each is not None]
    item.published = written[:1]
    revised = [each for each in written if each.name == "ThisRevisionCreated"]
    item.updated = revised if written and revised and revised[0].value != written[0].value else []


def _take_lines(element: etree._Element, item: Item, offset: int) -> None:
    for name, field in (("HeadLine", "headline"), ("SubHeadLine", "standfirst"), ("ByLine", "byline")):
        found = _first(element, name)
        if found is not None:
            setattr(item, field, words(found))
            item.place(field, name, lines_of(found, offset))
    item.credits = read_names(item.byline).credits if item.byline else ()
    author = _first(element, "Author")
    if not item.credits and author is not None:
        item.credits = tuple(Credit(name=name.name) for name in read_names(words(author)).credits)
    item.rights = words(_first(element, "CopyrightLine")) or words(_first(element, "UsageTerms"))
    for keyword in element.iter("KeywordLine"):
        item.add_term(TermKind.KEYWORD, words(keyword))
    for note in element.iter("Instruction"):
        if words(note):
            item.note("editors_note", f"The source tells editors: “{words(note)}”")


def _take_labels(element: etree._Element, item: Item) -> None:
    language = next((each.get("FormalName", "") for each in element.iter("Language")), "")
    item.language = (language or element.get(XML_LANG, "") or "").partition("-")[0].lower()
    for subject in element.iter("Subject", "SubjectMatter", "SubjectDetail"):
        code = subject.get("FormalName", "")
        item.add_term(TermKind.CATEGORY, name_of(code) or code)
    for found in element.iter("Property"):
        if found.get("FormalName", "").casefold() == "keyword":
            item.add_term(TermKind.KEYWORD, found.get("Value", ""))


def _take_text(element: etree._Element, item: Item, offset: int) -> None:
    """Take the longest text of the item's contents."""
    made: list[tuple[int, str, etree._Element]] = []
    for content in element.iter("DataContent"):
        story = next(content.iter("nitf"), None)
        inner = read_story(story) if story is not None else Item(body=_html(content, item))
        if inner.body.strip():
            made.append((len(inner.body), inner.body, content))
            item.headline = item.headline or inner.headline
            item.standfirst = item.standfirst or inner.standfirst
            item.bio = item.bio or inner.bio
            if not item.byline and inner.byline:
                item.byline, item.credits = inner.byline, inner.credits
    if made:
        _, item.body, content = max(made, key=lambda each: each[0])
        item.place("body", "DataContent", lines_of(content, offset))
    elif not any(True for _ in element.iter("DataContent")):
        item.leave_out("not_a_story", "No text stands in it")


def _html(content: etree._Element, item: Item) -> str:
    body = next(content.iter("body", "body.content"), content)
    return to_body(body, item) if len(body) else html_of_text(body.text or "")


def _take_pictures(element: etree._Element, item: Item) -> None:
    """Take the pictures that are components of their own; of several sizes the first."""
    for component in element.iter("NewsComponent"):
        kinds = [each.get("FormalName", "").casefold() for each in component.iterfind("ContentItem/MediaType")]
        addresses = [each.get("Href", "") for each in component.iterfind("ContentItem") if each.get("Href")]
        if addresses and any(kind in PICTURE_TYPES for kind in kinds):
            caption = words(_first(component, "HeadLine"))
            picture = Picture(address=addresses[0], caption=caption if caption != item.headline else "")
            if item.lead is None:
                item.lead = Picture(address=picture.address, caption=picture.caption, is_lead=True)
            else:
                item.body += figure(picture)
