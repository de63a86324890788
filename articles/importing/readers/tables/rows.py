"""One row of a table made into a document: each cell in its field, with where it stood and by which rule."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from urllib.parse import urlsplit

from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Notice,
    Picture,
    Precision,
    PrintedCorrection,
    Provenance,
    Severity,
    Standing,
    Term,
    TermKind,
    Verdict,
)
from articles.importing.readers.html.bodies import Body, make_body
from articles.importing.readers.html.endings import Parted, part_ends
from articles.importing.readers.language import tell_language
from articles.importing.readers.lines import collapse
from articles.importing.readers.moments import Fault
from articles.importing.readers.prose import to_html
from articles.importing.readers.signatures import read_names
from articles.importing.readers.tables.cells import Cells
from articles.importing.readers.tables.columns_of_dates import DateColumn, date_column
from articles.importing.readers.tables.grids import Row, Table, as_text
from articles.importing.readers.tables.labels import separator_of, several
from articles.importing.readers.tables.mapping import ColumnMapping, in_words
from articles.importing.readers.tables.standings import Stands, kind_of, standing_of
from articles.importing.readers.textdump.blocks import Block, Kind
from articles.importing.readers.textdump.corrections import read_correction

FORMAT = "table"
TERMS = (
    ("tags", TermKind.TAG),
    ("keywords", TermKind.KEYWORD),
    ("category", TermKind.CATEGORY),
    ("section", TermKind.SECTION),
)
BECOME_TAGS = frozenset({TermKind.TAG, TermKind.KEYWORD, TermKind.CATEGORY})
MOST_TAGS = 30  # a machine's word list is none that a desk made
LANGUAGES = {
    "english": "en",
    "korean": "ko",
    "영어": "en",
    "한국어": "ko",
    "국문": "ko",
    "영문": "en",
    "kor": "ko",
    "eng": "en",
}
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{2,4})*$", re.IGNORECASE)
UTC_WORDS = re.compile(r"(?:^|[\W_])(?:gmt|utc)(?:$|[\W_])", re.IGNORECASE)
MILD = {"weekday_mismatch": Severity.WARN, "year_of_two_digits": Severity.WARN, "ambiguous_time": Severity.NOTE}


@dataclass(frozen=True, slots=True)
class TableReader:
    """What is known of a whole table when a row of it is read: its mapping, how its dates and lists are written."""

    name: str
    table: Table
    mapping: ColumnMapping
    zone: tzinfo
    dates: dict[int, DateColumn] = field(default_factory=dict)
    separators: dict[int, str] = field(default_factory=dict)
    said: str = ""

    @classmethod
    def of(cls, name: str, table: Table, mapping: ColumnMapping, zone: tzinfo, utc: tzinfo) -> TableReader:
        """Look at the columns as a whole."""
        dates = {
            column.index: date_column(table.values(column.index), utc if UTC_WORDS.search(column.name) else zone)
            for column in (*mapping.of("published_at"), *mapping.of("updated_at"))
        }
        separators = {
            column.index: separator_of(table.values(column.index))
            for each in ("tags", "keywords", "category", "section")
            for column in mapping.of(each)
        }
        told = "".join(
            f" The dates of “{table.columns[index]}”: {column.why}." for index, column in dates.items() if column.why
        )
        return cls(name, table, mapping, zone, dates, separators, in_words(mapping) + told)

    def document(self, row: Row, source: str) -> Document:
        """Return the document of a row."""
        return _RowReader(self, row).document(source)


class _RowReader(Cells):
    """Reads one row."""

    def __init__(self, reader: TableReader, row: Row) -> None:
        super().__init__(reader.table, reader.mapping, row)
        self.reader = reader

    def document(self, source: str) -> Document:
        """Return the document."""
        published, updated = self.published(), self.moment("updated_at", Severity.WARN)
        credits_, byline = self.people()
        body = self.body()
        parted = part_ends(body.html, credits=credits_, published=published, updated=updated, zone=self.reader.zone)
        stands = self.stands()
        terms = self.terms(stands)
        pictures, headline = (*self.lead_picture(), *body.pictures), self.line("headline")
        self.note_missing(headline, parted, published, stands)
        self.notices += [*body.notices, *parted.notices, *stands.notices, self.mapping_notice()]
        legacy_id, url = self.whole("legacy_id"), self.address("legacy_url")
        language = self.language(" ".join((headline, *parted.paragraphs)))
        holds = any(notice.severity is Severity.HOLD for notice in self.notices)
        updated = None if updated and published and updated.at == published.at else updated
        tags = tuple(term.name for term in terms if term.kind in BECOME_TAGS)
        return Document(
            source=source,
            format=FORMAT,
            identity=_identity(
                legacy_id, url, (headline, byline, self.line("standfirst"), *parted.paragraphs), self.text
            ),
            verdict=stands.verdict if stands.verdict is not Verdict.READY else Verdict.HELD if holds else Verdict.READY,
            headline=headline,
            standfirst=self.line("standfirst"),
            byline=byline,
            credits=credits_,
            published=published,
            updated=updated,
            paragraphs=parted.paragraphs,
            body_html=parted.html,
            bio=self.bio(parted),
            series=self.line("series"),
            tags=tuple(dict.fromkeys(tags)) if len(tags) <= MOST_TAGS else (),
            corrections=(*parted.corrections, *self.corrections(published, updated)),
            language=language,
            legacy_id=legacy_id,
            legacy_url=url,
            standing=stands.standing,
            kind=stands.kind,
            slug=self.whole("slug").strip("/").rpartition("/")[2],
            canonical_url=self.address("canonical_url"),
            rights=self.line("rights"),
            terms=terms,
            pictures=pictures,
            text=self.text,
            encoding=self.reader.table.encoding,
            notices=tuple(self.notices),
            provenance=self.provenance,
        )

    def published(self) -> DatedMoment | None:
        """Return when it was posted: the day of one column, the time of another where there is such."""
        moment = self.moment("published_at", Severity.HOLD)
        clock = self.whole("published_time")
        match = re.match(r"(\d{1,2}):(\d{2})", clock)
        if moment is None or not match or moment.precision is not Precision.DAY:
            return moment
        hour, minute = int(match[1]), int(match[2])
        if hour > 23 or minute > 59:  # noqa: PLR2004 the clock
            return moment
        return DatedMoment(at=moment.at.replace(hour=hour, minute=minute), precision=Precision.MINUTE)

    def moment(self, field_: str, worst: Severity) -> DatedMoment | None:
        """Return the moment of a column of dates; what can't be read is said."""
        for column, value in self.filled(field_):
            found = self.reader.dates[column.index].read(value)
            faults = (found,) if isinstance(found, Fault) else found.remarks
            for fault in faults:
                severity = worst if isinstance(found, Fault) else MILD.get(fault.code, Severity.WARN)
                message = f"“{as_text(value)[:80]}” in “{column.name}” {fault.why}."
                self.notices.append(Notice(code=fault.code, message=message, severity=severity, line=self.at(column)))
            return None if isinstance(found, Fault) else found.moment
        return None

    def people(self) -> tuple[tuple[Credit, ...], str]:
        """Return the people of the byline, and the line as the source has it."""
        cells = self.filled("credits")
        printed = ", ".join(dict.fromkeys(as_text(value).strip() for _, value in cells))
        found: dict[str, Credit] = {}
        for column, value in cells:
            parts = several(value) if not isinstance(value, str) or len(several(value)) > 1 else value
            read = read_names(parts if isinstance(parts, str) or len(parts) > 1 else parts[0])
            for credit in read.credits:
                found.setdefault(credit.name, credit)
            self.temper("credits", column, read.confidence)
        if not found and (name := " ".join(filter(None, (self.line("first_name"), self.line("last_name"))))):
            found, printed = {name: Credit(name=name)}, name
        if len(found) == 1:
            [only] = found.values()
            title, key = self.line("author_title") or only.title, self.whole("author_key")
            return (Credit(name=only.name, title=title, key=key, bio=self.line("bio")),), printed
        return tuple(found.values()), collapse(printed) if found else ""

    def body(self) -> Body:
        """Return the text as a body."""
        cells = self.filled("body")
        address = self.address("legacy_url")
        parts = [
            "".join(to_html(part) for part in value) if isinstance(value, tuple) else to_html(as_text(value))
            for _, value in cells
        ]
        return make_body("".join(parts), address=address)

    def bio(self, parted: Parted) -> str:
        """Return the bio of its own column, else what the text ends with."""
        own = "\n\n".join(make_body(to_html(self.whole("bio"))).paragraphs)
        return own or parted.bio

    def corrections(self, published: DatedMoment | None, updated: DatedMoment | None) -> tuple[PrintedCorrection, ...]:
        """Return the corrections of a column of such."""
        return tuple(
            read_correction(Block(Kind.PARAGRAPH, collapse(as_text(value)), self.at(column) or 1, self.at(column) or 1),
                            published, updated, self.reader.zone)
            for column, value in self.filled("correction")
        )  # fmt: skip

    def stands(self) -> Stands:
        """Return how the source has the row, and what kind of text it is."""
        found = Stands()
        for column, value in self.filled("standing"):
            found = standing_of(as_text(value), column.name)
        for _, value in self.filled("kind"):
            kind = kind_of(as_text(value))
            if kind is not None and found.verdict is Verdict.READY:
                notices = (*found.notices, *kind.notices)
                verdict = kind.verdict if kind.verdict is not Verdict.READY else found.verdict
                found = Stands(standing=found.standing, verdict=verdict, kind=kind.kind, notices=notices)
        return found

    def terms(self, stands: Stands) -> tuple[Term, ...]:
        """Return every label of the row; a kind that says nothing of its own is one too."""
        terms = [
            Term(kind=kind, name=name)
            for field_, kind in TERMS
            for column, value in self.filled(field_)
            for name in several(value, self.reader.separators.get(column.index, ""))
        ]
        words = [collapse(as_text(self.row.values[column.index])) for column in self.mapping.of("kind")]
        terms += [Term(kind=TermKind.SECTION, name=word) for word in words if word and kind_of(word) is None]
        labels = [term for term in dict.fromkeys(terms) if term.kind in BECOME_TAGS]
        if len(labels) > MOST_TAGS:
            message = f"It has {len(labels)} labels, as a machine makes them: none was made a tag."
            self.notices.append(Notice(code="too_many_labels", message=message))
        return tuple(dict.fromkeys(terms))

    def lead_picture(self) -> tuple[Picture, ...]:
        """Return the picture that stands above the text."""
        for _, value in self.filled("picture"):
            parts = several(value, ",") if isinstance(value, str) and value.count("http") > 1 else several(value)
            captions = {name: self.line(f"picture_{name}") for name in ("alt", "caption", "credit")}
            return tuple(Picture(address=part, is_lead=not place, **(captions if not place else {}))
                         for place, part in enumerate(parts[:1]))  # fmt: skip
        return ()

    def language(self, text: str) -> str:
        """Return the language that the row names, else the one that the text is in."""
        word = self.whole("language").casefold()
        match = LANGUAGE.match(word)
        if word in LANGUAGES:
            return LANGUAGES[word]
        if match and len(match[1]) == 2:  # noqa: PLR2004 a code of two letters
            return match[1]
        language, confidence = tell_language(text)
        if language:
            self.provenance["language"] = (Provenance(rule="the letters and words of the text", confidence=confidence),)
        return language

    def note_missing(self, headline: str, parted: Parted, published: DatedMoment | None, stands: Stands) -> None:
        """Say what every column has and this row has not."""
        if stands.verdict is Verdict.LEFT_OUT:
            return
        if not headline:
            self.lack("no_headline", "headline", "No headline stands in this row")
        if not parted.paragraphs:
            self.lack("no_body", "body", "No text stands in this row")
        if published is None and stands.standing is Standing.PUBLIC and not self.provenance.get("published_at"):
            self.lack("no_date", "published_at", "No date of posting stands in this row")

    def mapping_notice(self) -> Notice:
        """Return the notice that says what became of every column."""
        code = "columns_as_taught" if self.mapping.is_taught else "columns_guessed"
        return Notice(code=code, message=self.reader.said, severity=Severity.NOTE)


def _identity(legacy_id: str, url: str, said: Sequence[str], text: str) -> str:
    """Return what makes it the same document again: its id (in its site, where one is known), address, or content."""
    host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    if legacy_id:
        return f"legacy:{host}/{legacy_id}" if host and legacy_id.isdigit() else f"legacy:{legacy_id}"
    if url:
        return f"url:{url}"
    content = "\n".join(said) if any(said) else text
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"
