"""What a reader finds in a file: plain, frozen values, without Django and without a database.

A reader turns bytes into `Document`s. Nothing in a document is a guess that does not say so: each value has its
`Provenance` (where it stood, by which rule it was taken, how sure that rule is), each doubt is a `Notice`, and a
document that needs an editor is *held* with the notices that say why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What the reader thinks can be done with a document."""

    READY = "ready"
    HELD = "held"
    LEFT_OUT = "left_out"
    REJECTED = "rejected"


class Precision(StrEnum):
    """How exactly a date is known; `INFERRED` was worked out and not printed."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


class Severity(StrEnum):
    """How much an editor should mind: `HOLD` stops, `WARN` wants a look, `NOTE` is only said."""

    HOLD = "hold"
    WARN = "warn"
    NOTE = "note"


class Standing(StrEnum):
    """How the source itself has a document: public, or not yet (a draft, scheduled, waiting for review)."""

    PUBLIC = "public"
    DRAFT = "draft"


class TermKind(StrEnum):
    """What sort of label a source put on a document."""

    CATEGORY = "category"
    SECTION = "section"
    TAG = "tag"
    KEYWORD = "keyword"


class LessonKind(StrEnum):
    """What an editor taught the loader, once, for all documents that it fits.

    What `scope`, `pattern` and `value` of a lesson mean:
    DATE_PATTERN: format name or "" · a regular expression with named groups (year, month, day, hour, minute, half for
        a.m. and p.m.) · "" for the date of posting, "updated" for that of the last update.
    BYLINE_PATTERN: format name or "" · a regular expression with a group `names` · "".
    SITE_RULE: host of the page's address · field (headline, credits, published_at, body, leave_out ...) · CSS selector.
    COLUMN_MAPPING: the table's header, its cells folded and joined with "|" · header cell · field ("" for none).
    AUTHOR_NAME: format name or "" · the name as the source has it · who is meant, parted by ";": a columnist as
        "id:name", anybody else as the name to print; "" where it is no name, so that the column is the paper's.
    TERM_TO_TAG: kind of term ("" any) · the term's name · the tag's name ("" for none).
    """

    DATE_PATTERN = "date_pattern"
    BYLINE_PATTERN = "byline_pattern"
    SITE_RULE = "site_rule"
    COLUMN_MAPPING = "column_mapping"
    AUTHOR_NAME = "author_name"
    TERM_TO_TAG = "term_to_tag"


class CorrectionKind(StrEnum):
    """What sort of notice a paper printed about its own text."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that an editor should know, in a sentence.

    `code` is stable and machine readable (`bio_cut_off`), `line` counts from 1 in the decoded file (None: the whole
    file), `repair` names a repair of the text that was made and can be refused, "" where nothing was changed.
    """

    code: str
    message: str
    line: int | None = None
    severity: Severity = Severity.WARN
    repair: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a value was found: `lines` (first, last, from 1, both included) or a CSS `selector`; by which rule."""

    lines: tuple[int, int] | None = None
    selector: str = ""
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedMoment:
    """An aware moment and how exactly it is known."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One name of a byline as printed, with the title that stood beside it ("" for none).

    `key` is the person's id or login in the source, `bio` what the source says of the person; "" where it says nothing.
    """

    name: str
    title: str = ""
    key: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A label that the source put on a document: a category, section, tag or keyword."""

    kind: TermKind
    name: str
    slug: str = ""


WRITTEN = "_written/"


class Written(str):
    """The address of a picture that is written into the text itself, with its bytes: nothing else has them.

    It is a plain address wherever it is kept; the bytes go along from the reader to where pictures are gathered.
    """

    content: bytes

    def __new__(cls, address: str, content: bytes = b"") -> Written:
        """Return an address that begins with `WRITTEN`; no bytes where they could not be decoded."""
        made = super().__new__(cls, address)
        made.content = content
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that belongs to a document.

    `address` is exactly the `src` that `body_html` has for it; for the lead picture (`is_lead`), which stands above the
    text and not in it, the address or path as the source has it. A path is relative to the document's own file;
    `_parts/NAME` is a part of that file itself: a member of a Word or OpenDocument file by its name, a part of a saved
    page (MHTML) by its `Content-Location` or, without the angle brackets, its `Content-ID`, percent-encoded. A picture
    that is written into the text has an address that is `Written`.
    """

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing that an editor taught; see `LessonKind` for what the parts mean."""

    kind: LessonKind
    pattern: str
    value: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedHeadline:
    """One line of a most-read list that was printed on the page."""

    rank: int
    headline: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCorrection:
    """A correction that was printed with the article: its whole text, its day, and its first line.

    `on` is None where nothing says the day. `precision` is how exactly it is known: `INFERRED` is the day of an update.
    """

    kind: CorrectionKind
    text: str
    on: date | None = None
    line: int | None = None
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as a file has it. Text is Unicode NFC.

    `source` is the file's name, with `#1`, `#2` where it holds several documents. `identity` is what makes it the
    same document when it comes again: `legacy:`, `url:` or `sha256:` and a value. `byline` is the printed line and
    `credits` the people in it. `paragraphs` has one plain text a block of `body_html`, in order. `bio` is the printed
    block. `series` is a rubric in brackets, without them. `text` is the decoded source that the line numbers count:
    that of the whole file, or in an export of many documents the part that is this one.

    `standing` is how the source has it; what it keeps private or behind a password is held. `terms` are all labels of
    the source, `tags` those that become tags unless an editor teaches otherwise. `slug` is the last part of its old
    address, `legacy_url` that address, `legacy_aliases` others (or their paths) that led to it, `canonical_url` where
    it was first printed if that was elsewhere. `kind` is "column", "editorial", "letter", "interview" or "" where the
    source does not say.
    """

    source: str
    format: str
    identity: str
    verdict: Verdict = Verdict.READY
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    published: DatedMoment | None = None
    updated: DatedMoment | None = None
    paragraphs: tuple[str, ...] = ()
    body_html: str = ""
    bio: str = ""
    series: str = ""
    tags: tuple[str, ...] = ()
    most_read: tuple[RankedHeadline, ...] = ()
    most_read_day: date | None = None
    corrections: tuple[PrintedCorrection, ...] = ()
    language: str = ""
    legacy_id: str = ""
    legacy_url: str = ""
    legacy_aliases: tuple[str, ...] = ()
    standing: Standing = Standing.PUBLIC
    kind: str = ""
    slug: str = ""
    canonical_url: str = ""
    rights: str = ""
    terms: tuple[Term, ...] = ()
    pictures: tuple[Picture, ...] = ()
    text: str = ""
    encoding: str = ""
    notices: tuple[Notice, ...] = ()
    provenance: Mapping[str, tuple[Provenance, ...]] = field(default_factory=dict)


class Beside(Protocol):
    """The files that were given along with a file: those of its folder, zip or upload."""

    def __hash__(self) -> int:
        """Go with equality: equal ones have the same files, and what was found among them is kept under them."""

    def names(self) -> Sequence[str]:
        """Return the paths of all of them, with "/" and relative to what was given, in a fixed order."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of one of them; None where there is none of that path. Never leaves what was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read a file.

    `timezone` is the paper's, for dates that name none; `refused_repairs` are those that an editor does not want;
    `lessons` are what editors taught before; `beside` reaches the files given along, None where there are none. The
    name that a reader is given is the file's path as `beside` has it.
    """

    timezone: str = "Asia/Seoul"
    refused_repairs: frozenset[str] = frozenset()
    lessons: tuple[Lesson, ...] = ()
    beside: Beside | None = None


class UnreadableError(Exception):
    """A file that no reader can make sense of; the message is a sentence for the person who gave it."""

    def __init__(self, message: str, *, code: str = "unreadable") -> None:
        """Keep the machine-readable `code` beside the sentence."""
        super().__init__(message)
        self.code = code
