"""An empty site takes an export over as it is: every row with its id, so that each page and each feed's id stays.

It goes file by file and, for the columns, batch by batch, each in a transaction with its part of the journal. Killed at
any moment, the same call again goes on: what is there is not made twice.
"""

import zipfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.core.serializers.base import DeserializedObject
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils import timezone

from articles import search
from articles.importing import document_json, keeping, people, runs
from articles.importing.documents import Document
from articles.importing.models import ImportRun, RunChange, StagedDocument
from articles.importing.pictures import placing
from articles.importing.readers.broadsheet import reading as reader
from articles.importing.readings import Reading
from articles.importing.site_export import media, rows
from articles.importing.site_export.beside import ExportBeside
from articles.importing.site_export.reading import BrokenExportError, Manifest, check, manifest_of, records
from articles.importing.site_export.schema import ARTICLES, AUTHORS, BETWEEN, IMAGES, LISTS, PARTS, SERIES, TAGS, Part
from articles.importing.steps import Step, Tally
from articles.models import Article, Image, Series, Tag
from articles.related import vocabulary
from articles.related.models import BadMatch, RelatedHeadline
from authors.models import Author

BATCH = 100
Progress = Callable[[str, int, int], None]
# What leads to rows that come later is made in a second pass, once all columns are there.
# What the rows of a record that nobody of this program wrote come to.
UNUSABLE = (
    KeyError, TypeError, ValueError, AttributeError, OverflowError, ValidationError, IntegrityError, DataError,
)  # fmt: skip
JOURNALLED: dict[type[models.Model], Callable[[Any], dict[str, Any]]] = {
    Image: placing.plain,
    Author: people.plain,
    Tag: lambda tag: {"name": tag.name, "slug": tag.slug, "description": tag.description, "image": tag.image_id},
    Series: lambda series: {"name": series.name, "slug": series.slug, "description": series.description},
}


def can_take_over(path: Path) -> bool:
    """Whether a file is the export of a whole site and this site is empty, or stopped while taking this one over.

    BrokenExportError for an export that this program can't read.
    """
    manifest = manifest_of(path)
    return manifest is not None and manifest.is_whole_site and _has_room(manifest)


def _has_room(manifest: Manifest) -> bool:
    stopped = ImportRun.objects.filter(options__export=manifest.key).exclude(status=ImportRun.Status.UNDONE)
    mine = RunChange.objects.filter(run__in=stopped, is_undone=False)
    kinds: tuple[type[models.Model], ...] = (Article, Author, Tag, Series, Image)
    for model in kinds:
        made = mine.filter(model=model._meta.label_lower).values("key")
        if model._base_manager.exclude(pk__in=made).exists():
            return False
    return not stopped.filter(status=ImportRun.Status.FINISHED).exists()


def take_over(run: ImportRun, path: Path, *, progress: Progress | None = None) -> Generator[Step]:
    """Make every row of an export and finish the run; yield a step a column.

    BrokenExportError says in a sentence what is wrong with the export; what was made until then stays in the run.
    """
    manifest = manifest_of(path)
    if manifest is None:
        raise BrokenExportError(f"{path.name} is no export of a site.")
    run.options = {**run.options, "export": manifest.key}
    run.save(update_fields=["options"])
    tally = Tally()
    try:
        with zipfile.ZipFile(path) as archive:
            check(archive, manifest)
            for step in _TakeOver(run, archive, path.name, manifest, progress or _silent).steps():
                tally.add(step)
                yield step
        runs.finish(run, counts=tally.counts, repeats=tally.repeats, progress=progress)
    except BaseException as error:
        runs.interrupt(run, counts=tally.counts, repeats=tally.repeats)
        if isinstance(error, IntegrityError):  # it comes with the end of a transaction: no line is known by then
            raise BrokenExportError(f"{path.name} names a row that is not in it ({error}).") from error
        raise


@dataclass(slots=True)
class _TakeOver:
    run: ImportRun
    archive: zipfile.ZipFile
    name: str
    manifest: Manifest
    progress: Progress

    def steps(self) -> Iterator[Step]:
        for part in (IMAGES, AUTHORS, TAGS, SERIES):
            self._take_whole(part)
        around = reader.around(ExportBeside(self.archive))
        position = self.run.documents.count()
        for batch in _batches(records(self.archive, ARTICLES)):
            steps = self._take_columns(batch, position, around)
            position += len(steps)
            yield from steps
            self.progress("columns", position, self.manifest.counts.get(ARTICLES.name, position))
        for batch in _batches(records(self.archive, ARTICLES)):
            _connect(batch)
        self._take_whole(LISTS)
        _set_sequences()
        vocabulary.count_all(lambda done: self.progress("words", done, position))

    @transaction.atomic
    def _take_whole(self, part: Part) -> None:
        """Take over a file whose rows may lead to each other, all at once."""
        there = set(part.model._base_manager.values_list("pk", flat=True))
        for number, _, record in records(self.archive, part):
            if record.get("id") in there:
                continue
            row = self._made(part, number, record)
            media.restore(row, self.archive)
            with _told(part, number):
                _insert([row])
                _insert_children(part, record)
            self._journal(row, None)

    @transaction.atomic
    def _take_columns(
        self, batch: Sequence[tuple[int, str, dict[str, Any]]], position: int, around: reader.Around
    ) -> list[Step]:
        ids: list[int] = [record["id"] for _, _, record in batch]
        there = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
        steps = []
        for number, text, record in batch:
            source = f"{self.name}/{reader.COLUMNS}#{number}"
            document = reader.document(source, number, text.rstrip("\n"), around)
            if record["id"] in there:
                steps.append(_step(document, StagedDocument.Outcome.UNCHANGED, Article.objects.get(pk=record["id"])))
                continue
            article = self._made(ARTICLES, number, {**record, "answers": None})
            with _told(ARTICLES, number):
                _insert([article])
                _insert_children(ARTICLES, record)
            staged = self._stage(document, article, position + len(steps))
            self._journal(article, staged)
            steps.append(replace(_step(document, StagedDocument.Outcome.CREATED, article), staged=staged))
        search.index([step.article for step in steps if step.article and step.staged])
        return steps

    def _made(self, part: Part, number: int, record: dict[str, Any]) -> Any:
        own = {name: value for name, value in record.items() if name not in part.children}
        with _told(part, number):
            return rows.make(part.model, own)

    def _stage(self, document: Document, article: Article, position: int) -> StagedDocument:
        return StagedDocument.objects.create(
            run=self.run,
            position=position,
            source=document.source,
            format=document.format,
            identity=document.identity,
            fingerprint=Reading.of(document, "").fingerprint,
            headline=document.headline[:300],
            parsed=document_json.dump(document),
            own_text=keeping.own_text(document, None),
            tags=list(document.tags),
            outcome=StagedDocument.Outcome.CREATED,
            state=StagedDocument.State.ACCEPTED,
            article=article,
            decided_at=timezone.now(),
        )

    def _journal(self, row: Any, staged: StagedDocument | None) -> None:
        after = {"version": row.version} if isinstance(row, Article) else None
        after = JOURNALLED[type(row)](row) if type(row) in JOURNALLED else after
        made = [(row, after)]
        if isinstance(row, Author):
            made += [(name, None) for name in row.names.all()]
        if isinstance(row, Article):
            made += [(redirect, None) for redirect in row.redirects.all()]
        RunChange.objects.bulk_create(
            RunChange(
                run=self.run, staged=staged, model=one._meta.label_lower, key=one.pk,
                action=RunChange.Action.CREATED, after=how,
            )
            for one, how in made
        )  # fmt: skip


@contextmanager
def _told(part: Part, number: int) -> Iterator[None]:
    """Say of a line that can't be taken over which one it is."""
    try:
        yield
    except BrokenExportError:
        raise
    except UNUSABLE as error:
        raise BrokenExportError(f"Line {number} of {part.file} can't be taken over: {error}.") from error


def _insert(some: Sequence[models.Model]) -> None:
    """Insert rows as they are: with their ids and their clock times, which a common save would set anew."""
    if not some:
        return
    fields = some[0]._meta.concrete_fields
    if any(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) for field in fields):
        for row in some:
            DeserializedObject(row).save(force_insert=True)
    else:
        type(some[0])._base_manager.bulk_create(some)


def _insert_children(part: Part, record: dict[str, Any]) -> None:
    for name, (model, link) in part.children.items():
        if name not in BETWEEN:
            column = model._meta.get_field(link).attname  # type: ignore[union-attr] # it is a foreign key
            _insert([rows.make(model, child, **{column: record["id"]}) for child in record[name]])


@transaction.atomic
def _connect(batch: Sequence[tuple[int, str, dict[str, Any]]]) -> None:
    """Make what leads from one column to another, unless a call that was stopped has made it."""
    for number, _, record in batch:
        if record["answers"]:
            with _told(ARTICLES, number):
                Article.objects.filter(pk=record["id"]).update(answers=record["answers"])
    related = _between("related", batch)
    RelatedHeadline.objects.bulk_create(related, ignore_conflicts=True)
    reports = _between("bad_matches", batch)
    there = set(BadMatch.objects.filter(pk__in=[row.pk for row in reports]).values_list("pk", flat=True))
    _insert([row for row in reports if row.pk not in there])


def _between(name: str, batch: Sequence[tuple[int, str, dict[str, Any]]]) -> list[Any]:
    """Return the rows of a list that lead from one column to another."""
    made = []
    for number, _, record in batch:
        with _told(ARTICLES, number):
            made += [rows.make(BETWEEN[name], row, article_id=record["id"]) for row in record[name]]
    return made


def _set_sequences() -> None:
    """Let the database give new rows ids behind those that came with the export."""
    kinds = [model for part in PARTS for model in (part.model, *(child for child, _ in part.children.values()))]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
            cursor.execute(statement)


def _step(document: Document, outcome: str, article: Article) -> Step:
    return Step(
        document=document, outcome=str(outcome), staged=None, article=article, tags=document.tags,
        notices=document.notices,
    )  # fmt: skip


def _batches(found: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def _silent(what: str, done: int, total: int) -> None:
    """Report to nobody."""
