"""From an item of a feed to a document: its text whole, its summary above it, its people, labels and pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from articles import markup
from articles.importing.documents import (
    Credit,
    Document,
    Notice,
    Picture,
    Provenance,
    Severity,
    Standing,
    Term,
    TermKind,
    Verdict,
)
from articles.importing.readers.dated import Dates, read_dates
from articles.importing.readers.feeds import blogger
from articles.importing.readers.feeds.foreign_dates import in_figures
from articles.importing.readers.feeds.items import Feed, Item
from articles.importing.readers.html.bodies import Body, make_body
from articles.importing.readers.html.endings import part_ends
from articles.importing.readers.html.wordless import without_words
from articles.importing.readers.language import tell_language
from articles.importing.readers.markdown.addresses import last_part
from articles.importing.readers.textdump.bylines import read_byline

FEWEST_WORDS = 120  # a description of fewer is taken for a teaser
LONGEST_STANDFIRST = 400
GOES_ON = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?\s*(?:→|»|>>)?|(?:continue\s+reading|read\s+(?:more|on|the\s+(?:rest|full))|full\s+story|"
    r"mehr\s+lesen|weiterlesen|lire\s+la\s+suite|leer\s+más|더\s*보기|전문\s*보기|계속\s*읽기)[^.!?]{0,80}[.…»→]*)\s*$",
    re.IGNORECASE,
)
APPEARED = re.compile(r"^The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    body: Body
    standfirst: str
    notices: tuple[Notice, ...]


def read_item(name: str, item: Item, feed: Feed, zone: tzinfo, *, is_last: bool) -> Document:
    """Return the document of an item; `name` is its source."""
    dates, text = _dates(item, zone), _text(item)
    headline, credits_ = _plain(item.title), _credits(item.authors)
    pictures = _pictures(item, text.body)
    ends = part_ends(text.body.html, credits=credits_, published=dates.published, updated=dates.updated, zone=zone)
    notices = (
        *feed.notices, *dates.notices, *text.notices, *ends.notices, *_kind(item),
        *(() if item.other_kind else _lacking(headline, text, dates)), *_doubts(item),
        *(_cut(feed) if feed.is_cut and is_last else ()),
    )  # fmt: skip
    terms = tuple(dict.fromkeys(Term(kind=TermKind.CATEGORY, name=label) for label in item.categories if label))
    return Document(
        source=name,
        format="feed",
        identity=_identity(item, feed, headline, text.body),
        verdict=_verdict(item, notices),
        standing=Standing.DRAFT if item.is_draft else Standing.PUBLIC,
        headline=headline,
        standfirst=text.standfirst,
        byline=", ".join(item.authors),
        credits=credits_,
        published=dates.published,
        updated=dates.updated,
        paragraphs=ends.paragraphs,
        body_html=ends.html,
        bio=ends.bio,
        corrections=ends.corrections,
        tags=tuple(term.name for term in terms),
        language=_language(item, (headline, *text.body.paragraphs)),
        legacy_id=item.key,
        legacy_url=item.link,
        canonical_url=item.canonical,
        rights=_plain(item.rights),
        slug=last_part(item.link),
        terms=terms,
        pictures=pictures,
        text=item.text or f"{item.title}\n\n{text.body.html}",
        encoding=feed.encoding,
        notices=notices,
        provenance=_provenance(item, dates, text),
    )


def _dates(item: Item, zone: tzinfo) -> Dates:
    published, updated = (
        [written.with_value(in_figures(written.value)) for written in dates] for dates in (item.published, item.updated)
    )
    return read_dates(published, updated, zone)


def _text(item: Item) -> _Text:
    """Return the longest text of an item as its body, and the summary above it where that says something else."""
    bodies = [make_body(text, address=item.base) for text in item.texts]
    summary = make_body(item.summary, address=item.base)
    body = max(bodies, key=lambda found: len(" ".join(found.paragraphs)), default=summary)
    is_summary = not bodies or len(" ".join(body.paragraphs)) < len(" ".join(summary.paragraphs))
    body = _without_furniture(summary if is_summary else body)
    said = " ".join(body.paragraphs)
    notices = list(body.notices)
    if said and (GOES_ON.search(said[-160:]) or (is_summary and len(said.split()) < FEWEST_WORDS)):
        message = "The feed has only a summary of it: the text must come from elsewhere."
        notices.append(Notice(code="only_summary", message=message, severity=Severity.HOLD))
    standfirst = "" if is_summary else _standfirst(" ".join(summary.paragraphs), said)
    return _Text(body=body, standfirst=standfirst, notices=tuple(notices))


def _without_furniture(body: Body) -> Body:
    """Take off the line that WordPress puts under an item, which says where it appeared."""
    if not body.paragraphs or not APPEARED.match(body.paragraphs[-1]):
        return body
    html = re.sub(r"<p>The post (?:(?!<p>).){1,2000}</p>\s*\Z", "", body.html, flags=re.DOTALL)
    return Body(html=html, paragraphs=tuple(markup.blocks(html)), pictures=body.pictures, notices=body.notices)


def _standfirst(summary: str, said: str) -> str:
    """Return a summary that is no mere beginning of the text."""
    start = re.sub(r"\W+", "", GOES_ON.sub("", summary)).casefold()
    if not start or len(summary) > LONGEST_STANDFIRST or GOES_ON.search(summary):
        return ""
    return "" if re.sub(r"\W+", "", said).casefold().startswith(start) else summary


def _credits(names: Sequence[str]) -> tuple[Credit, ...]:
    """Return the people of an item: one name may hold several, with where they are and what they do."""
    found: list[Credit] = []
    for name in names:
        byline = read_byline(name if name.lower().startswith("by ") else f"By {name}")
        found += byline.credits if byline else (Credit(name=name),)
    return tuple(dict.fromkeys(found))


def _pictures(item: Item, body: Body) -> tuple[Picture, ...]:
    """Return the lead picture, unless the text shows it, and those of the text."""
    shown = {picture.address for picture in body.pictures}
    lead = next((picture for picture in item.pictures if picture.address), None)
    return (*((lead,) if lead and lead.address not in shown else ()), *body.pictures)


def _verdict(item: Item, notices: Sequence[Notice]) -> Verdict:
    if item.other_kind:
        return Verdict.LEFT_OUT
    return Verdict.HELD if any(notice.severity is Severity.HOLD for notice in notices) else Verdict.READY


def _kind(item: Item) -> Iterator[Notice]:
    if item.other_kind:
        yield blogger.left_out(item.other_kind)
    elif item.is_draft:
        message = "It was a draft on the old site; it stays one."
        yield Notice(code="draft", message=message, severity=Severity.NOTE)


def _lacking(headline: str, text: _Text, dates: Dates) -> Iterator[Notice]:
    if not headline:
        yield Notice(code="no_headline", message="The item has no title.", severity=Severity.HOLD)
    if wordless := without_words(text.body.html, text.body.paragraphs, "The item has no text."):
        yield wordless
    if dates.published_by is None:
        message = "The item has no date. Give one before the column is published."
        yield Notice(code="no_date", message=message, severity=Severity.HOLD)


def _doubts(item: Item) -> Iterator[Notice]:
    if item.dated_by_update:
        message = "The feed says only when it was last changed; that day was taken as the date of posting."
        yield Notice(code="date_of_update", message=message)
    for address in item.attached:
        message = f"“{address}” is attached to it and was not loaded."
        yield Notice(code="attachment_left_out", message=message, severity=Severity.NOTE)


def _cut(feed: Feed) -> Iterator[Notice]:
    message = (
        f"The file ends in the middle of the feed; {len(feed.items)} items were read, and this last one may be cut."
    )
    yield Notice(code="item_cut_off", message=message, severity=Severity.HOLD)


def _identity(item: Item, feed: Feed, headline: str, body: Body) -> str:
    """Return the identity: its own id (within its feed where that is a bare number), else its address or text."""
    if item.key:
        return f"legacy:{item.key}" if ":" in item.key else f"legacy:{feed.home or feed.title} {item.key}"
    if item.link:
        return f"url:{item.link}"
    said = " ".join((headline, *body.paragraphs)) or item.text
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _language(item: Item, said: Sequence[str]) -> str:
    given = item.language.strip().replace("_", "-").split("-")[0].lower()
    return given if given.isalpha() and len(given) in {2, 3} else tell_language(" ".join(said))[0]


def _plain(html: str) -> str:
    # Parsed before it is cleaned: the cleaner takes very long over very deep nesting.
    return " ".join(" ".join(make_body(html).paragraphs).split())


def _provenance(item: Item, dates: Dates, text: _Text) -> dict[str, tuple[Provenance, ...]]:
    """Say which element of the item each value was."""
    found = {
        "headline": "title" if item.title else "",
        "standfirst": "description" if text.standfirst else "",
        "byline": "author" if item.authors else "",
        "authors": "author" if item.authors else "",
        "published_at": dates.published_by.name if dates.published_by else "",
        "updated_at": dates.updated_by.name if dates.updated and dates.updated_by else "",
        "body": ("content" if item.texts else "description") if text.body.html else "",
        "tags": "category" if item.categories else "",
    }
    return {
        field: (Provenance(selector=element, rule=f"the item's {element}", confidence=1.0),)
        for field, element in found.items()
        if element
    }
