"""What a lesson would do: to each document of its group, and to those that are fine without it. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from articles.importing import differences
from articles.importing.accepting import NotAcceptableError
from articles.importing.decisions import missing
from articles.importing.differences import Change
from articles.importing.documents import Document, Lesson, LessonKind, Severity, Verdict
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.people import ambiguities
from articles.importing.rereading import Rereader
from articles.importing.teaching import faults, lessons
from articles.importing.values import values_read

MOST, MOST_OTHERS = 200, 150
_FIELDS = {
    LessonKind.DATE_PATTERN: ("published_at", "updated_at"),
    LessonKind.BYLINE_PATTERN: ("credits",),
    LessonKind.AUTHOR_NAME: ("credits",),
    LessonKind.TERM_TO_TAG: ("tags",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One document of the group: what the lesson changes of it, and why it is held all the same ("": it is not)."""

    staged: StagedDocument
    changes: Sequence[Change]
    held_because: str

    @property
    def told(self) -> Sequence[Change]:
        """The changes that are shown first: at most three, and how exact a date is only with others."""
        plain = [change for change in self.changes if not change.field.endswith("precision")]
        return (plain or self.changes)[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a lesson would do."""

    lines: Sequence[Line]
    of: int
    others: Sequence[Line] = ()
    looked_at: int = 0

    @property
    def reads(self) -> int:
        """How many of those that were tried it mends."""
        return sum(not line.held_because for line in self.lines)


@dataclass(slots=True)
class Readers:
    """A rereader a run, each with the lessons in force and the new one."""

    lesson: Lesson | None
    _of: dict[int, Rereader] = field(default_factory=dict)

    def read(self, staged: StagedDocument) -> Document:
        """Return a document as it would be read. NotAcceptableError says why it can't be."""
        if staged.run_id not in self._of:
            self._of[staged.run_id] = Rereader(staged.run, with_lesson(self.lesson))
        return self._of[staged.run_id].read(staged, staged.refused_repairs)


def with_lesson(lesson: Lesson | None) -> tuple[Lesson, ...]:
    """Return the lessons in force with a new one, which stands for an old one about the same."""
    if lesson is None:
        return lessons.in_force()
    same = (lesson.kind, lesson.scope, lesson.pattern)
    return (*(old for old in lessons.in_force() if (old.kind, old.scope, old.pattern) != same), lesson)


def preview(lesson: Lesson, members: QuerySet[StagedDocument], run: ImportRun | None) -> Effect:
    """Return what a lesson would do. ValueError says why it can't be taken."""
    lessons.check(lesson)
    readers = Readers(lesson)
    tried = list(members[:MOST])
    lines = [_line(staged, readers, lesson) for staged in tried]
    others = list(_others(members, run))
    return Effect(
        lines=lines,
        of=members.count(),
        others=[line for line in _changed(others, readers, lesson) if line.changes],
        looked_at=len(others),
    )


def _line(staged: StagedDocument, readers: Readers, lesson: Lesson) -> Line:
    try:
        document = readers.read(staged)
    except NotAcceptableError as refusal:
        return Line(staged=staged, changes=(), held_because=str(refusal))
    return Line(
        staged=staged,
        changes=_about(differences.between(staged, document), lesson),
        held_because=held_because(staged, document),
    )


def held_because(staged: StagedDocument, document: Document) -> str:
    """Return why a document would still be held; "" where it would not."""
    kept = [notice["message"] for notice in staged.notices if notice["code"] == "near_duplicate"]
    stops = [notice.message for notice in document.notices if notice.severity is Severity.HOLD]
    if document.verdict is Verdict.READY and not stops:
        asked = staged.run.via == ImportRun.Via.DESK
        now = values_read(document)
        said = [*missing(now), *([] if asked else ambiguities(now, staged.author_choices))]
        stops = [notice.message for notice in said]
    unsigned = staged.fault == faults.UNSIGNED and not document.credits
    return " ".join([*stops, *kept, *(["No name was found in it."] if unsigned else [])][:1])


def _others(members: QuerySet[StagedDocument], run: ImportRun | None) -> QuerySet[StagedDocument]:
    """Return documents that are fine: those of the runs of the group, the newest first."""
    runs = [run.pk] if run else list(members.order_by("-run_id").values_list("run_id", flat=True).distinct()[:5])
    fine = (StagedDocument.State.WAITING, StagedDocument.State.ACCEPTED)
    found = StagedDocument.objects.filter(run__in=runs, state__in=fine, source_file__isnull=False)
    found = found.exclude(pk__in=members.order_by().values("pk"))
    return found.select_related("run", "source_file").order_by("run_id", "source_file_id", "id")[:MOST_OTHERS]


def _changed(others: Iterable[StagedDocument], readers: Readers, lesson: Lesson) -> Iterable[Line]:
    """Yield what the lesson changes of documents that are read without it too."""
    without = Readers(None)
    for staged in others:
        try:
            plain, taught = without.read(staged), readers.read(staged)
        except NotAcceptableError:
            continue  # what can't be read again is not changed either
        if plain != taught:
            changes = _about(differences.of_documents(plain, taught), lesson)
            yield Line(staged=staged, changes=changes, held_because="")


def _about(changes: Sequence[Change], lesson: Lesson) -> list[Change]:
    """Return the changes with those that the lesson is about first."""
    first = _FIELDS.get(lesson.kind, ())
    return sorted(changes, key=lambda change: change.field not in first)
