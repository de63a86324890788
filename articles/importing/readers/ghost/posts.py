"""One row of Ghost's table of posts made into a `Document`."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo

from articles.importing.documents import (
    Document,
    Notice,
    Picture,
    Provenance,
    Severity,
    Standing,
    TermKind,
    Verdict,
)
from articles.importing.readers.ghost.body import at_site, read_body
from articles.importing.readers.ghost.export import Export, Row, flag, text
from articles.importing.readers.ghost.moments import read_dates
from articles.importing.readers.ghost.people import Relations, credits_of, relate, terms_of
from articles.importing.readers.ghost.standing import fate_of
from articles.importing.readers.html.endings import Parted, part_ends
from articles.importing.readers.html.wordless import without_words
from articles.importing.readers.language import tell_language

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
OBJECT_ID = re.compile(r"[0-9a-f]{24}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
FIELDS = {
    "headline": ("title", "the post's title", 0.99),
    "standfirst": ("custom_excerpt", "the excerpt that was written for it", 0.97),
    "updated_at": ("updated_at", "the last change, where it came after the posting", 0.8),
    "slug": ("slug", "the post's name in its address", 0.99),
    "legacy_url": ("url", "the post's address", 0.97),
    "canonical_url": ("canonical_url", "where it says that it was first printed", 0.97),
}
AUTHORS = Provenance(selector="posts_authors", rule="the people whom the export ties to the post", confidence=0.98)
TAGS = Provenance(selector="posts_tags", rule="the tags that the export ties to the post", confidence=0.98)


@dataclass(slots=True)
class Site:
    """What is known of the whole export while its posts are read."""

    export: Export
    zone: tzinfo
    relations: Relations
    address: str
    uuids: Counter[str]
    seen: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, export: Export, zone: tzinfo) -> Site:
        """Return what an export says of its site."""
        address = next((value for key in ("url", "site_url") if (value := export.settings.get(key, ""))), "")
        uuids = Counter(text(row, "uuid") for row in export.rows("posts"))
        return cls(export, zone, relate(export), address if address.startswith("http") else "", uuids)


def make_document(row: Row, source: str, site: Site) -> Document:
    """Make the document of a post; `source` is the name that it has in its file."""
    fate = fate_of(row)
    dates = read_dates(row, is_public=fate.standing is Standing.PUBLIC)
    people, people_notices = credits_of(row, site.relations)
    terms, term_notices = terms_of(row, site.relations)
    address = _http(text(row, "url"))
    body = read_body(row, site.address or _root(address))
    ends = part_ends(body.body.html, credits=people, published=dates.published, updated=dates.updated, zone=site.zone)
    headline = _plain(text(row, "title"))
    meta = site.relations.meta_of.get(text(row, "id"), row)
    notices = [*fate.notices, *dates.notices, *people_notices, *term_notices, *body.notices, *ends.notices]
    if fate.verdict is not Verdict.LEFT_OUT:
        is_undated = dates.published is None and fate.standing is Standing.PUBLIC
        notices += _missing(headline, ends, is_undated=is_undated, is_signed=bool(people))
        notices += _repeated(row, source, site)
    is_held = any(notice.severity is Severity.HOLD for notice in notices)
    shown = json.dumps(row, ensure_ascii=False, indent=1, default=str)
    return Document(
        source=source,
        format="ghost",
        identity=_identity(row, site, shown),
        verdict=Verdict.HELD if is_held and fate.verdict is Verdict.READY else fate.verdict,
        headline=headline,
        standfirst=_plain(text(row, "custom_excerpt")),
        credits=people,
        published=dates.published,
        updated=dates.updated,
        paragraphs=ends.paragraphs,
        body_html=ends.html,
        bio=ends.bio,
        tags=tuple(dict.fromkeys(term.name for term in terms if term.kind is TermKind.TAG)),
        corrections=ends.corrections,
        language=_language(row, site, " ".join((headline, *ends.paragraphs))),
        legacy_id=text(row, "id"),
        legacy_url=address,
        standing=fate.standing,
        slug=text(row, "slug"),
        canonical_url=_http(at_site(text(row, "canonical_url"), site.address)),
        terms=terms,
        pictures=(*_lead(row, meta, site), *body.body.pictures),
        text=shown,
        encoding=site.export.encoding,
        notices=tuple(notices),
        provenance={
            **_provenance(row, shown, body.column, dates.published_from if dates.published else ""),
            **({"authors": (AUTHORS,)} if people else {}),
            **({"tags": (TAGS,)} if terms else {}),
        },
    )


def _missing(headline: str, ends: Parted, *, is_undated: bool, is_signed: bool) -> Iterable[Notice]:
    """Say what every column has and this one has not."""
    if not headline:
        yield _hold("no_headline", "It has no title in the export.")
    if wordless := without_words(ends.html, ends.paragraphs, "It has no text in the export."):
        yield wordless
    if is_undated:
        yield _hold("no_date", "The export has no date of it that can be meant: give “Posted”.")
    if not is_signed:
        yield Notice(code="no_byline", message="The export names nobody who wrote it.", severity=Severity.NOTE)


def _hold(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, severity=Severity.HOLD)


def _repeated(row: Row, source: str, site: Site) -> Iterable[Notice]:
    """Say where an earlier row of the file has the same text and title."""
    said = json.dumps([row.get(name) for name in ("title", "lexical", "mobiledoc", "html", "markdown")], default=str)
    before = site.seen.setdefault(hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(), source)
    if before != source:
        yield _hold("repeated_post", f"{before} has the same title and text: which of the two is to stay?")


def _identity(row: Row, site: Site, shown: str) -> str:
    """Name the post by what Ghost makes unlike any other: its object id, else its uuid, else by its content."""
    number, uuid = text(row, "id"), text(row, "uuid")
    if OBJECT_ID.fullmatch(number):
        return f"legacy:ghost/{number}"
    if uuid:
        return f"legacy:ghost/{uuid}" if site.uuids[uuid] == 1 else f"legacy:ghost/{uuid}/{number}"
    return "sha256:" + hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _lead(row: Row, meta: Row, site: Site) -> Iterable[Picture]:
    address = at_site(text(row, "feature_image") or text(row, "image"), site.address)
    if address:
        alt = text(meta, "feature_image_alt") or text(row, "feature_image_alt")
        caption = _plain(text(meta, "feature_image_caption") or text(row, "feature_image_caption"))
        yield Picture(address=address, alt=alt, caption=caption, is_lead=True)


def _language(row: Row, site: Site, said: str) -> str:
    """Return the language that the post or the site says; Hangul is believed more than a site's default."""
    told, _ = tell_language(said)
    settings = site.export.settings
    named = next((v for v in (text(row, "locale"), text(row, "language"), settings.get("locale", "")) if v), "")
    code = LANGUAGE.match(named or settings.get("lang", "") or settings.get("defaultLang", ""))
    return told if told == "ko" or code is None else code.group().lower()


def _plain(printed: str) -> str:
    """Return a title or excerpt as plain text: markup goes, entities are resolved."""
    return " ".join(html.unescape(TAG.sub("", printed)).split())


def _http(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _root(address: str) -> str:
    return "/".join(address.split("/")[:3]) if address else ""


def _provenance(row: Row, shown: str, column: str, dated: str) -> dict[str, tuple[Provenance, ...]]:
    """Return the lines of the row as it is shown, a line a column, that each field came from."""
    lines = {line.split('"', 2)[1]: number for number, line in enumerate(shown.split("\n"), 1) if line[:2] == ' "'}
    found = dict(FIELDS)
    if column:
        found["body"] = (column, f"the post's {column}", 0.97)
    if dated:
        found["published_at"] = (dated, "the post's own date", 0.99 if dated == "published_at" else 0.4)
    return {
        key: (Provenance(lines=(lines[name], lines[name]), rule=rule, confidence=confidence),)
        for key, (name, rule, confidence) in found.items()
        if name in lines and (text(row, name) or flag(row, name))
    }
