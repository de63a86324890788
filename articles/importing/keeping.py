"""Keeping documents as rows of a run: decided on, with what the reader and the loader said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from articles.editing import tagging
from articles.importing import document_json
from articles.importing.decisions import TAKEN, Asker, Decision, note
from articles.importing.documents import Document, Notice, Severity
from articles.importing.known import Known
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.importing.options import Options
from articles.importing.pictures import filling, gathering
from articles.importing.pictures.gathering import Gatherer
from articles.importing.preparing import compressed
from articles.importing.readings import Arrival, KeptFile
from articles.importing.steps import REPEATED, Step
from articles.importing.teaching import faults, lessons
from articles.new_rows import new_row
from authors.names import fold

Outcome = StagedDocument.Outcome
Rank = StagedDocument.Rank
State = StagedDocument.State
_STATES = {
    Outcome.CREATED: State.WAITING, Outcome.UPDATED: State.WAITING, Outcome.HELD: State.HELD,
    Outcome.LEFT_OUT: State.LEFT_OUT, Outcome.REJECTED: State.REJECTED,
}  # fmt: skip
_UNDECIDED = frozenset({Outcome.CREATED, Outcome.UPDATED, Outcome.HELD})
_RANKS = {Severity.HOLD: Rank.HOLD, Severity.WARN: Rank.WARN, Severity.NOTE: Rank.NOTE}


class Keeper:
    """Stages the documents of one run, in order."""

    def __init__(self, *, run: ImportRun, options: Options) -> None:
        """Go on after the documents that the run has already."""
        self.run = run
        self.options = options
        self.asker = Asker(publish=options.publish, asks_editor=options.asks_editor)
        self.gatherer = Gatherer(options)
        last = run.documents.aggregate(last=Max("position"))["last"]
        self._position = self._first = 0 if last is None else last + 1

    def keep(self, arrival: Arrival) -> Step:
        """Decide on a document and keep it, in the caller's transaction."""
        reading = arrival.reading
        decision = filling.fill(self.run, arrival, self.asker.decide(reading))
        tags, notices = tags_of(reading.document, decision, self.options)
        notices += gathering.notices(arrival.pictures)
        staged = decision.known
        if staged is None and decision.outcome not in REPEATED:
            staged = self.row(arrival, decision, tags, notices, file=self._file(arrival))
            staged.parsed = document_json.dump(reading.document)
            staged.save()
            gathering.keep(staged, arrival.pictures)
            lessons.remember([staged], self.options.lessons)
            if decision.replaces is not None:
                _let_go(decision.replaces, self.run)
        elif staged is not None and decision.outcome == Outcome.HELD and staged.state == State.ACCEPTED:
            StagedDocument.objects.filter(pk=staged.pk).update(state=State.HELD)  # its article was deleted
        return step_of(reading.document, decision, staged, tags, notices)

    def row(
        self, arrival: Arrival, decision: Decision, tags: tuple[str, ...], extra: tuple[Notice, ...],
        *, file: SourceFile | None,
    ) -> StagedDocument:  # fmt: skip
        """Return the row of a document, not saved yet, at the next place of the run.

        `parsed` may be encoded already, which `bulk.insert` alone knows how to write.
        """
        reading, document = arrival.reading, arrival.reading.document
        notices = (*document.notices, *decision.notices, *extra)
        position, self._position = self._position, self._position + 1
        fault = faults.fault_of(document, notices) if decision.outcome in _UNDECIDED else faults.NONE
        return new_row(
            StagedDocument,
            run=self.run,
            source_file=file,
            position=position,
            source=document.source,
            format=document.format,
            identity=document.identity,
            fingerprint=reading.fingerprint,
            headline=document.headline[:300],
            parsed=reading.ahead.parsed if reading.ahead else document_json.dump(document),
            own_text=_own_text(arrival, file),
            notices=[document_json.dump_notice(notice) for notice in (*decision.notices, *extra)],
            tags=list(tags),
            outcome=decision.outcome,
            state=_STATES[Outcome(decision.outcome)],
            rank=rank(decision.outcome, notices),
            reason=reason(decision.outcome, notices),
            article=decision.article,
            sketch=decision.found.sketch,
            twin=decision.found.twin,
            likeness=decision.found.likeness,
            fault=fault.code,
            shape=fault.shape,
        )

    def begin(self, known: Known | None) -> None:
        """Begin with the next documents: `known` is what the database has of them, None where it is to be asked."""
        self._first = self._position
        self.asker.begin(known)

    def forget(self) -> None:
        """Forget what was decided since `begin`, because nothing of it was kept."""
        self._position = self._first
        self.asker.back_to(0)

    def _file(self, arrival: Arrival) -> SourceFile | None:
        """Return the row of the bytes, made on their first coming; None where the bytes were refused."""
        if arrival.file is None:
            return None
        known = SourceFile.objects.filter(sha256=arrival.file.sha256).first()
        if known is not None:
            return known
        new = file_row(arrival.file)
        with transaction.atomic():
            new.save()
        return new


def _let_go(row: StagedDocument, run: ImportRun) -> None:
    """Say of a held document that a later run has taken it, so that nobody decides on it any more."""
    said = note(TAKEN, f"Loading {run.pk} could read it, and has taken it.")
    row.state, row.fault, row.reason = State.LEFT_OUT, "", said.message
    row.notices = [*row.notices, document_json.dump_notice(said)]
    row.save(update_fields=["state", "fault", "reason", "notices"])


def file_row(file: KeptFile) -> SourceFile:
    """Return the row of a file, not saved yet."""
    return new_row(
        SourceFile, sha256=file.sha256, name=file.name, size=file.size, encoding=file.encoding, content=file.content,
        text=file.text,
    )  # fmt: skip


def _own_text(arrival: Arrival, file: SourceFile | None) -> bytes | None:
    kept = arrival.file
    if kept is None or file is None or bytes(file.text) == kept.text:
        return arrival.own_text
    return own_text(arrival.reading.document, file)


def own_text(document: Document, file: SourceFile | None) -> bytes | None:
    """Return the document's decoded text, compressed, where it is not that of its file."""
    if not document.text or (file is not None and file.decoded == document.text):
        return None
    return compressed(document.text)


def rank(outcome: str, notices: Iterable[Notice]) -> Rank:
    """Return how bad the worst warning is."""
    if outcome == Outcome.REJECTED:
        return Rank.REJECT
    return min((_RANKS[notice.severity] for notice in notices), default=Rank.CLEAN)


def reason(outcome: str, notices: Sequence[Notice]) -> str:
    """Return the sentences that say why a document is not simply to be accepted."""
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        return ""
    stops = [notice.message for notice in notices if notice.severity is Severity.HOLD]
    return "\n".join(stops or [notice.message for notice in notices])


def tags_of(document: Document, decision: Decision, options: Options) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """Return the tags of a document and of the call, and a notice for each that it does not get."""
    tags, notices = _usable_tags(document, options)
    if decision.article is None or decision.outcome not in REPEATED:
        return tags, notices
    has = set(decision.article.tags.all()) if options.tags else set()
    lacking = [name for name in options.tags if has.isdisjoint(tagging.known_tags([name]))]
    if not lacking:
        return tags, notices
    sentence = f"Its column was there before and is not given the tag {', '.join(f'“{name}”' for name in lacking)}."
    without = tuple(name for name in tags if name not in lacking)
    return without, (*notices, note("tag_not_given", sentence))


def _usable_tags(document: Document, options: Options) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """Return the tags of a document and of the call, and a notice for each of the source's that can't be one."""
    usable: dict[str, str] = {}
    notices = []
    for name in (*document.tags, *options.tags):
        tidy = " ".join(name.split())
        if fold(tidy) and len(tidy) <= tagging.MAX_NAME:
            usable.setdefault(fold(tidy), tidy)
        elif tidy:
            notices.append(note("tag_not_usable", f"“{tidy[:60]}” can't be a tag and is left out."))
    return tuple(usable.values()), tuple(notices)


def step_of(
    document: Document, decision: Decision, staged: StagedDocument | None, tags: tuple[str, ...],
    extra: tuple[Notice, ...],
) -> Step:  # fmt: skip
    """Return what became of a document."""
    return Step(
        document=document,
        outcome=str(decision.outcome),
        staged=staged,
        article=decision.article or (staged.article if staged else None),
        tags=tags,
        notices=(*document.notices, *decision.notices, *extra),
    )


def held(found: Step, notice: Notice) -> Step:
    """Return the step of a document that turned out not to be acceptable, after keeping that in its row."""
    staged = found.staged
    if staged is not None:
        staged.state, staged.outcome, staged.fault = State.HELD, Outcome.HELD, notice.code[:60]
        staged.notices = [*staged.notices, document_json.dump_notice(notice)]
        notices = (*found.notices, notice)
        staged.rank, staged.reason = rank(Outcome.HELD, notices), reason(Outcome.HELD, notices)
        staged.save()
    return replace(found, outcome=str(Outcome.HELD), notices=(*found.notices, notice))
