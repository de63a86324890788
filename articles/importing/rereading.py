"""Reading a document again from its stored bytes: with other repairs, by lessons, or by a better reader.

What an editor changed stays beside what is read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from articles.editing import tagging
from articles.importing import document_json, file_kinds, keeping
from articles.importing.accepting import NotAcceptableError
from articles.importing.decisions import missing
from articles.importing.documents import Document, Lesson, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.kept_files import KeptFiles
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.importing.people import ambiguities
from articles.importing.readers import read
from articles.importing.readings import Reading
from articles.importing.teaching import applying, lessons
from articles.importing.teaching.faults import fault_of
from articles.importing.twins.sketching import sketch_of
from articles.importing.values import values_of

State = StagedDocument.State
Outcome = StagedDocument.Outcome
# What the loader says of the values themselves; it is said anew of what is read anew.
OF_VALUES = frozenset({"no_date", "value_not_usable", "ambiguous_author"})
# What a document's row owes to its reading: what is kept when it is read again, and put back by undo.
READ = (
    "format", "identity", "fingerprint", "headline", "parsed", "refused_repairs", "notices", "tags", "outcome", "state",
    "rank", "reason", "fault", "shape",
)  # fmt: skip


@dataclass(slots=True)
class Rereader:
    """Reads documents again; of a file with many documents, one reading serves them all. One a run."""

    run: ImportRun
    taught: Sequence[Lesson]
    by_content: bool = False  # by the reader that fits the content today, not by the one that read it
    _of: tuple[int, frozenset[str]] | None = None
    _found: list[Document] = field(default_factory=list)

    def read(self, staged: StagedDocument, refused: Collection[str]) -> Document:
        """Return a document as it is read now. NotAcceptableError says why it can't be."""
        file = staged.source_file
        if file is None:
            raise NotAcceptableError(f"The bytes of {staged.source} are not kept, so it can't be read again.")
        key = (file.pk, frozenset(refused))
        if self._of != key:
            self._found, self._of = self._read(staged, file, frozenset(refused)), key
        return _same(staged, self._found)

    def _read(self, staged: StagedDocument, file: SourceFile, refused: frozenset[str]) -> list[Document]:
        zone = str(self.run.options.get("timezone") or settings.TIME_ZONE)
        options = ReadOptions(
            timezone=zone, refused_repairs=refused, lessons=tuple(self.taught), beside=KeptFiles(self.run)
        )
        asked = str(self.run.options.get("format") or "") if self.by_content else staged.format
        name = _file_name(staged.source)
        if not asked and (wrong := file_kinds.refused_when_given(name, file.raw)):
            raise NotAcceptableError(wrong.message)
        try:
            found = read(name, file.raw, options, format=asked)
        except UnreadableError as error:
            raise NotAcceptableError(str(error)) from error
        return [document_json.printable(applying.apply(each, self.taught, timezone=zone)) for each in found]


@transaction.atomic
def read_again(staged: StagedDocument, refused: set[str]) -> StagedDocument:
    """Replace what was read by a reading without the refused repairs. NotAcceptableError where there are no bytes."""
    if not staged.parsed:
        raise NotAcceptableError(f"The bytes of {staged.source} are not kept, so it can't be read again.")
    document = Rereader(staged.run, lessons.of_run(staged.run.options)).read(staged, refused)
    staged.refused_repairs = sorted(refused)
    put(staged, document)
    staged.save()
    return staged


def put(staged: StagedDocument, document: Document) -> None:
    """Give a row, which the caller saves, what was read now: with its faults, and held only while one is left."""
    old = list(staged.parsed.get("tags", ())) if staged.parsed else []
    staged.parsed = document_json.dump(document)
    staged.own_text = keeping.own_text(document, staged.source_file)
    staged.format, staged.identity = document.format, document.identity
    staged.sketch = sketch_of(document)
    staged.fingerprint = Reading.of(document, "").fingerprint
    staged.headline = str(staged.edits.get("headline", document.headline))[:300]
    staged.tags = _tags(staged.tags, old, document.tags)
    kept = [notice for notice in map(document_json.load_notice, staged.notices) if notice.code not in OF_VALUES]
    said = [*kept, *_of_values(staged, document)]
    staged.notices = [document_json.dump_notice(notice) for notice in said]
    _judge(staged, document, (*document.notices, *said))


def _tags(has: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the tags of a document without those that the source no longer gives, with those that it now gives."""
    gone = set(old) - set(new)
    added = [tag for tag in new if tag not in old and len(tag) <= tagging.MAX_NAME]
    return list(dict.fromkeys([*(tag for tag in has if tag not in gone), *added]))


def _of_values(staged: StagedDocument, document: Document) -> list[Notice]:
    """Return what the loader says of the values, as an editor has them."""
    if document.verdict is not Verdict.READY:
        return []
    now = values_of(staged)
    asked = staged.run.via == ImportRun.Via.DESK
    return [*missing(now), *([] if asked else ambiguities(now, staged.author_choices))]


def _judge(staged: StagedDocument, document: Document, notices: Sequence[Notice]) -> None:
    """Say what is to be done with a document that nobody has decided on."""
    fault = fault_of(document, notices)
    staged.fault, staged.shape = fault.code, fault.shape
    is_held = document.verdict is Verdict.HELD or any(notice.severity is Severity.HOLD for notice in notices)
    if document.verdict is Verdict.LEFT_OUT:
        staged.state, staged.outcome = State.LEFT_OUT, Outcome.LEFT_OUT
    elif is_held:
        staged.state, staged.outcome = State.HELD, Outcome.HELD
    elif staged.decided_at is None or staged.state != State.HELD:  # else somebody holds it for a reason of their own
        staged.state = State.WAITING
        staged.outcome = Outcome.UPDATED if staged.article_id else Outcome.CREATED
    staged.rank = keeping.rank(staged.outcome, notices)
    if staged.decided_at is None:
        staged.reason = keeping.reason(staged.outcome, notices)


def _same(staged: StagedDocument, documents: Sequence[Document]) -> Document:
    """Return the document that the staged one is: of the same id where only one has it, else at the same place."""
    known = [document for document in documents if document.identity and document.identity == staged.identity]
    if len(known) == 1:
        return known[0]
    number = number_of(staged.source)
    place = number - 1 if number else 0
    if place >= len(documents):
        raise NotAcceptableError(f"{staged.source} can't be told apart in its file any more.")
    return documents[place]


def number_of(source: str) -> int:
    """Return the number of a source in its file; 0 where it is the only one."""
    digits = source.rpartition("#")[2] if "#" in source else ""
    return int(digits) if digits.isdigit() else 0


def _file_name(source: str) -> str:
    return source.rpartition("#")[0] if number_of(source) else source
