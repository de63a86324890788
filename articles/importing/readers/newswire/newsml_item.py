"""One item of NewsML-G2: what is said about it, and its content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from articles.importing.documents import Credit, Severity, TermKind
from articles.importing.readers.dated import Written
from articles.importing.readers.newswire.items import Item
from articles.importing.readers.newswire.newsml_content import read_content
from articles.importing.readers.newswire.newsml_pictures import STORIES, VISUAL, class_of, remote_pictures
from articles.importing.readers.newswire.newsml_words import (
    assertions,
    chosen,
    is_side,
    language_of,
    name_in,
    tail_of,
)
from articles.importing.readers.newswire.statuses import take_embargo, take_status
from articles.importing.readers.newswire.xml_source import child, line_of, lines_of, words
from articles.importing.readers.signatures import read_names
from articles.importing.readers.tables.standings import KINDS

NAMED_THINGS = frozenset(
    {"person", "organisation", "organization", "geoarea", "poi", "event", "object", "city", "country"}
)
SUMMARIES = ("summary", "abstract", "lead", "intro", "teaser", "deck", "standfirst")
WRITERS = ("writer", "author", "reporter", "byline", "columnist", "correspondent")
PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,4}$")
MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2})T00:00:00$")


def read_item(element: etree._Element, offset: int) -> Item:
    """Return what an item says; lines are counted from the one after `offset`."""
    item = Item()
    _Reader(element, item, offset).read()
    return item


class _Reader:
    """Reads one item element."""

    def __init__(self, element: etree._Element, item: Item, offset: int) -> None:
        self.element, self.item, self.offset = element, item, offset
        self.meta, self.content = element.find("itemMeta"), element.find("contentMeta")
        self.asserted = assertions(element)

    def read(self) -> None:
        """Fill the item."""
        self.read_identity()
        self.read_class()
        self.read_status()
        self.read_dates()
        self.read_labels()
        self.read_people()
        self.read_headlines()
        self.read_rights()
        tag = next((each.get("tag", "") for each in self.within(self.content, "language")), "")
        self.item.language = (tag.partition("-")[0] or language_of(self.element)).lower()
        if self.item.verdict == "ready":
            self.read_body()

    def within(self, element: etree._Element | None, name: str) -> Iterator[etree._Element]:
        """Yield the children of a name."""
        yield from element.iterchildren(name) if element is not None else ()

    def place(self, name: str, element: etree._Element, confidence: float = 0.95) -> None:
        """Keep in which element a value stood."""
        self.item.place(name, str(element.tag), lines_of(element, self.offset), confidence)

    def read_identity(self) -> None:
        """Take the id; the version is no part of it, so that a newer one is known as the same story."""
        guid = self.element.get("guid", "").strip()
        self.item.legacy_id = guid
        self.item.identity = f"legacy:{guid}" if guid else ""
        if guid.startswith(("http://", "https://")):
            self.item.url = guid
        if guid:
            self.place("legacy_id", self.element)

    def read_class(self) -> None:
        """Leave out what is no story: pictures, films, sound."""
        kind = class_of(self.element)
        if kind not in STORIES and self.element.tag == "newsItem" and kind not in VISUAL:
            self.item.leave_out("not_a_story", f"It is a {kind} and no text")

    def read_status(self) -> None:
        """Follow status, embargo and notes to editors."""
        for status in self.within(self.meta, "pubStatus"):
            take_status(self.item, status.get("qcode", "") or status.get("uri", ""))
        for embargo in self.within(self.meta, "embargoed"):
            take_embargo(self.item, words(embargo))
        for note in self.within(self.meta, "edNote"):
            if words(note):
                self.item.note("editors_note", f"The source tells editors: “{words(note)}”", Severity.NOTE)
        for signal in self.within(self.meta, "signal"):
            if tail_of(signal.get("qcode", "")) in {"correction", "corr", "cor"}:
                self.item.note("is_a_correction", "The source marks it as the correction of an earlier version.")

    def read_dates(self) -> None:
        """Collect when it was made and changed."""
        wanted = (
            *self.within(self.content, "contentCreated"),
            *self.within(self.meta, "firstCreated"),
            *self.within(self.meta, "versionCreated"),
        )
        self.item.published = [self.written(each) for each in wanted]
        changed = list(self.within(self.content, "contentModified"))
        if not changed and self.element.get("version", "1") not in {"", "1"}:
            changed = list(self.within(self.meta, "versionCreated"))
        self.item.updated = [self.written(each) for each in changed[:1]]

    def written(self, element: etree._Element) -> Written:
        """Return a date as it is written; midnight without a zone is a day."""
        value, line = words(element), line_of(element)
        day = MIDNIGHT.match(value)
        return Written(value=day[1] if day else value, name=str(element.tag), line=line - self.offset if line else None)

    def read_labels(self) -> None:
        """Collect subjects and keywords by their names, the kind of text and the service."""
        for subject in self.within(self.content, "subject"):
            named = tail_of(subject.get("type", "")) in NAMED_THINGS
            self.item.add_term(TermKind.TAG if named else TermKind.CATEGORY, self.name(subject))
        for keyword in self.within(self.content, "keyword"):
            self.item.add_term(TermKind.KEYWORD, words(keyword))
        for genre in self.within(self.content, "genre"):
            name = self.name(genre)
            kind = KINDS.get(name.casefold(), "") or KINDS.get(tail_of(genre.get("qcode", "")), "")
            self.item.kind = self.item.kind or kind
            if not kind:
                self.item.add_term(TermKind.SECTION, name)
        for service in self.within(self.meta, "service"):
            self.item.add_term(TermKind.SECTION, self.name(service))

    def name(self, element: etree._Element) -> str:
        """Return what a subject or person is called."""
        code = element.get("qcode") or element.get("literal") or element.get("uri") or ""
        return name_in(element, self.asserted.get(code))

    def read_people(self) -> None:
        """Take who wrote it: the printed line, else the creators that are people."""
        lines = [each for each in self.within(self.content, "by") if words(each)]
        line = chosen(lines, self.element)
        makers = [each for each in self.within(self.content, "creator") if self.is_person(each)]
        makers += [each for each in self.within(self.content, "contributor") if self.is_writer(each)]
        if line is not None:
            self.item.byline = words(line)
            self.item.credits = read_names(self.item.byline).credits
            self.place("byline", line)
        elif makers:
            self.item.credits = tuple({self.name(each): self.credit(each) for each in makers}.values())
            for each in makers:
                self.place("byline", each, 0.8)

    def credit(self, element: etree._Element) -> Credit:
        """Return a person with the code and the description that the source has."""
        code = element.get("qcode") or element.get("uri") or ""
        known = self.asserted.get(code)
        bio = words(child(element, "definition")) or words(child(known, "definition"))
        return Credit(name=self.name(element), key=code, bio=bio)

    def is_person(self, element: etree._Element) -> bool:
        """Whether a creator is a person: it says so, or its name is made as one and no agency's."""
        kind = tail_of(element.get("type", ""))
        if kind:
            return kind == "person"
        name = self.name(element)
        return element.find("name") is not None and PERSON.match(name) is not None

    def is_writer(self, element: etree._Element) -> bool:
        """Whether a contributor wrote."""
        role = tail_of(element.get("role", ""))
        return any(word in role for word in WRITERS) and bool(self.name(element))

    def read_headlines(self) -> None:
        """Take the headline, and what stands below it."""
        headlines = list(self.within(self.content, "headline"))
        main = chosen(headlines, self.element)
        title = next(self.within(self.meta, "title"), None)
        used = main if main is not None else title
        if used is not None and words(used):
            self.item.headline = words(used)
            self.place("headline", used)
        below = [each for each in headlines if is_side(each) and "sub" in tail_of(each.get("role", "")) and words(each)]
        below += [each for each in self.within(self.content, "description") if self.is_summary(each)]
        deck = next((each for each in below if words(each) != self.item.headline), None)
        if deck is not None:
            self.item.standfirst = words(deck)
            self.place("standfirst", deck)

    def is_summary(self, element: etree._Element) -> bool:
        """Whether a description is a summary of the story, and no caption of a picture."""
        role = tail_of(element.get("role", ""))
        return bool(words(element)) and (not role or any(word in role for word in SUMMARIES))

    def read_rights(self) -> None:
        """Take who holds the rights, and how it may be used."""
        info = self.element.find("rightsInfo")
        notice = next((words(each) for each in self.within(info, "copyrightNotice") if words(each)), "")
        holder = next((self.name(each) for each in self.within(info, "copyrightHolder")), "")
        terms = next((words(each) for each in self.within(info, "usageTerms") if words(each)), "")
        said = [notice or (f"© {holder}" if holder else ""), terms]
        self.item.rights = ". ".join(part.rstrip(".") for part in said if part)

    def read_body(self) -> None:
        """Take the text, and the picture that the item points to."""
        source = read_content(self.element, self.item)
        if source is not None:
            self.place("body", source)
        pictures = remote_pictures(self.element)
        if pictures:
            [picture] = pictures
            self.item.lead = type(picture)(
                address=picture.address, alt=picture.alt, caption=picture.caption, credit=picture.credit, is_lead=True
            )
        if not self.item.headline:
            self.fall_back_on_slugline()

    def fall_back_on_slugline(self) -> None:
        """Take the slug line where neither the item nor its text has a headline, and say so."""
        slugline = next((each for each in self.within(self.content, "slugline") if words(each)), None)
        if slugline is not None:
            self.item.headline = words(slugline)
            self.place("headline", slugline, 0.4)
            self.item.note("headline_from_slugline", "It has no headline: its slug line was taken. Write one.")
