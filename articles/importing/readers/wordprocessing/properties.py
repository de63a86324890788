"""What a file says of itself, where the text does not say it: weak evidence, named, for an editor to confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from lxml import etree

from articles.importing.documents import DatedMoment, Document, Notice, Precision, Provenance, Severity, Verdict
from articles.importing.readers.lines import collapse
from articles.importing.readers.signatures import read_names
from articles.markup import printable

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# What programs write for somebody, and what is a login or an address.
NOBODY = re.compile(
    r"(?:microsoft\s*(?:office)?\s*)?(?:user|owner|author|admin(?:istrator)?|home|office|pc|me|desktop|laptop)\s*\d*|"
    r"python-docx|apache\s*poi|libreoffice.*|openoffice.*|hancom.*|un-?named|unknown|사용자|관리자|작성자|이름\s*없음|"
    r".*@.*|.*\\.*|[a-z0-9_.-]+",
    re.IGNORECASE,
)
NO_TITLE = re.compile(
    r"(?:untitled|document|microsoft word|word document|title|제목\s*없음|문서)\s*\d*|.*\.(?:docx?|odt|rtf|txt|hwp)",
    re.IGNORECASE,
)
OF_A_TEMPLATE = frozenset({"2013-12-23"})  # what a library writes into every file that it makes
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself; "" where it says nothing. Programs fill this in: none of it is sure."""

    title: str = ""
    creator: str = ""
    day: str = ""

    @classmethod
    def of(cls, tree: etree._Element | None, *days: str) -> Properties:
        """Read them from a part with Dublin Core elements; `days` are the elements with the day, the best first."""
        if tree is None:
            return cls()
        found = [_said(tree, day)[:10] for day in days]
        return cls(
            title=_said(tree, f"{DUBLIN_CORE}title"),
            creator=_said(tree, f"{DUBLIN_CORE}creator"),
            day=next((day for day in found if day), ""),
        )


def _said(tree: etree._Element, element: str) -> str:
    found = tree.find(f".//{element}")
    return collapse(printable(found.text or "")) if found is not None else ""


def with_properties(document: Document, properties: Properties, zone: tzinfo) -> Document:
    """Return the document with what only the properties say; each value is named, and an editor confirms it."""
    document = _with_date(
        _with_creator(_with_title(document, properties.title), properties.creator), properties.day, zone
    )
    held = any(notice.severity is Severity.HOLD for notice in document.notices)
    return replace(document, verdict=Verdict.HELD if held else Verdict.READY)


def _with_title(document: Document, title: str) -> Document:
    if document.headline or not title or NO_TITLE.fullmatch(title):
        return document
    message = f"No headline stands in the text. The file calls itself “{title[:LONGEST]}”: is that the headline?"
    filled = replace(document, headline=title[:LONGEST])
    return _filled(filled, ("no_headline", message), "no_headline", ("headline",), ("the title", 0.5))


def _with_creator(document: Document, creator: str) -> Document:
    if not creator or NOBODY.fullmatch(creator) or creator.casefold() in document.byline.casefold():
        return document
    if document.credits:
        message = f"The file was made by {creator[:LONGEST]}; the byline of the text counts."
        said = Notice(code="creator_in_properties", message=message, severity=Severity.NOTE)
        return replace(document, notices=(*document.notices, said))
    people = read_names(creator[:LONGEST]).credits
    if not people or document.byline:
        return document
    message = f"No byline stands in the text. The file was made by “{creator[:LONGEST]}”: the writer, or who typed it?"
    filled = replace(document, byline=creator[:LONGEST], credits=people)
    fields = ("byline", "authors")
    return _filled(filled, ("creator_in_properties", message), "no_byline", fields, ("who made it", 0.3))


def _with_date(document: Document, day: str, zone: tzinfo) -> Document:
    try:
        made = date.fromisoformat(day)
    except ValueError:
        return document
    if document.published is not None or day in OF_A_TEMPLATE or made.year <= 1980:  # noqa: PLR2004 no clock was set
        return document
    message = f"No date of posting stands in the text. The file is of {day}: is that the day of posting?"
    at = datetime(made.year, made.month, made.day, tzinfo=zone)
    filled = replace(document, published=DatedMoment(at=at, precision=Precision.INFERRED))
    return _filled(filled, ("no_date", message), "no_date", ("published_at",), ("the day", 0.3))


def _filled(
    document: Document, said: tuple[str, str], lacking: str, fields: tuple[str, ...], evidence: tuple[str, float]
) -> Document:
    """Say where a value is from in the place of the notice that there is none."""
    what, confidence = evidence
    place = Provenance(
        selector="properties of the file", rule=f"{what} in the file’s properties", confidence=confidence
    )
    notice = Notice(code=said[0], message=said[1], severity=Severity.HOLD)
    told = tuple(notice if other.code == lacking else other for other in document.notices)
    return replace(
        document,
        notices=told if notice in told else (*told, notice),
        provenance={**document.provenance, **dict.fromkeys(fields, (place,))},
    )
