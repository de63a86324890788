"""A `Document` as a plain value that JSON can hold, and back without loss.

The decoded text is not in it: it is kept once beside the bytes of its file.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from articles import markup
from articles.importing.documents import (
    CorrectionKind,
    Credit,
    DatedMoment,
    Document,
    Notice,
    Picture,
    Precision,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Severity,
    Standing,
    Term,
    TermKind,
    Verdict,
)

# What a document says, whatever file it stood in: two that agree in these are one text.
CONTENT = (
    "headline", "standfirst", "byline", "credits", "published", "updated", "body_html", "bio", "series", "tags",
    "most_read", "most_read_day", "language", "legacy_id", "legacy_url",
)  # fmt: skip
_PLAIN = (
    "source", "format", "identity", "headline", "standfirst", "byline", "body_html", "bio", "series", "language",
    "legacy_id", "legacy_url", "encoding",
)  # fmt: skip
# What documents were kept without before these were known: absent means empty, in what is stored and in the hash.
_LATER = ("kind", "slug", "canonical_url", "rights")
# The texts of a part of a document, for each kind of part.
_TEXTS_OF: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "credits": attrgetter("name", "title", "key", "bio"),
    "terms": attrgetter("name", "slug"),
    "pictures": attrgetter("address", "alt", "caption", "credit"),
    "most_read": lambda line: (line.headline,),
    "corrections": lambda correction: (correction.text,),
    "notices": attrgetter("code", "message", "repair"),
}


def dump(document: Document) -> dict[str, Any]:
    """Return the document, without its text, as values that JSON can hold."""
    return {name: getattr(document, name) for name in _PLAIN} | {
        **{name: value for name in _LATER if (value := getattr(document, name))},
        **({"legacy_aliases": list(document.legacy_aliases)} if document.legacy_aliases else {}),
        "verdict": document.verdict.value,
        "standing": document.standing.value,
        "credits": [dump_credit(credit) for credit in document.credits],
        "terms": [{"kind": term.kind.value, "name": term.name, "slug": term.slug} for term in document.terms],
        "pictures": [asdict(picture) for picture in document.pictures],
        "published": dump_moment(document.published),
        "updated": dump_moment(document.updated),
        "paragraphs": list(document.paragraphs),
        "tags": list(document.tags),
        "most_read": [{"rank": line.rank, "headline": line.headline, "line": line.line} for line in document.most_read],
        "most_read_day": document.most_read_day.isoformat() if document.most_read_day else None,
        "corrections": [dump_correction(correction) for correction in document.corrections],
        "notices": [dump_notice(notice) for notice in document.notices],
        "provenance": {
            name: [dump_provenance(place) for place in places] for name, places in document.provenance.items()
        },
    }


def load(plain: dict[str, Any], text: str = "") -> Document:
    """Return the document that `dump` made `plain` of, with the text of its file."""
    return Document(
        **{name: plain[name] for name in _PLAIN},
        **{name: plain.get(name, "") for name in _LATER},
        legacy_aliases=tuple(plain.get("legacy_aliases", ())),
        verdict=Verdict(plain["verdict"]),
        standing=Standing(plain.get("standing", Standing.PUBLIC)),
        terms=tuple(Term(**{**term, "kind": TermKind(term["kind"])}) for term in plain.get("terms", ())),
        pictures=tuple(Picture(**picture) for picture in plain.get("pictures", ())),
        credits=tuple(Credit(**credit) for credit in plain["credits"]),
        published=load_moment(plain["published"]),
        updated=load_moment(plain["updated"]),
        paragraphs=tuple(plain["paragraphs"]),
        tags=tuple(plain["tags"]),
        most_read=tuple(RankedHeadline(**line) for line in plain["most_read"]),
        most_read_day=date.fromisoformat(plain["most_read_day"]) if plain["most_read_day"] else None,
        corrections=load_corrections(plain.get("corrections", ())),
        notices=tuple(load_notice(notice) for notice in plain["notices"]),
        provenance={name: tuple(load_provenance(p) for p in places) for name, places in plain["provenance"].items()},
        text=text,
    )


def printable(document: Document) -> Document:
    """Return the document without characters that no page, feed or database can hold; the raw bytes keep them."""
    texts = [*_texts(document)]
    # All at once, but ASCII by itself: that is quickly seen. Nothing beside a line end is written in one with it.
    plain, odd = "\n".join(filter(str.isascii, texts)), "\n".join(text for text in texts if not text.isascii())
    is_printable = markup.printable(plain) == plain and markup.printable(odd) == odd
    return document if is_printable else load(_printable(dump(document)), document.text)


def _texts(document: Document) -> Iterator[str]:
    """Yield every text that `dump` has, in no order that matters."""
    yield from map(document.__getattribute__, (*_PLAIN, *_LATER))
    for texts in (document.paragraphs, document.tags, document.legacy_aliases, document.provenance):
        yield from texts
    for name, texts_of in _TEXTS_OF.items():
        for part in getattr(document, name):
            yield from texts_of(part)
    for place in chain.from_iterable(document.provenance.values()):
        yield from (place.selector, place.rule)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return markup.printable(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return {key: _printable(item) for key, item in value.items()} if isinstance(value, dict) else value


def fingerprint(document: Document, plain: dict[str, Any] | None = None) -> str:
    """Return a hash of what the document says; where in the file it stood does not count.

    `plain` is what `dump` made of it, where that is at hand.
    """
    plain = plain or dump(document)
    said = {name: plain[name] for name in CONTENT}
    said["most_read"] = [[line["rank"], line["headline"]] for line in plain["most_read"]]
    # What has none of these keeps the hash that it had before they were read.
    said |= {name: plain[name] for name in (*_LATER, "legacy_aliases") if name in plain}
    said |= {name: plain[name] for name in ("terms", "pictures") if plain[name]}
    if document.standing is not Standing.PUBLIC:
        said["standing"] = document.standing.value
    if document.corrections:
        said["corrections"] = [_said_of(correction) for correction in document.corrections]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _said_of(correction: PrintedCorrection) -> list[str | None]:
    plain = dump_correction(correction)
    known = [] if correction.precision is Precision.DAY else [correction.precision.value]
    return [plain["kind"], plain["text"], plain["on"], *known]


def dump_credit(credit: Credit) -> dict[str, str]:
    """Return a name of a byline as a plain value; what the source does not say of the person is left out."""
    more = {name: value for name in ("key", "bio") if (value := getattr(credit, name))}
    return {"name": credit.name, "title": credit.title, **more}


def dump_moment(moment: DatedMoment | None) -> dict[str, str] | None:
    """Return a moment as ISO 8601 with its offset, and its precision."""
    return {"at": moment.at.isoformat(), "precision": moment.precision.value} if moment else None


def load_moment(plain: dict[str, str] | None) -> DatedMoment | None:
    """Return the moment that `dump_moment` made `plain` of."""
    if plain is None:
        return None
    return DatedMoment(at=datetime.fromisoformat(plain["at"]), precision=Precision(plain["precision"]))


def dump_correction(correction: PrintedCorrection) -> dict[str, Any]:
    """Return a printed correction as a plain value."""
    return {
        "kind": correction.kind.value,
        "text": correction.text,
        "on": correction.on.isoformat() if correction.on else None,
        "line": correction.line,
        "precision": correction.precision.value,
    }


def load_corrections(plain: Iterable[dict[str, Any]]) -> tuple[PrintedCorrection, ...]:
    """Return the corrections that `dump_correction` made these of.

    What was read before there was a precision has those of no known day in its text, and only there.
    """
    return tuple(_load_correction(correction) for correction in plain if correction["on"] or "precision" in correction)


def _load_correction(plain: dict[str, Any]) -> PrintedCorrection:
    return PrintedCorrection(
        kind=CorrectionKind(plain["kind"]),
        text=plain["text"],
        on=date.fromisoformat(plain["on"]) if plain["on"] else None,
        line=plain["line"],
        precision=Precision(plain.get("precision", Precision.DAY)),
    )


def dump_notice(notice: Notice) -> dict[str, Any]:
    """Return a notice as a plain value."""
    return {
        "code": notice.code,
        "message": notice.message,
        "line": notice.line,
        "severity": notice.severity.value,
        "repair": notice.repair,
    }


def load_notice(plain: dict[str, Any]) -> Notice:
    """Return the notice that `dump_notice` made `plain` of."""
    return Notice(**{**plain, "severity": Severity(plain["severity"])})


def dump_provenance(place: Provenance) -> dict[str, Any]:
    """Return where a value was found: its lines or its selector, the rule, and how sure the rule is."""
    where: dict[str, Any] = {"lines": list(place.lines)} if place.lines else {"selector": place.selector}
    return {**where, "rule": place.rule, "confidence": place.confidence}


def load_provenance(plain: dict[str, Any]) -> Provenance:
    """Return the provenance that `dump_provenance` made `plain` of."""
    lines = plain.get("lines")
    return Provenance(
        lines=(lines[0], lines[1]) if lines else None,
        selector=plain.get("selector", ""),
        rule=plain["rule"],
        confidence=plain["confidence"],
    )
