"""NITF, the news industry's text format: one story, its head, its body and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from articles.importing.documents import Credit, Document, ReadOptions, Severity, TermKind, UnreadableError
from articles.importing.readers.dated import Written, zone_called
from articles.importing.readers.lines import collapse
from articles.importing.readers.newswire.items import Item, documents_of
from articles.importing.readers.newswire.nitf_body import to_body
from articles.importing.readers.newswire.statuses import take_embargo, take_status
from articles.importing.readers.newswire.subjects import name_of
from articles.importing.readers.newswire.xml_source import (
    XML_LANG,
    Parsed,
    child,
    line_of,
    lines_of,
    parse,
    words,
)
from articles.importing.readers.signatures import read_names
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.tables.standings import KINDS
from articles.importing.readers.textdump.bios import is_bio

FORMAT = "nitf"
OTHER_ROOTS = frozenset({"html", "rss", "feed", "rdf:rdf", "newsml"})
SECTIONS = frozenset({"section", "online_sections", "dsk", "category", "desk", "rubrik", "seksjon"})
MIDNIGHT = re.compile(r"^(\d{4}-?\d{2}-?\d{2})T0{2}:?0{2}(?::?0{2})?$")
NAMED = ("classifier", "person", "org", "location", "event", "object.title")
GENERIC = frozenset({"", "news", "current", "article", "story"})
PARTS = re.compile(r"\s*;\s*")


def fits(sample: Sample) -> bool:
    """Whether a file is NITF, or holds it below a root of its own."""
    if not sample.root or sample.root in OTHER_ROOTS:
        return False
    return sample.root.rpartition(":")[2] == "nitf" or re.search(r"<(?:\w+:)?nitf[\s>]", sample.opening) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every story of a file. Raises UnreadableError where there is none, ValueError for an unknown zone."""
    zone = zone_called(options.timezone)
    parsed = parse(name, content)
    roots = [parsed.root] if parsed.root.tag == "nitf" else list(parsed.root.iter("nitf"))
    if not roots:
        raise UnreadableError(f"{name} holds no story: there is no element “nitf” in it.", code="no_story")
    items = [_item_in(root, parsed, is_only=len(roots) == 1) for root in roots]
    return documents_of(
        items, name, FORMAT, zone, parsed.encoding, notices=parsed.notices, is_cut_off=parsed.is_cut_off
    )


def _item_in(root: etree._Element, parsed: Parsed, *, is_only: bool) -> Item:
    offset = 0 if is_only else (line_of(root) or 1) - 1
    item = read_story(root, offset)
    item.source_text = parsed.text if is_only else etree.tostring(root, with_tail=False, encoding="unicode")
    return item


def read_story(root: etree._Element, offset: int = 0) -> Item:
    """Return what a story's element says; lines are counted from the one after `offset`."""
    item = Item()
    _Story(root, item, offset).read()
    return item


class _Story:
    """Reads one `nitf` element into an item."""

    def __init__(self, root: etree._Element, item: Item, offset: int) -> None:
        self.root, self.item, self.offset = root, item, offset
        self.head, self.body = root.find("head"), root.find("body")
        self.docdata = child(self.head, "docdata")
        if self.docdata is None:
            self.docdata = next(root.iter("docdata"), None)

    def read(self) -> None:
        """Fill the item."""
        self.read_identity()
        self.read_dates()
        self.read_status()
        self.read_labels()
        self.read_headlines()
        self.read_byline()
        self.read_rights()
        self.item.language = (self.root.get(XML_LANG) or self.root.get("baselang") or "").partition("-")[0].lower()
        content = next(self.root.iter("body.content"), None)
        if content is not None:
            self.place("body", "body.content", content)
            self.item.body = to_body(content, self.item)
        self.read_end()

    def place(self, name: str, selector: str, element: etree._Element) -> None:
        """Keep in which element a value stood."""
        self.item.place(name, selector, lines_of(element, self.offset))

    def within(self, element: etree._Element | None, name: str) -> Iterator[etree._Element]:
        """Yield the elements of a name below another."""
        yield from element.iter(name) if element is not None else ()

    def read_identity(self) -> None:
        """Take the id of the document and the address that its publication had."""
        doc_id = next(self.within(self.docdata, "doc-id"), None)
        given = doc_id.get("id-string", "").strip() if doc_id is not None else ""
        if doc_id is not None and given:
            source = doc_id.get("regsrc", "").strip()
            self.item.legacy_id = given
            self.item.identity = f"legacy:{source}:{given}" if source else f"legacy:{given}"
            self.place("legacy_id", "doc-id", doc_id)
        for pubdata in self.within(self.head, "pubdata"):
            if pubdata.get("ex-ref", "").startswith(("http://", "https://")):
                self.item.url = pubdata.get("ex-ref", "")

    def read_dates(self) -> None:
        """Collect the dates of publication and of revision."""
        docdata, head = self.docdata, self.head
        wanted = (
            *((each, "date.publication") for each in self.within(head, "pubdata")),
            *((each, "norm") for each in self.within(docdata, "date.issue")),
            *((each, "norm") for each in self.within(docdata, "date.release")),
            *((each, "norm") for each in self.within(self.body, "story.date")),
        )
        self.item.published = [self.written(each, each.get(key, "")) for each, key in wanted]
        revisions = list(self.within(head, "revision-history"))
        self.item.updated = [self.written(each, each.get("norm", "")) for each in revisions[-1:]]

    def written(self, element: etree._Element, value: str) -> Written:
        """Return a date as it is written; midnight without a zone is a day."""
        day = MIDNIGHT.match(value.strip())
        line = line_of(element)
        plain = day[1] if day else value.strip()
        return Written(value=plain, name=str(element.tag), line=line - self.offset if line else None)

    def read_status(self) -> None:
        """Follow what the head says of using the story."""
        if self.docdata is None:
            return
        take_status(self.item, self.docdata.get("management-status", ""))
        if self.docdata.get("management-status") == "embargoed":
            release = next(self.within(self.docdata, "date.release"), None)
            take_embargo(self.item, release.get("norm", "") if release is not None else "")
        for message in self.within(self.docdata, "ed-msg"):
            if message.get("info"):
                self.item.note("editors_note", f"The source tells editors: “{message.get('info')}”", Severity.NOTE)
        for correction in self.within(self.docdata, "correction"):
            other = correction.get("id-string") or "another document"
            self.item.note("corrects_another", f"It corrects {other}: {correction.get('info', '')}".rstrip(": "))

    def read_labels(self) -> None:
        """Collect subjects, keywords, names, the section, the series and the kind of text."""
        item = self.item
        for subject in self.within(self.head, "tobject.subject"):
            for name in _names_of_subject(subject):
                item.add_term(TermKind.CATEGORY, name)
        for keyword in self.within(self.docdata, "keyword"):
            item.add_term(TermKind.KEYWORD, keyword.get("key", ""))
        for content in self.within(self.head, "identified-content"):
            for each in content.iterchildren(*NAMED):
                item.add_term(TermKind.TAG, words(each) or each.get("value", ""))
        self.read_sections()
        self.read_genres()
        for element, key in (("series", "series.name"), ("fixture", "fix-id")):
            for each in self.within(self.docdata, element):
                item.series = item.series or each.get(key, "")

    def read_sections(self) -> None:
        """Collect the sections in which it was printed."""
        for pubdata in self.within(self.head, "pubdata"):
            self.item.add_term(TermKind.SECTION, pubdata.get("position.section", ""))
        for meta in self.within(self.head, "meta"):
            if meta.get("name", "").casefold() in SECTIONS:
                for name in PARTS.split(meta.get("content", "")):
                    self.item.add_term(TermKind.SECTION, name)

    def read_genres(self) -> None:
        """Tell the kind of text from what the source calls it."""
        for tobject in self.within(self.head, "tobject"):
            named = [each.get("tobject.property.type", "") for each in tobject.iter("tobject.property")]
            for name in (tobject.get("tobject.type", ""), *named):
                kind = KINDS.get(name.casefold(), "")
                self.item.kind = self.item.kind or kind
                if not kind and name.casefold() not in GENERIC:
                    self.item.add_term(TermKind.SECTION, name)

    def read_headlines(self) -> None:
        """Take the headline and the line below it."""
        item = self.item
        main = child(self.body, "body.head/hedline/hl1")
        if main is None:
            main = next(self.within(self.body, "hl1"), None)
        title = child(self.head, "title")
        item.headline = words(main) or words(title)
        used = main if words(main) else title
        if item.headline and used is not None:
            self.place("headline", str(used.tag), used)
        keywords = {term.name.casefold() for term in item.terms}
        head = child(self.body, "body.head")
        below = [each for each in self.within(child(head, "hedline"), "hl2") if self.is_deck(each, keywords)]
        abstract = child(head, "abstract")
        chosen = below[0] if below else abstract
        item.standfirst = words(chosen)
        if item.standfirst and chosen is not None:
            self.place("standfirst", str(chosen.tag), chosen)
        if below and words(abstract):
            item.note("abstract_not_used", f"Its abstract was not used: “{words(abstract)[:200]}”", Severity.NOTE)

    def is_deck(self, element: etree._Element, keywords: set[str]) -> bool:
        """Whether a second headline is more than the first once more, a keyword or the web's own headline."""
        said = words(element).casefold()
        label = f"{element.get('class', '')} {element.get('id', '')}".casefold()
        is_other = "online" in label or "original" in label
        return bool(said) and said != self.item.headline.casefold() and said not in keywords and not is_other

    def read_byline(self) -> None:
        """Take who wrote it: the printed line before the one that a library made of it."""
        head = child(self.body, "body.head")
        found = [*self.within(head, "byline"), *self.within(head, "bytag")]
        found = found or [each for name in ("byline", "bytag") for each in self.within(self.body, name)]
        printed = [each for each in found if "normalized" not in each.get("class", "")] or found
        printed = [each for each in printed if words(each)]
        if not printed:
            return
        people = [person for element in printed for person in _people(element)]
        bios = [part for element in printed for part in PARTS.split(words(element)) if is_bio(part, people)]
        people = [person for person in people if person.name not in bios]
        self.item.bio = " ".join(bios)
        self.item.byline = ", ".join(dict.fromkeys(_line(element) for element in printed))
        self.item.credits = tuple({person.name: person for person in people}.values())
        for element in printed:
            self.place("byline", str(element.tag), element)

    def read_rights(self) -> None:
        """Take who holds the rights."""
        for element in self.within(self.docdata, "doc.copyright"):
            year, holder = element.get("year", ""), element.get("holder", "")
            self.item.rights = " ".join(filter(None, ("©", year, holder))) if year or holder else ""
        printed = words(child(self.body, "body.head/rights"))
        self.item.rights = self.item.rights or printed

    def read_end(self) -> None:
        """Take the line about the author."""
        taglines = [each for each in self.within(self.root, "tagline") if words(each)]
        self.item.bio = "\n\n".join(filter(None, (self.item.bio, *(words(each) for each in taglines))))
        for each in taglines:
            self.place("bio", "tagline", each)


def _names_of_subject(subject: etree._Element) -> list[str]:
    """Return what a subject is called, from the field to the detail; its code where it has no name."""
    said = [subject.get(f"tobject.subject.{part}", "") for part in ("type", "matter", "detail")]
    code = subject.get("tobject.subject.refnum", "") or subject.get("tobject.subject.code", "")
    return [name for name in said if name] or [name_of(code) or code]


def _line(element: etree._Element) -> str:
    """Return a byline as one line, a title that stands in an element of its own apart from the name."""
    copy = deepcopy(element)
    for title in copy.iter("byttl"):
        title.text = f" {title.text or ''}"
    return words(copy)


def _people(element: etree._Element) -> list[Credit]:
    """Return the people of a byline's element, each with the title that stands with the name."""
    titles = [words(title) for title in element.iter("byttl")]
    persons = [words(person) for person in element.iter("person") if words(person)]
    if persons:
        found = [Credit(name=name) for name in persons]
    else:
        copy = deepcopy(element)
        copy.tail = None
        for gone in [*copy.iter("byttl"), *copy.iter("virtloc")]:
            gone.text = " "
            for inner in list(gone):
                gone.remove(inner)
        found = list(read_names(collapse(words(copy).strip(" ,;-"))).credits)
    if len(titles) == len(found):
        return [replace(each, title=each.title or title) for each, title in zip(found, titles, strict=True)]
    if titles and found:
        found[-1] = replace(found[-1], title=found[-1].title or titles[0])
    return found
