"""The columns of a full export, read as documents: for a site that has columns already, or an editor's review.

An empty site takes the export over as it is, with its history and ids; see `articles.importing.site_export`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from articles import markup
from articles.importing.documents import (
    Beside,
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
    ReadOptions,
    Severity,
    Standing,
    UnreadableError,
    Verdict,
)
from articles.importing.readers.sniffing import Sample

FORMAT = "broadsheet"
COLUMNS = "articles.jsonl"
RULE = "as the export has it"
# The files of an export, with what tells them from others of their name.
MARKS: Mapping[str, Sequence[str]] = {
    COLUMNS: ('{"id":', '"bio_as_printed":', '"bylines":['),
    "authors.jsonl": ('{"id":', '"is_paper":', '"disclosures":['),
    "tags.jsonl": ('{"id":', '"merged_into":', '"aliases":['),
    "series.jsonl": ('{"id":', '"name":', '"slug":', '"description":'),
    "images.jsonl": ('{"id":', '"focal_x":'),
    "most_read.jsonl": ('{"id":', '"window_days":', '"entries":['),
    "manifest.json": ('"format": "broadsheet"', '"is_whole_site":'),
}
TEXTS = {
    "headline": "headline", "standfirst": "standfirst", "bio": "bio_as_printed", "language": "language", "kind": "kind",
    "slug": "slug", "legacy_id": "legacy_id", "legacy_url": "legacy_url", "canonical_url": "canonical_url",
    "rights": "rights",
}  # fmt: skip
Record = Mapping[str, Any]


def fits(sample: Sample) -> bool:
    """Whether a file is one of an export: its columns, or what they lead to."""
    name = sample.name.rpartition("/")[2]
    marks = MARKS.get(name, ())
    is_empty = not sample.content and name != COLUMNS  # the site had none of them
    return bool(marks) and (is_empty or all(mark in sample.opening for mark in marks))


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read the columns of `articles.jsonl`; who wrote them and what they are about stands in the files beside it.

    Raises UnreadableError where it is not UTF-8 or holds no column. A file that only columns lead to is left out.
    """
    if name.rpartition("/")[2] != COLUMNS:
        sentence = f"{name} belongs to the columns of the export beside it. (rule: part_of_an_export)"
        notice = Notice(code="part_of_an_export", message=sentence, severity=Severity.NOTE)
        return (Document(source=name, format=FORMAT, identity="", verdict=Verdict.LEFT_OUT, notices=(notice,)),)
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        message = f"{name} is damaged: byte {error.start} is no UTF-8."
        raise UnreadableError(message, code="unreadable_encoding") from error
    around_ = around(options.beside, name.rpartition("/")[0])
    documents = tuple(
        document(f"{name}#{number}", number, line, around_) for number, line in enumerate(lines, start=1) if line
    )
    if not documents:
        raise UnreadableError(f"{name} is empty: there is no column in it.", code="empty_file")
    return documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The other files of an export, by the ids of their rows; `lists` by the column beside which they were printed."""

    authors: Mapping[int, Record]
    tags: Mapping[int, Record]
    series: Mapping[int, Record]
    images: Mapping[int, Record]
    lists: Mapping[int, Record]


def around(beside: Beside | None, folder: str = "") -> Around:
    """Read the other files of an export; what is not there is empty."""
    found = {}
    for part in ("authors", "tags", "series", "images", "most_read"):
        given = beside.read(f"{folder}/{part}.jsonl" if folder else f"{part}.jsonl") if beside else None
        found[part] = {row["id"]: row for row in _rows(given or b"")}
    printed = {row["article"]: row for row in found.pop("most_read").values() if row.get("kind") == "printed"}
    return Around(**found, lists=printed)


def _rows(content: bytes) -> Iterator[Record]:
    for line in content.decode("utf-8", errors="replace").split("\n"):
        try:
            row = json.loads(line) if line else None
        except ValueError:
            continue  # the columns that need this row say so
        if isinstance(row, dict) and isinstance(row.get("id"), int):
            yield row


def document(source: str, number: int, line: str, around: Around) -> Document:
    """Return the document of one line; a rejected one where the line is damaged."""
    try:
        record = json.loads(line)
        return _column(source, number, line, record, around)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        sentence = f"Line {number} of the export is damaged: {type(error).__name__} at {error}."
        notice = Notice(code="damaged_record", message=sentence[:300], line=number, severity=Severity.HOLD)
        return Document(
            source=source, format=FORMAT, identity="", verdict=Verdict.REJECTED, text=line, notices=(notice,)
        )


def _column(source: str, number: int, line: str, record: Record, around: Around) -> Document:
    notices: list[Notice] = []

    def say(code: str, message: str, severity: Severity = Severity.WARN) -> None:
        notices.append(Notice(code=code, message=message, line=number, severity=severity))

    body = markup.clean(record["body"])
    credits_ = tuple(_credits(record, around, say))
    values: dict[str, Any] = {name: str(record[field] or "") for name, field in TEXTS.items()}
    values |= {
        "byline": ", ".join(credit.name for credit in credits_),
        "credits": credits_,
        "published": _moment(record["published_at"], record["published_precision"]),
        "updated": _moment(record["updated_at"], record["updated_precision"]),
        "body_html": body,
        "series": _name(around.series, record["series"], "series", say) if record["series"] else "",
        "tags": tuple(name for row in record["tags"] if (name := _name(around.tags, row["tag"], "tag", say))),
        "corrections": tuple(_corrections(record, number)),
        "most_read": _most_read(around.lists.get(record["id"])),
        "most_read_day": _day((around.lists.get(record["id"]) or {}).get("day")),
        "pictures": tuple(_pictures(record, body, around)),
    }
    standing = _standing(record, say)
    place = (Provenance(lines=(number, number), rule=RULE, confidence=1.0),)
    return Document(
        source=source,
        format=FORMAT,
        identity=f"guid:{record['guid']}",
        verdict=Verdict.HELD if any(notice.severity is Severity.HOLD for notice in notices) else Verdict.READY,
        standing=standing,
        paragraphs=tuple(markup.blocks(body)),
        text=line,
        encoding="utf-8",
        notices=tuple(notices),
        provenance={name: place for name, value in values.items() if value},
        **values,
    )


def _credits(record: Record, around: Around, say: Callable[..., None]) -> Iterator[Credit]:
    for byline in sorted(record["bylines"], key=lambda line: line["position"]):
        known = around.authors.get(byline["author"])
        if known is not None and known.get("is_paper"):
            continue
        name = byline["name_as_printed"] or (known or {}).get("name", "")
        if not name:
            say("unknown_author", f"Columnist {byline['author']} is not in the export.", Severity.HOLD)
            continue
        yield Credit(name=name, title=byline["title_as_printed"], key=str(byline["author"]), bio=byline["bio"])


def _name(rows: Mapping[int, Record], pk: int, what: str, say: Callable[..., None]) -> str:
    row = rows.get(pk)
    if row is None:
        say("not_in_the_export", f"The {what} {pk} of this column is not in the export.")
    return str(row["name"]) if row else ""


def _corrections(record: Record, number: int) -> Iterator[PrintedCorrection]:
    for row in record["corrections"]:
        if row["kind"] in set(CorrectionKind):
            yield PrintedCorrection(
                kind=CorrectionKind(row["kind"]),
                text=row["note"],
                on=_day(row["issued_on"]),
                line=number,
                precision=Precision(row.get("issued_precision", Precision.DAY)),  # version 2 has none
            )


def _most_read(printed: Record | None) -> tuple[RankedHeadline, ...]:
    entries = sorted((printed or {}).get("entries", ()), key=lambda entry: entry["rank"])
    return tuple(RankedHeadline(rank=entry["rank"], headline=entry["headline"]) for entry in entries)


def _pictures(record: Record, body: str, around: Around) -> Iterator[Picture]:
    """Yield the lead picture, then those of the text; the export has both in `media/`."""
    lead = around.images.get(record["image"] or 0)
    for is_lead, row in [(True, lead)] if lead else []:
        yield _picture(row, f"media/{row['file']}", is_lead=is_lead)
    for row in around.images.values():
        at = body.find(f'{row["file"]}"')
        if row["file"] and at >= 0:
            address = body[body.rfind('src="', 0, at) + 5 : at] + row["file"]
            yield _picture(row, address, is_lead=False)


def _picture(row: Record, address: str, *, is_lead: bool) -> Picture:
    return Picture(address=address, alt=row["alt"], caption=row["caption"], credit=row["credit"], is_lead=is_lead)


def _standing(record: Record, say: Callable[..., None]) -> Standing:
    status = record["status"]
    if status == "retracted":
        say("was_retracted", "It was retracted: an editor must decide what becomes of it here.", Severity.HOLD)
    if status == "unpublished":
        say("was_unpublished", "It had been taken off the site, so it comes as a draft.")
    if record["embargoed_until"] or record["expires_at"]:
        say("had_limits", "It had an embargo or an end on the site: set them again before publishing it.")
        return Standing.DRAFT
    return Standing.PUBLIC if status in {"published", "retracted"} else Standing.DRAFT


def _moment(at: str | None, precision: str) -> DatedMoment | None:
    if not at:
        return None
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError(f"{at} has no offset")
    return DatedMoment(at=moment, precision=Precision(precision))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
