"""Held documents by what is wrong with them: the biggest group first, each with examples and their raw lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from articles.importing import review, values
from articles.importing.documents import LessonKind
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.readers.textdump.dates import Role, read_stamps
from articles.importing.readers.textdump.lessons import DATE_FAULTS
from articles.importing.teaching import faults

MOST_GROUPS, EXAMPLES, MOST_LINES = 60, 3, 200
HEAD = 14
# What a rule for a site says of each fault of its pages.
SITE_FIELDS = {
    "no_headline": "headline",
    "no_body": "body",
    "no_date": "published_at",
    "unreadable_date": "published_at",
    "no_byline": "credits",
}
TEXT = "text"
WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document of a group with the line that is at fault, as it came; `said` is what the lesson is to understand."""

    staged: StagedDocument
    line: int | None
    raw: str
    said: str
    why: str

    @property
    def head(self) -> list[tuple[int, str]]:
        """The first lines of the document that have something in them, for one whose faulty line nobody knows."""
        lines = [(number, line.strip()) for number, line in enumerate(self.staged.text.split("\n"), start=1)]
        return [(number, line[:160]) for number, line in lines if line][:HEAD]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents with one fault in lines of one shape."""

    fault: str
    shape: str
    number: int
    examples: Sequence[Example]
    run: ImportRun | None

    @property
    def words(self) -> str:
        """What is wrong."""
        return faults.in_words(self.fault)

    @property
    def kinds(self) -> list[LessonKind]:
        """What can be taught about it; the likeliest first, none where each document needs an editor."""
        formats = {example.staged.format for example in self.examples}
        found = []
        if self.fault in DATE_FAULTS:
            found.append(LessonKind.DATE_PATTERN)
        if self.fault == faults.UNSIGNED and TEXT in formats:  # other formats have fields for names, and no lines
            found.append(LessonKind.BYLINE_PATTERN)
        if self.fault in faults.NAMES:
            found.append(LessonKind.AUTHOR_NAME)
        if self.fault in SITE_FIELDS and WEB in formats:
            says_nothing = not any(example.said for example in self.examples)
            found.insert(0 if says_nothing else len(found), LessonKind.SITE_RULE)
        return found

    @property
    def url(self) -> str:
        """The page on which it is taught."""
        return f"{address(self.run)}one/?{urlencode({'fault': self.fault, 'shape': self.shape})}"

    @property
    def list_url(self) -> str:
        """Where such documents are decided on one by one, where nothing can be taught."""
        return reverse("importing:twins") if self.fault == faults.TWINS else self.url


def address(run: ImportRun | None) -> str:
    """Return the list of groups of a run, or of all runs."""
    return reverse("importing:run_faults", args=[run.pk]) if run else reverse("importing:faults")


def held(run: ImportRun | None) -> QuerySet[StagedDocument]:
    """Return the undecided documents whose fault is known, of one run or of all that are not undone."""
    found = StagedDocument.objects.open().exclude(fault="")
    return found.filter(run=run) if run else found


def members(fault: str, shape: str, run: ImportRun | None) -> QuerySet[StagedDocument]:
    """Return the documents of a group, those of one file together."""
    found = held(run).filter(fault=fault, shape=shape).select_related("run", "source_file")
    return found.order_by("run_id", "source_file_id", "id")


def groups(run: ImportRun | None = None) -> list[Group]:
    """Return the groups of a run, or of all runs, the biggest first."""
    counted = held(run).values_list("fault", "shape").annotate(number=Count("id")).order_by("-number", "fault", "shape")
    return [group(fault, shape, run, number=number) for fault, shape, number in counted[:MOST_GROUPS]]


def group(fault: str, shape: str, run: ImportRun | None, *, number: int | None = None) -> Group:
    """Return one group with its first examples."""
    found = members(fault, shape, run)
    return Group(
        fault=fault,
        shape=shape,
        number=found.count() if number is None else number,
        examples=[example(staged) for staged in found[:EXAMPLES]],
        run=run,
    )


def example(staged: StagedDocument, line: int | None = None) -> Example:
    """Return a document with the line that is at fault, or with the one that an editor pointed at."""
    notices = review.notices_of(staged)
    stop = next((notice for notice in notices if notice.severity == "hold"), None)
    document = values.document_of(staged)
    number = line or (faults.fault_of(document, notices).line if document else None)
    raw = faults.line_of(staged.text, number)
    quoted = faults.quoted(stop) if stop and staged.format != "text" and not line else ""
    return Example(
        staged=staged, line=number, raw=raw or quoted, said=quoted or dated_part(raw), why=stop.message if stop else ""
    )


def lines(fault: str, shape: str, run: ImportRun | None) -> list[str]:
    """Return what the lines of a group say, for proposals: of the first documents."""
    return [said for staged in members(fault, shape, run)[:MOST_LINES] if (said := example(staged).said)]


def dated_part(raw: str) -> str:
    """Return the date of posting of a line that has a label for it; else the line as a whole."""
    posted = [stamp.value for stamp in read_stamps(raw) if stamp.role is Role.PUBLISHED and stamp.value]
    return posted[0] if posted else raw
