"""What the columns of a loaded table become: as it was guessed, as an editor says, and the file read again by that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from articles.importing import document_json, preparing, rereading, staging
from articles.importing.decisions import base
from articles.importing.documents import Document, Lesson, LessonKind, Notice, ReadOptions, Severity
from articles.importing.kept_files import KeptFiles
from articles.importing.models import ImportRun, SourceFile, StagedDocument, TaughtLesson
from articles.importing.options import Options
from articles.importing.readers.tables.grids import as_text
from articles.importing.readers.tables.mapping import Column
from articles.importing.readers.tables.reading import Understood, first_rows, understand
from articles.importing.readers.tables.rows import FORMAT
from articles.importing.readers.tables.vocabulary import FIELDS, SEVERAL
from articles.importing.sources import Source
from articles.importing.teaching import lessons
from authors.models import User

SAMPLES, SAMPLE_LENGTH = 3, 160
SHOWN_ROWS = 5
MOST_ROWS = 5_000  # that are read again within one request
MAY_REPEAT = SEVERAL | {"body"}
State = StagedDocument.State
Outcome = StagedDocument.Outcome


class NotReadableAgainError(Exception):
    """A table that can't be read again now; the message is a sentence for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file of a run in which tables are."""

    file: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A column as the screen shows it."""

    column: Column
    samples: Sequence[str]
    filled: int
    field: str

    @property
    def name_of_control(self) -> str:
        """What its select is called in the form."""
        return control(self.column.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What came of a mapping: documents read again, new ones, those accepted before, rows too many for one request."""

    again: int
    new: int
    settled: int
    is_later: bool = False


def control(index: int) -> str:
    """Return the name of the control of a column."""
    return f"column_{index}"


def files(run: ImportRun) -> list[TableFile]:
    """Return the files of a run in which tables are, in their order: one query."""
    found = run.documents.filter(format=FORMAT, source_file__isnull=False).values("source_file")
    rows = found.annotate(first=Min("position"), source=Min("source")).order_by("first")
    return [TableFile(file=row["source_file"], name=base(row["source"])) for row in rows]


def tables(run: ImportRun, file: SourceFile, name: str, proposed: Sequence[Lesson] = ()) -> list[Understood]:
    """Return the tables of a file by the lessons in force, those that are proposed before them. UnreadableError."""
    return understand(name, file.raw, _options(run, with_proposed(proposed)))


def shown(found: Understood, chosen: Mapping[int, str]) -> list[Shown]:
    """Return the columns of a table with samples; `chosen` is what an editor said of some."""
    return [
        Shown(
            column=column,
            samples=_samples(found, column.index),
            filled=column.profile.filled,
            field=chosen.get(column.index, column.field),
        )
        for column in found.mapping.columns
    ]


def _samples(found: Understood, index: int) -> list[str]:
    """Return the first values of a column that differ, cut to a line."""
    values = dict.fromkeys(" ".join(as_text(value).split()) for value in found.table.values(index)[:200])
    return [value if len(value) <= SAMPLE_LENGTH else f"{value[:SAMPLE_LENGTH]}…" for value in list(values)[:SAMPLES]]


def chosen(found: Understood, given: Mapping[str, str]) -> dict[int, str]:
    """Return what an editor chose for each column. ValueError says in a sentence what can't be."""
    fields: dict[int, str] = {}
    for column in found.mapping.columns:
        field = given.get(control(column.index), column.field)
        if field and field not in FIELDS:
            raise ValueError(f"“{field}” is nothing that the column “{column.name}” could become.")
        fields[column.index] = field
    counted = Counter(field for field in fields.values() if field)
    twice = [FIELDS[field] for field, number in counted.items() if number > 1 and field not in MAY_REPEAT]
    if twice:
        raise ValueError(f"Only one column can become: {', '.join(twice)}.")
    if not {"headline", "body"} & set(counted):
        raise ValueError("Say at least which column is the headline or the text: without them no row is an article.")
    return fields


def lessons_of(found: Understood, fields: Mapping[int, str]) -> list[Lesson]:
    """Return what an editor teaches by saying what the columns of a table become."""
    return [
        Lesson(kind=LessonKind.COLUMN_MAPPING, scope=found.table.scope, pattern=column.name, value=fields[column.index])
        for column in found.mapping.columns
    ]


def with_proposed(proposed: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Return the lessons in force with proposed ones in the place of those about the same."""
    about = {(lesson.kind, lesson.scope, lesson.pattern) for lesson in proposed}
    kept = (old for old in lessons.in_force() if (old.kind, old.scope, old.pattern) not in about)
    return (*kept, *proposed)


def preview(run: ImportRun, name: str, found: Understood) -> list[Document]:
    """Return the first rows of a table as they would be read; nothing is written."""
    return list(first_rows(name, found, _options(run, ()), most=SHOWN_ROWS))


@transaction.atomic
def teach(
    run: ImportRun, file: SourceFile, name: str, proposed: Sequence[Lesson], *, user: User | None
) -> Taught:  # fmt: skip
    """Keep a mapping for this and later tables of the same header, and read the file again by it.

    What an editor changed stays beside what is read; what is accepted is left alone. ValueError and
    NotReadableAgainError say in a sentence why not.
    """
    _check(run)
    for lesson in proposed:
        lessons.teach(lesson, user=user, run=run)
    _follow(run, proposed)
    return read_again(run, file, name)


@transaction.atomic
def forget(run: ImportRun, file: SourceFile, name: str, found: Understood) -> Taught:
    """Drop what was taught for tables of this header, and read the file again by what is guessed."""
    _check(run)
    about = TaughtLesson.objects.filter(kind=TaughtLesson.Kind.COLUMN_MAPPING, scope=found.table.scope)
    about.delete()
    _follow(run, [], without=found.table.scope)
    return read_again(run, file, name)


def _check(run: ImportRun) -> None:
    if run.status == ImportRun.Status.RUNNING:
        raise NotReadableAgainError("This loading is still at work: say it again when it is done.")
    if run.status == ImportRun.Status.UNDONE:
        raise NotReadableAgainError("This loading was undone: load the file again, and say it there.")


def _follow(run: ImportRun, proposed: Sequence[Lesson], *, without: str = "") -> None:
    """Let a run, which keeps the lessons that it began with, follow the new mapping whenever it is read again."""
    about = {(lesson.kind, lesson.scope, lesson.pattern) for lesson in proposed}
    kept = [
        old
        for old in lessons.of_run(run.options)
        if (old.kind, old.scope, old.pattern) not in about
        and not (without and old.kind is LessonKind.COLUMN_MAPPING and old.scope == without)
    ]
    run.options = {**run.options, lessons.OPTION: lessons.dump([*kept, *proposed])}
    run.save(update_fields=["options"])


def read_again(run: ImportRun, file: SourceFile, name: str) -> Taught:
    """Read a file again by the run's lessons: each undecided row by the text that it stands in, new ones are added."""
    source = Source(name=name, content=file.raw, beside=KeptFiles(run))
    options = Options(
        format=FORMAT,
        timezone=_zone(run),
        tags=tuple(run.options.get("tags", ())),
        asks_editor=run.via == ImportRun.Via.DESK,
        lessons=lessons.of_run(run.options),
    )
    documents = preparing.documents(source, options)
    if len(documents) > MOST_ROWS:
        return Taught(again=0, new=0, settled=0, is_later=True)
    rows = list(run.documents.filter(source_file=file, format=FORMAT).select_related("run", "source_file", "article"))
    again, settled = _put(rows, documents, options.lessons)
    before = set(run.documents.values_list("pk", flat=True))
    for _ in staging.stage(run, [source], options):
        pass
    added = Counter(run.documents.exclude(pk__in=before).values_list("outcome", flat=True))
    run.counts = dict(Counter(run.counts) + added)
    run.save(update_fields=["counts"])
    return Taught(again=again, new=sum(added.values()), settled=settled)


def _put(
    rows: Sequence[StagedDocument], documents: Sequence[Document], taught: Sequence[Lesson]
) -> tuple[int, int]:  # fmt: skip
    """Give each undecided row its new reading; one that is in no reading any more is left out. Return both numbers."""
    by_text: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_text[document.text].append(document)
    again: list[StagedDocument] = []
    settled = 0
    for row in rows:
        found = by_text[row.text].pop(0) if by_text.get(row.text) else None
        if not _is_undecided(row):
            settled += 1
        elif found is None:
            _leave_out(row, len(documents))
        else:
            row.source, row.identity = found.source, found.identity
            rereading.put(row, found)
            again.append(row)
        row.save()
    lessons.remember(again, taught)
    return len(again), settled


def _is_undecided(row: StagedDocument) -> bool:
    return row.state in {State.WAITING, State.HELD} or (row.state == State.LEFT_OUT and row.decided_at is None)


def _leave_out(row: StagedDocument, number: int) -> None:
    message = f"Its table was read again, as {number} documents of their own. (rule: read_again_by_rows)"
    row.state, row.outcome, row.rank, row.reason = State.LEFT_OUT, Outcome.LEFT_OUT, StagedDocument.Rank.NOTE, message
    row.fault = row.shape = ""
    notice = Notice(code="read_again_by_rows", message=message, severity=Severity.NOTE)
    row.notices = [document_json.dump_notice(notice)]


def _options(run: ImportRun, taught: Sequence[Lesson]) -> ReadOptions:
    return ReadOptions(timezone=_zone(run), lessons=tuple(taught), beside=KeptFiles(run))


def _zone(run: ImportRun) -> str:
    return str(run.options.get("timezone") or settings.TIME_ZONE)
