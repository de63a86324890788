"""What a reader finds in a file: plain, frozen values, without Django and without a database.

A reader turns bytes into `Document`s. Nothing in a document is a guess that does not say so: each value has its
`Provenance` (where it stood, by which rule it was taken, how sure that rule is), each doubt is a `Notice`, and a
document that needs an editor is *held* with the notices that say why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


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
    """One name of a byline as printed, with the title that stood beside it ("" for none)."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedHeadline:
    """One line of a most-read list that was printed on the page."""

    rank: int
    headline: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCorrection:
    """A correction that was printed with the article: its whole text, its day, and its first line.

    `on` is None where nothing says the day; then the correction is still in the body too.
    """

    kind: CorrectionKind
    text: str
    on: date | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as a file has it. Text is Unicode NFC.

    `source` is the file's name, with `#1`, `#2` where it holds several documents. `identity` is what makes it the
    same document when it comes again: `legacy:`, `url:` or `sha256:` and a value. `byline` is the printed line and
    `credits` the people in it. `paragraphs` has one plain text a block of `body_html`, in order. `bio` is the printed
    block. `series` is a rubric in brackets, without them. `text` is the decoded source that the line numbers count.
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
    text: str = ""
    encoding: str = ""
    notices: tuple[Notice, ...] = ()
    provenance: Mapping[str, tuple[Provenance, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read: the paper's zone for dates that name none, and the repairs that an editor refused."""

    timezone: str = "Asia/Seoul"
    refused_repairs: frozenset[str] = frozenset()


class UnreadableError(Exception):
    """A file that no reader can make sense of; the message is a sentence for the person who gave it."""

    def __init__(self, message: str, *, code: str = "unreadable") -> None:
        """Keep the machine-readable `code` beside the sentence."""
        super().__init__(message)
        self.code = code
