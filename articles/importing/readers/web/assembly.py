"""From a page to a document: each value with where it stands, doubts said, what is no article held by a named rule."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import tzinfo
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from articles.importing.documents import (
    Document,
    Notice,
    Picture,
    Precision,
    Provenance,
    RankedHeadline,
    ReadOptions,
    Severity,
    TermKind,
    Verdict,
)
from articles.importing.readers.html.bodies import Body, make_body
from articles.importing.readers.html.endings import Parted, part_ends
from articles.importing.readers.web.addresses import parts_of
from articles.importing.readers.web.bio_boxes import find_bio_box
from articles.importing.readers.web.blocks import Block, body_tree, read_blocks
from articles.importing.readers.web.claims import Claim, folded
from articles.importing.readers.web.dating import Dating, find_dates
from articles.importing.readers.web.evidence import stated_html, stated_text, vote
from articles.importing.readers.web.headlines import find_headline
from articles.importing.readers.web.heads import find_standfirst, leave_out_head, leave_out_repeated
from articles.importing.readers.web.holding import why_held
from articles.importing.readers.web.labels import find_kind, find_language, find_terms
from articles.importing.readers.web.lead_pictures import find_lead
from articles.importing.readers.web.most_read import find_most_read
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.people import People, find_people
from articles.importing.readers.web.places import path_of
from articles.importing.readers.web.selection import select
from articles.importing.readers.web.site_rules import BODY, SiteRules, leave_out, rules_for
from articles.importing.readers.web.taught_fields import taught_dates, taught_people, taught_text
from articles.importing.readers.web.trimming import trim

DATA = "script[type='application/ld+json']"
MUCH_MORE = 2.5
SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|jsp|cms|amp)$", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """What is gathered of a page on the way to its document."""

    page: Page
    zone: tzinfo
    rules: SiteRules
    notices: list[Notice] = field(default_factory=list)
    provenance: dict[str, tuple[Provenance, ...]] = field(default_factory=dict)

    def place(self, key: str, claim: Claim | None) -> str:
        """Note where a value was found, and return it; "" where there is none."""
        if claim is None:
            return ""
        self.provenance[key] = (Provenance(selector=claim.selector, rule=claim.rule, confidence=claim.weight),)
        return claim.value

    def note(self, code: str, message: str, severity: Severity = Severity.WARN) -> None:
        """Say something to the editor."""
        self.notices.append(Notice(code=code, message=message, severity=severity))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the article and is kept, too: the most-read list and where it is, the box about the writer."""

    most_read: tuple[RankedHeadline, ...]
    place: str
    bio: Claim | None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a page, before it is put together."""

    headline: str
    standfirst: str
    people: People | None
    dates: Dating
    pictures: tuple[Picture, ...]
    parted: Parted
    beside: Beside


def assemble(page: Page, options: ReadOptions) -> Document:
    """Return the document of a page.

    Raises ValueError for an unknown time zone.
    """
    rules = rules_for(page.host, options.lessons)
    draft = Draft(page, ZoneInfo(options.timezone), rules, [*page.notices])
    leave_out(rules, page.tree)
    headline = draft.place("headline", taught_text(rules, "headline", page) or next(iter(find_headline(page)), None))
    people = taught_people(rules, page) or find_people(page)
    dates = taught_dates(rules, page, draft.zone, find_dates(page, draft.zone))
    tree, blocks = _choose_blocks(draft)
    leave_out_head(blocks, headline, people)
    standfirst = _standfirst(draft, blocks, headline)
    beside = _beside(draft, blocks, people)
    body = _body(draft, tree, blocks)
    parted = part_ends(
        body.html,
        credits=people.credits if people else (),
        published=dates.published.moment if dates.published else None,
        updated=dates.updated.moment if dates.updated else None,
        zone=draft.zone,
    )
    draft.notices += [*body.notices, *parted.notices]
    length = len(folded("".join(parted.paragraphs)))
    draft.notices += why_held(page, blocks, headline, is_dated=dates.published is not None, length=length)
    _place_people(draft, people)
    _place_dates(draft, dates)
    draft.notices += rules.notices
    read = Read(headline, standfirst, people, dates, body.pictures, parted, beside)
    return _document(draft, read)


def _choose_blocks(draft: Draft) -> tuple[HtmlElement, list[Block]]:
    """The tree of the body and its blocks, those of the article marked as kept."""
    chosen = draft.rules.elements(BODY, draft.page.tree)
    tree = body_tree(draft.page.tree)
    blocks = read_blocks(tree)
    if not chosen:
        vote(draft.page, blocks)
        select(blocks)
        return tree, blocks
    taught = {each for element in draft.rules.elements(BODY, tree) for each in element.iter()}
    for block in blocks:
        block.kept = block.element in taught
    return tree, blocks


def _standfirst(draft: Draft, blocks: list[Block], headline: str) -> str:
    taught = taught_text(draft.rules, "standfirst", draft.page)
    found = None if taught else find_standfirst(draft.page, blocks, headline)
    if found is not None and found.block is not None:
        found.block.kept = False
    standfirst = draft.place("standfirst", taught or (found.claim if found else None))
    leave_out_repeated(blocks, standfirst)
    return standfirst


def _beside(draft: Draft, blocks: list[Block], people: People | None) -> Beside:
    most_read, place = find_most_read(blocks)
    return Beside(most_read, place, taught_text(draft.rules, "bio", draft.page) or find_bio_box(blocks, people))


def _body(draft: Draft, tree: HtmlElement, blocks: list[Block]) -> Body:
    """The body of the kept blocks, or what the page states its text to be where the blocks do not have it."""
    body = make_body(trim(tree, blocks), address=draft.page.base, own=draft.page.own)
    length, stated = len(folded("".join(body.paragraphs))), len(folded(stated_text(draft.page)))
    if stated > MUCH_MORE * length and BODY not in draft.rules.selectors:
        draft.note(
            "body_from_data", "The page shows less than the text that it states in its structured data; that was taken."
        )
        draft.provenance["body"] = (
            Provenance(selector=DATA, rule="the articleBody of its structured data", confidence=0.8),
        )
        return make_body(stated_html(draft.page), address=draft.page.base)
    if body.html:
        taught = draft.rules.selectors.get(BODY)
        rule = (
            f"taught for {draft.page.host}"
            if taught
            else "the blocks that several ways of looking for the text agree on"
        )
        draft.provenance["body"] = (
            Provenance(
                selector=taught[0] if taught else _box_of(blocks), rule=rule, confidence=1.0 if taught else 0.85
            ),
        )
    return body


def _box_of(blocks: list[Block]) -> str:
    """The box that holds most of the text, as people can find it."""
    boxes = Counter(block.element.getparent() for block in blocks if block.kept)
    box = boxes.most_common(1)[0][0] if boxes else None
    return path_of(box) if box is not None else ""


def _place_people(draft: Draft, people: People | None) -> None:
    if people is None:
        draft.note("no_byline", "No byline was found: an unsigned editorial?", Severity.NOTE)
        return
    claim = Claim(value=people.byline, selector=people.selector, rule=people.rule, weight=people.weight)
    draft.place("byline", claim)
    draft.place("authors", claim)
    if people.are_organisations:
        draft.note(
            "byline_is_organisation", f"“{people.credits[0].name}” is a paper, an agency or a desk and no person."
        )


def _place_dates(draft: Draft, dates: Dating) -> None:
    for key, moment in (("published_at", dates.published), ("updated_at", dates.updated)):
        if moment is None:
            continue
        draft.place(key, moment.claim)
        if moment.moment.precision is Precision.INFERRED:
            draft.note("date_inferred", f"The day {moment.moment.at.date()} was worked out: it is {moment.claim.rule}.")
    if dates.differ and dates.published is not None:
        taken = dates.published.moment.at.date()
        draft.note(
            "dates_differ",
            f"The page names days that differ: {dates.differ}, but {taken} by its address, which was taken.",
        )


def _document(draft: Draft, read: Read) -> Document:
    people, dates, parted, headline = read.people, read.dates, read.parted, read.headline
    page = draft.page
    terms = find_terms(page)
    section = next((term.name for term in terms if term.kind is TermKind.SECTION), "")
    tags = tuple(dict.fromkeys(term.name for term in terms if term.kind is TermKind.TAG))
    lead = find_lead(page, read.pictures)
    most_read = read.beside.most_read
    language, language_rule = find_language(page, " ".join((headline, *parted.paragraphs)))
    _place_rest(draft, parted, tags, read.beside.place, language_rule)
    notices = tuple(draft.notices)
    return Document(
        source=page.name,
        format="web",
        identity=_identity(page, headline, parted.paragraphs),
        verdict=Verdict.HELD if any(notice.severity is Severity.HOLD for notice in notices) else Verdict.READY,
        headline=headline,
        standfirst=read.standfirst,
        byline=people.byline if people else "",
        credits=people.credits if people else (),
        published=dates.published.moment if dates.published else None,
        updated=dates.updated.moment if dates.updated else None,
        paragraphs=parted.paragraphs,
        body_html=parted.html,
        bio=parted.bio or draft.place("bio", read.beside.bio),
        tags=tags,
        most_read=most_read,
        most_read_day=page.crawled.astimezone(draft.zone).date() if most_read and page.crawled else None,
        corrections=parted.corrections,
        language=language,
        legacy_url=page.link or page.address,
        kind=find_kind(page, section),
        slug=_slug(page),
        rights=page.head.first("copyright", "dc.rights", "dcterms.rights"),
        terms=terms,
        pictures=((lead,) if lead else ()) + read.pictures,
        text=page.text,
        encoding=page.encoding,
        notices=notices,
        provenance=draft.provenance,
    )


def _place_rest(draft: Draft, parted: Parted, tags: tuple[str, ...], most_read: str, language: str) -> None:
    if parted.bio:
        draft.place(
            "bio",
            Claim(value="", selector="p:last-of-type", rule="the end of the text tells of the writer", weight=0.85),
        )
    if parted.corrections:
        draft.place("corrections", Claim(value="", selector="p", rule="a paragraph that corrects the text", weight=0.9))
    if tags:
        draft.place(
            "tags",
            Claim(
                value="",
                selector='meta[property="article:tag"], a[rel~="tag"]',
                rule="the tags of the page",
                weight=0.9,
            ),
        )
    if most_read:
        draft.place("most_read", Claim(value="", selector=most_read, rule="a list under its heading", weight=0.85))
    if language:
        draft.place("language", Claim(value="", selector="html", rule=language, weight=0.9))


def _identity(page: Page, headline: str, paragraphs: tuple[str, ...]) -> str:
    """Its own address, else what it says."""
    if page.link or page.address:
        return f"url:{page.link or page.address}"
    said = unicodedata.normalize("NFC", " ".join((headline, *paragraphs)) if paragraphs else page.text)
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _slug(page: Page) -> str:
    """The last part of its address, without an ending."""
    last = unquote(parts_of(page.link or page.address).path.rstrip("/").rpartition("/")[2])
    return SUFFIX.sub("", last)
