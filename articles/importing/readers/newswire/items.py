"""A story as some news format has it, and the document that is made of it: the same for all of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from urllib.parse import urlsplit

from lxml.html import tostring

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
from articles.importing.readers.dated import Written, read_dates
from articles.importing.readers.html.bodies import make_body, parse
from articles.importing.readers.html.endings import part_ends
from articles.importing.readers.language import tell_language
from articles.importing.readers.lines import collapse
from articles.importing.readers.newswire.subjects import is_code
from articles.importing.readers.signatures import read_names

SURE = 0.95
END_RULES = re.compile(r"(?:\s*<hr>)+\s*\Z")
BECOME_TAGS = frozenset({TermKind.TAG, TermKind.KEYWORD, TermKind.CATEGORY})

LABELS = Provenance(selector="subject, keyword", rule="the subjects and keywords of the item", confidence=SURE)


@dataclass(slots=True, kw_only=True)
class Item:
    """What was found of one story. `body` is HTML of any kind, `byline` the printed line.

    `published` and `updated` are the dates that may be meant, the likeliest first. `source_text` is the part of the
    file that is this story.
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    bio: str = ""
    series: str = ""
    body: str = ""
    language: str = ""
    identity: str = ""
    legacy_id: str = ""
    url: str = ""
    canonical_url: str = ""
    rights: str = ""
    kind: str = ""
    standing: Standing = Standing.PUBLIC
    verdict: Verdict = Verdict.READY
    published: list[Written] = field(default_factory=list)
    updated: list[Written] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    lead: Picture | None = None
    notices: list[Notice] = field(default_factory=list)
    provenance: dict[str, tuple[Provenance, ...]] = field(default_factory=dict)
    source_text: str = ""

    def place(self, name: str, selector: str, lines: tuple[int, int] | None = None, confidence: float = SURE) -> None:
        """Keep where a value was found: once for a value, more for what is put together."""
        rule = f"the element “{selector}”" if lines else "its name in the format"
        place = Provenance(lines=lines, selector="" if lines else selector, rule=rule, confidence=confidence)
        self.provenance[name] = (*self.provenance.get(name, ()), place)

    def note(self, code: str, message: str, severity: Severity = Severity.WARN, line: int | None = None) -> None:
        """Keep something that an editor should know."""
        self.notices.append(Notice(code=code, message=message, severity=severity, line=line))

    def leave_out(self, code: str, message: str) -> None:
        """Say by which rule this is no column."""
        self.verdict = Verdict.LEFT_OUT
        self.note(code, f"{message} (rule: {code})", Severity.NOTE)

    def add_term(self, kind: TermKind, name: str) -> None:
        """Keep a label, once."""
        term = Term(kind=kind, name=collapse(name))
        if term.name and term not in self.terms:
            self.terms.append(term)


def documents_of(
    items: Sequence[Item],
    name: str,
    format_: str,
    zone: tzinfo,
    encoding: str,
    *,
    notices: Iterable[Notice],
    is_cut_off: bool = False,
) -> tuple[Document, ...]:
    """Return the documents of a file's items, at least one: what is said of the file is said of the first of them, and
    that it breaks off of the last.
    """
    items[0].notices[:0] = notices
    if is_cut_off:
        message = "The file breaks off before its end: what stood behind this is missing."
        items[-1].notices.append(Notice(code="file_cut_off", message=message, severity=Severity.HOLD))
    sources = [f"{name}#{number}" if len(items) > 1 else name for number in range(1, len(items) + 1)]
    return tuple(
        _document_of(item, source, format_, zone, encoding) for item, source in zip(items, sources, strict=True)
    )


def _document_of(item: Item, source: str, format_: str, zone: tzinfo, encoding: str) -> Document:
    """Return the document of an item."""
    people = item.credits or (read_names(item.byline).credits if item.byline else ())
    dates = read_dates(item.published, item.updated, zone)
    body = make_body(without_headline(item.body, item.headline), address=item.url)
    parted = part_ends(body.html, credits=people, published=dates.published, updated=dates.updated, zone=zone)
    notices = [*item.notices, *dates.notices, *body.notices, *parted.notices]
    if item.verdict is not Verdict.LEFT_OUT:
        notices += _missing(item, parted.paragraphs, has_date=bool(dates.published_by))
    _place_dates(item, dates.published_by, dates.updated_by)
    language, confidence = tell_language(" ".join((item.headline, *parted.paragraphs)))
    if not item.language and language:
        item.provenance["language"] = (Provenance(rule="the letters and words of the text", confidence=confidence),)
    if item.terms and "tags" not in item.provenance:
        item.provenance["tags"] = (LABELS,)
    in_text = {picture.address for picture in body.pictures}
    lead = (item.lead,) if item.lead and item.lead.address not in in_text else ()
    holds = any(notice.severity is Severity.HOLD for notice in notices)
    return Document(
        source=source,
        format=format_,
        identity=item.identity or _identity(item, parted.paragraphs),
        verdict=item.verdict if item.verdict is not Verdict.READY else Verdict.HELD if holds else Verdict.READY,
        headline=item.headline,
        standfirst=item.standfirst,
        byline=item.byline or ", ".join(credit.name for credit in people),
        credits=people,
        published=dates.published,
        updated=dates.updated,
        paragraphs=parted.paragraphs,
        body_html=END_RULES.sub("", parted.html),
        bio=item.bio or parted.bio,
        series=item.series,
        tags=_tags(item.terms),
        corrections=parted.corrections,
        language=item.language or language,
        legacy_id=item.legacy_id,
        legacy_url=item.url,
        standing=item.standing,
        kind=item.kind,
        slug=urlsplit(item.url).path.rstrip("/").rpartition("/")[2] if item.url else "",
        canonical_url=item.canonical_url,
        rights=item.rights,
        terms=tuple(item.terms),
        pictures=(*lead, *body.pictures),
        text=item.source_text,
        encoding=encoding,
        notices=tuple(notices),
        provenance=item.provenance,
    )


def without_headline(body: str, headline: str) -> str:
    """Return a body without a first heading that only says the headline again."""
    if not headline or "<h" not in body.lower():
        return body
    root = parse(body)
    first = next(root.iter("h1", "h2", "p"), None)
    if first is None or first.tag == "p" or not _same(first.text_content(), headline):
        return body
    first.drop_tree()
    return (root.text or "") + "".join(tostring(each, encoding="unicode") for each in root)


def _same(one: str, other: str) -> bool:
    return collapse(one).casefold() == collapse(other).casefold()


def figure(picture: Picture) -> str:
    """Return a picture as it stands in a body."""
    said = markup.clean(f"<p>{_escaped(picture.caption)}</p>").removeprefix("<p>").removesuffix("</p>")
    credit = f' <span class="credit">{_escaped(picture.credit)}</span>' if picture.credit else ""
    caption = f"<figcaption>{said}{credit}</figcaption>" if said or credit else ""
    return f'<figure><img src="{_quoted(picture.address)}" alt="{_quoted(picture.alt)}">{caption}</figure>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")


def _tags(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the labels that become tags: those with a name, and not the bare codes of a catalogue."""
    return tuple(dict.fromkeys(term.name for term in terms if term.kind in BECOME_TAGS and not is_code(term.name)))


def _missing(item: Item, paragraphs: Sequence[str], *, has_date: bool) -> list[Notice]:
    found = []
    if not item.headline:
        found.append(Notice(code="no_headline", message="No headline was found.", severity=Severity.HOLD))
    if not paragraphs:
        found.append(Notice(code="no_body", message="No text stands in it.", severity=Severity.HOLD))
    if not has_date:
        found.append(Notice(code="no_date", message="Nothing says when it was published.", severity=Severity.HOLD))
    return found


def _place_dates(item: Item, published: Written | None, updated: Written | None) -> None:
    for name, written in (("published_at", published), ("updated_at", updated)):
        if written is not None:
            item.place(name, written.name, (written.line, written.line) if written.line else None)


def _identity(item: Item, paragraphs: Sequence[str]) -> str:
    if item.legacy_id:
        return f"legacy:{item.legacy_id}"
    if item.url:
        return f"url:{item.url}"
    said = "\n".join((item.headline, item.byline, *paragraphs)).strip() or item.source_text
    return f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"
