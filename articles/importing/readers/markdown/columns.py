"""A Markdown file with front matter as a column: each value by the names that it has in the systems that write them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from articles.importing.documents import (
    Document,
    Notice,
    Provenance,
    ReadOptions,
    Severity,
    Standing,
    TermKind,
    Verdict,
)
from articles.importing.readers.dated import Dates, Written, read_dates
from articles.importing.readers.decoding import Decoded
from articles.importing.readers.html.bodies import Body, make_body
from articles.importing.readers.html.endings import part_ends
from articles.importing.readers.html.wordless import without_words
from articles.importing.readers.language import tell_language
from articles.importing.readers.markdown import addresses, texts
from articles.importing.readers.markdown.author_pages import author_of
from articles.importing.readers.markdown.front_matter import FrontMatter, items, plain
from articles.importing.readers.markdown.kinds_of_pages import kind_of, left_out
from articles.importing.readers.markdown.labels import read_picture, read_terms
from articles.importing.readers.markdown.people import People, read_people
from articles.importing.readers.markdown.standing import read_standing
from articles.importing.readers.markdown.template_marks import TemplateMarks, left_marks

HTML_SUFFIXES = (".html", ".htm", ".njk", ".liquid")
TITLES = ("title", "headline", "linktitle")
STANDFIRSTS = (
    "subtitle", "standfirst", "subheading", "subhead", "dek", "deck", "description", "excerpt", "summary", "lead",
)  # fmt: skip
PUBLISHED = (
    "date", "published", "publishdate", "pubdate", "published_at", "date_published", "datepublished", "published_date",
    "created",
)  # fmt: skip
UPDATED = (
    "lastmod", "updated", "last_modified_at", "modified", "updated_at", "date_modified", "datemodified", "last_updated",
    "update_date",
)  # fmt: skip
SERIES = ("series", "rubric")
CANONICAL = ("canonical", "canonical_url", "canonicalurl", "original_url", "external_url")
LANGUAGE = ("lang", "language", "locale")
IDS = ("guid", "uuid", "legacy_id", "wordpress_id", "post_id", "id")
RIGHTS = ("rights", "license", "licence", "copyright")
BIOS = ("bio", "author_bio", "about_author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file on its way to a document."""

    name: str
    decoded: Decoded
    front: FrontMatter
    options: ReadOptions
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    headline: str
    body: Body
    notices: tuple[Notice, ...]


def read_column(page: Page) -> Document:
    """Return the document of a page; one that is no column is left out by its rule, with what it says."""
    front = page.front
    dates = _dates(page)
    rule = left_out(front, page.name, is_dated=dates.published_by is not None)
    if rule is not None:
        return _left_out(page, rule)
    text, people = _text(page), read_people(front, page.name, page.options)
    ends = part_ends(
        text.body.html,
        credits=people.credits,
        published=dates.published,
        updated=dates.updated,
        zone=page.zone,
    )
    address, terms, picture = addresses.read_address(front, page.name), read_terms(front), read_picture(front)
    standing = read_standing(front, page.name)
    standfirst, legacy_id = texts.plain_words(front.text(*STANDFIRSTS)), front.text(*IDS)
    notices = (
        *page.decoded.notices, *front.notices, *dates.notices, *people.notices, *address.notices, *standing.notices,
        *text.notices, *ends.notices, *_lacking(text, dates, standing.standing),
    )  # fmt: skip
    return Document(
        source=page.name,
        format="markdown",
        identity=_identity(legacy_id, address.url, page),
        verdict=Verdict.HELD if any(notice.severity is Severity.HOLD for notice in notices) else Verdict.READY,
        headline=text.headline,
        standfirst=standfirst,
        byline=", ".join(credit.name for credit in people.credits),
        credits=people.credits,
        published=dates.published,
        updated=dates.updated,
        paragraphs=ends.paragraphs,
        body_html=ends.html,
        bio=texts.plain_words(front.text(*BIOS)) or ends.bio,
        series=_series(front),
        tags=tuple(dict.fromkeys(term.name for term in terms if term.kind is TermKind.TAG)),
        corrections=ends.corrections,
        language=_language(front, (text.headline, standfirst, *text.body.paragraphs)),
        legacy_id=legacy_id,
        legacy_url=address.url,
        legacy_aliases=address.others,
        standing=standing.standing,
        kind=kind_of(front),
        slug=address.slug,
        canonical_url=front.text(*CANONICAL),
        rights=front.text(*RIGHTS),
        terms=terms,
        pictures=(*((picture,) if picture else ()), *text.body.pictures),
        text=page.decoded.text,
        encoding=page.decoded.encoding,
        notices=notices,
        provenance=_provenance(page, dates, people, text.body),
    )


def _left_out(page: Page, rule: Notice) -> Document:
    """Return the document of a page that is no column, with what could be read of it."""
    author = author_of(page.front) if rule.code == "author_page" else None
    body = texts.to_body(TemplateMarks(page.front.values).resolve(page.front.body))
    return Document(
        source=page.name,
        format="markdown",
        identity="",
        verdict=Verdict.LEFT_OUT,
        headline=page.front.words(*TITLES) or (author.name if author else ""),
        bio=author.bio if author else "",
        paragraphs=body.paragraphs,
        body_html=body.html,
        text=page.decoded.text,
        encoding=page.decoded.encoding,
        notices=(rule, *page.front.notices),
    )


def _text(page: Page) -> _Text:
    """Return headline and body; a title that stands above the text too is not printed twice."""
    front, marks = page.front, TemplateMarks(page.front.values)
    source = marks.resolve(texts.without_imports(front.body) if page.name.lower().endswith(".mdx") else front.body)
    title = texts.plain_words(front.words(*TITLES))
    titled = texts.take_title(source)
    if titled.title and (not title or texts.folded(titled.title) == texts.folded(title)):
        source = titled.text
    body = make_body(source) if page.name.lower().endswith(HTML_SUFFIXES) else texts.to_body(source)
    left = left_marks(" ".join(body.paragraphs))
    notices = [*marks.notices, *body.notices, *([left] if left else []), *_comments(front)]
    return _Text(headline=title or titled.title, body=body, notices=tuple(notices))


def _dates(page: Page) -> Dates:
    """Read the dates; that in the name of the file counts where the page itself gives none."""
    front = page.front
    published = [Written(value=said, name=key, line=front.line(key)) for key in PUBLISHED if (said := front.words(key))]
    day = addresses.day_of_file(page.name)
    if day:
        published.append(Written(value=day, name="the name of the file"))
    updated = [Written(value=said, name=key, line=front.line(key)) for key in UPDATED if (said := front.words(key))]
    return read_dates(published, updated, page.zone)


def _comments(front: FrontMatter) -> Iterable[Notice]:
    comments = [comment for comment in items(front.values.get("comments")) if isinstance(comment, dict)]
    if comments:
        count = "One reader's comment was" if len(comments) == 1 else f"{len(comments)} readers' comments were"
        message = f"{count} kept with the source and not taken over."
        yield Notice(code="comments_left_out", message=message, line=front.line("comments"), severity=Severity.NOTE)


def _lacking(text: _Text, dates: Dates, standing: Standing) -> Iterable[Notice]:
    """Say what every column has and this one has not."""
    if not text.headline:
        yield Notice(code="no_headline", message="No headline was found.", severity=Severity.HOLD)
    nothing = "There is no text below the front matter."
    if wordless := without_words(text.body.html, text.body.paragraphs, nothing):
        yield wordless
    if dates.published_by is None and standing is Standing.PUBLIC:
        message = "No date of posting was found. Give one before the column is published."
        yield Notice(code="no_date", message=message, severity=Severity.HOLD)


def _series(front: FrontMatter) -> str:
    listed = [plain(entry) for entry in items(front.values.get("series"))]
    return front.words(*SERIES) or next((name for name in listed if name), "")


def _identity(legacy_id: str, address: str, page: Page) -> str:
    """Return the identity: the page's id, else its old address, else what it says."""
    if legacy_id:
        return f"legacy:{legacy_id}"
    if address:
        return f"url:{address}"
    said = " ".join(page.decoded.text.split())
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _language(front: FrontMatter, said: Iterable[str]) -> str:
    given = front.words(*LANGUAGE).replace("_", "-").split("-")[0].lower()
    return given if given.isalpha() and len(given) in {2, 3} else tell_language(" ".join(said))[0]


def _provenance(page: Page, dates: Dates, people: People, body: Body) -> dict[str, tuple[Provenance, ...]]:
    """Say in which line each value stands."""
    front = page.front
    keys = {
        "headline": front.key_of(*TITLES), "standfirst": front.key_of(*STANDFIRSTS), "byline": people.key,
        "authors": people.key, "published_at": dates.published_by.name if dates.published_by else "",
        "updated_at": dates.updated_by.name if dates.updated_by else "", "tags": front.key_of("tags", "tag"),
        "series": front.key_of(*SERIES), "bio": front.key_of(*BIOS), "language": front.key_of(*LANGUAGE),
        "legacy_url": front.key_of(*addresses.OWN, *addresses.OLD), "legacy_id": front.key_of(*IDS),
    }  # fmt: skip
    found: dict[str, tuple[Provenance, ...]] = {
        field: (Provenance(lines=(line, line), rule=f"“{key}” in the front matter", confidence=1.0),)
        for field, key in keys.items()
        if (line := front.line(key)) is not None
    }
    if dates.published_by and "published_at" not in found:
        found["published_at"] = (Provenance(selector=page.name, rule=dates.published_by.name, confidence=0.9),)
    last = page.decoded.text.rstrip().count("\n") + 1
    if body.html and last >= front.body_line:
        place = Provenance(lines=(front.body_line, last), rule="what stands below the front matter", confidence=1.0)
        found["body"] = (place,)
    return found
