"""One item of an export made into a `Document`."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from articles.importing.documents import Document, Notice, Provenance, Severity, Standing, Verdict
from articles.importing.readers.html.endings import Parted, part_ends
from articles.importing.readers.html.wordless import without_words
from articles.importing.readers.language import tell_language
from articles.importing.readers.wordpress.body import PostBody, read_body
from articles.importing.readers.wordpress.channel import Channel, plain_name
from articles.importing.readers.wordpress.elements import Fields
from articles.importing.readers.wordpress.labels import Labels, read_labels
from articles.importing.readers.wordpress.library import Library
from articles.importing.readers.wordpress.moments import Dates, read_dates
from articles.importing.readers.wordpress.people import Byline, read_byline
from articles.importing.readers.wordpress.pictures import lead_picture
from articles.importing.readers.wordpress.standing import Fate, fate_of

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
CANONICALS = ("_yoast_wpseo_canonical", "rank_math_canonical_url", "_aioseop_custom_link", "_genesis_canonical_uri")
# Items whose text is none that anybody reads as a text.
WITHOUT_TEXT = frozenset({"attachment", "nav_menu_item", "revision"})
OF_COMMENTS = frozenset({"", "comment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is known of the whole export while its items are read: the site, its library, and the zones."""

    channel: Channel
    library: Library
    site_zone: tzinfo | None
    paper_zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    fate: Fate
    dates: Dates
    byline: Byline
    labels: Labels
    body: PostBody
    ends: Parted


def make_document(fields: Fields, text: str, export: Export, damage: Sequence[Notice]) -> Document:
    """Make the document of an item; `text` is its source, `damage` what is wrong with it in the file."""
    parts = _read(fields, export)
    number, channel = fields.value("wp:post_id"), export.channel
    lead, lead_notices = lead_picture(fields, export.library)
    headline = _plain(fields.value("title"))
    notices = [
        *parts.fate.notices, *_missing(parts, headline), *damage, *parts.dates.notices, *parts.byline.notices,
        *parts.body.notices, *parts.ends.notices, *lead_notices, *_comments(fields),
    ]  # fmt: skip
    verdict = parts.fate.verdict
    if verdict is Verdict.READY and any(notice.severity is Severity.HOLD for notice in notices):
        verdict = Verdict.HELD
    return Document(
        source="",
        format="wxr",
        identity=_identity(fields, channel, text),
        verdict=verdict,
        headline=headline,
        standfirst=_plain(fields.value("excerpt:encoded")),
        credits=parts.byline.credits,
        published=parts.dates.published,
        updated=parts.dates.updated,
        paragraphs=parts.ends.paragraphs,
        body_html=parts.ends.html,
        bio=parts.ends.bio,
        series=parts.labels.series,
        tags=parts.labels.tags,
        corrections=parts.ends.corrections,
        language=_language(parts, channel, headline),
        legacy_id=number,
        legacy_url=_address(fields),
        legacy_aliases=_aliases(fields, number),
        standing=parts.fate.standing,
        slug=fields.value("wp:post_name"),
        canonical_url=next((value for key in CANONICALS if (value := fields.meta.get(key, ""))), ""),
        terms=parts.labels.terms,
        pictures=(*((lead,) if lead else ()), *parts.body.pictures),
        text=text,
        notices=tuple(notices),
        provenance=_provenance(fields, parts),
    )


def _read(fields: Fields, export: Export) -> _Parts:
    fate = fate_of(fields)
    is_draft = fate.standing is Standing.DRAFT
    dates = read_dates(fields, export.site_zone, export.paper_zone, is_draft=is_draft)
    byline = read_byline(fields, export.channel, export.library)
    has_text = fields.value("wp:post_type") not in WITHOUT_TEXT
    body = read_body(
        fields.value("content:encoded") if has_text else "",
        post=fields.value("wp:post_id"),
        library=export.library,
        footnotes=fields.meta.get("footnotes", ""),
        address=_address(fields) or export.channel.address,
    )
    ends = part_ends(
        body.html,
        credits=byline.credits,
        published=dates.published,
        updated=dates.updated,
        zone=dates.published.at.tzinfo or export.paper_zone if dates.published else export.paper_zone,
    )
    return _Parts(fate=fate, dates=dates, byline=byline, labels=read_labels(fields), body=body, ends=ends)


def _missing(parts: _Parts, headline: str) -> list[Notice]:
    """Say what every column has and this one has not."""
    if parts.fate.verdict is Verdict.LEFT_OUT:
        return []
    found = []
    if not headline:
        found.append(_hold("no_headline", "It has no title in the export."))
    if wordless := without_words(parts.ends.html, parts.ends.paragraphs, "It has no text in the export."):
        found.append(wordless)
    if parts.dates.published is None and parts.fate.standing is Standing.PUBLIC:
        found.append(_hold("no_date", "The export has no date of it that can be meant: give “Posted”."))
    if not parts.byline.credits:
        message = "The export names nobody who wrote it."
        found.append(Notice(code="no_byline", message=message, severity=Severity.NOTE))
    return found


def _hold(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, severity=Severity.HOLD)


def _comments(fields: Fields) -> list[Notice]:
    comments = fields.all("wp:comment")
    if not comments:
        return []
    written = sum(1 for comment in comments if comment.child("wp:comment_type") in OF_COMMENTS)
    others = len(comments) - written
    more = f" and {others} pingbacks or trackbacks" if others else ""
    message = f"{written} comments of readers{more} stay in the file; comments are not loaded."
    line = comments[0].lines[0]
    return [Notice(code="comments_kept_aside", message=message, line=line, severity=Severity.NOTE)]


def _identity(fields: Fields, channel: Channel, text: str) -> str:
    """Name the post by its site and number; by its content where the export does not say of which site it is."""
    number = fields.value("wp:post_id")
    if channel.host and number:
        return f"legacy:{channel.host}/{number}"
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(printed: str) -> str:
    """Return a title or excerpt as plain text: markup goes, entities are resolved."""
    return plain_name(html.unescape(TAG.sub(" " if "<br" in printed else "", printed)))


def _address(fields: Fields) -> str:
    link = fields.value("link")
    return link if link.startswith(("http://", "https://")) else ""


def _aliases(fields: Fields, number: str) -> tuple[str, ...]:
    """Return the addresses by which WordPress knows a post beside that of its title: its number, and its first one."""
    if fields.value("wp:post_type") not in {"", "post"}:
        return ()
    first = fields.value("guid")
    found = [f"/?p={number}"] if number.isdigit() else []
    return (*found, *([first] if first.startswith(("http://", "https://")) and first != _address(fields) else []))


def _language(parts: _Parts, channel: Channel, headline: str) -> str:
    """Return the language that the post or the site says; Hangul is believed more than a site's default."""
    told, _ = tell_language(" ".join((headline, *parts.ends.paragraphs)))
    if told == "ko":
        return told
    return parts.labels.language or channel.language or told


def _provenance(fields: Fields, parts: _Parts) -> dict[str, tuple[Provenance, ...]]:
    found: dict[str, tuple[Provenance, ...]] = {}
    field, rule, confidence = parts.dates.published_from
    for key, name, why, sure in (
        ("headline", "title", "the item's title", 0.99),
        ("standfirst", "excerpt:encoded", "the excerpt", 0.95),
        ("body", "content:encoded", "the item's content", 0.98),
        ("published_at", field, rule, confidence),
        ("updated_at", "wp:post_modified", "the last change, where it came after the posting", 0.8),
        ("slug", "wp:post_name", "the post's name in its address", 0.99),
        ("legacy_url", "link", "the item's address", 0.95),
    ):
        element = fields.first(name)
        if element is not None and element.value.strip() and rule is not None:
            found[key] = (Provenance(lines=element.lines, rule=why, confidence=sure),)
    if not parts.dates.published:
        found.pop("published_at", None)
    if not parts.dates.updated:
        found.pop("updated_at", None)
    if parts.byline.lines:
        place = Provenance(lines=parts.byline.lines, rule=parts.byline.rule, confidence=parts.byline.confidence)
        found["authors"] = (place,)
    if parts.labels.tags and parts.labels.lines:
        found["tags"] = (Provenance(lines=parts.labels.lines, rule="the item's terms", confidence=0.98),)
    if parts.ends.bio and "body" in found:
        found["bio"] = (Provenance(lines=found["body"][0].lines, rule="who the writer is, at the end", confidence=0.7),)
    return found
