"""A run read again with today's reader: what would differ is said first, and applying it is a run of its own.

An undecided document is given the new reading in its place. The column of an accepted one gets it as a new version,
unless somebody has changed it since. Undoing the new run puts everything back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.importing import accepting, differences, reread_rows, rereading, runs
from articles.importing.accepting import NotAcceptableError
from articles.importing.differences import Change
from articles.importing.documents import Document, Notice, Severity, Verdict
from articles.importing.journal import Journal, is_text_untouched
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.teaching import lessons
from authors.models import User

State = StagedDocument.State
Outcome = StagedDocument.Outcome
OPTION = "rereads"


class Kind(StrEnum):
    """What reading a document again would come to."""

    SAME = "same"
    OPEN = "open"  # nobody has decided on it: it is given the new reading
    COLUMN = "column"  # its column gets the new reading as a version
    TOUCHED = "touched"  # somebody has changed the column since: only where it is asked for
    WORSE = "worse"  # it would be held now, or can't be read: only said


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """One document read again: what differs, and why it is not simply taken ("": it is)."""

    staged: StagedDocument
    kind: Kind
    document: Document | None = None
    changes: Sequence[Change] = ()
    why: str = ""

    @property
    def is_kept_back(self) -> bool:
        """Whether an editor has to ask for it: what they changed themselves is not overwritten."""
        return self.kind is Kind.TOUCHED or any(change.is_edited for change in self.changes)

    def plain(self) -> dict[str, Any]:
        """Return it as the command prints it."""
        return {
            "run": self.staged.run_id,
            "document": self.staged.pk,
            "source": self.staged.source,
            "article": self.staged.article_id,
            "kind": self.kind.value,
            "why": self.why,
            "changes": [
                {"field": change.field, "was": change.was, "now": change.now, "is_edited": change.is_edited}
                for change in self.changes
            ],
        }


def candidates(run: ImportRun) -> QuerySet[StagedDocument]:
    """Return the documents of a run that can be read again: all but those that somebody decided against."""
    against = Q(state=State.REJECTED, decided_at__isnull=False) | Q(state=State.ACCEPTED, article__isnull=True)
    found = run.documents.filter(source_file__isnull=False).exclude(against)
    return found.select_related("run", "source_file", "article").order_by("source_file_id", "position")


def compare(run: ImportRun, documents: Sequence[StagedDocument] | None = None) -> Iterator[Reread]:
    """Yield each document of a run (or each of these) as it would be read now. Writes nothing."""
    reader = rereading.Rereader(run, lessons.in_force(), by_content=True)
    for staged in candidates(run).iterator(chunk_size=200) if documents is None else documents:
        try:
            document = reader.read(staged, staged.refused_repairs)
        except NotAcceptableError as refusal:
            yield _unread(staged, str(refusal))
            continue
        yield _judged(staged, document, _changes(staged, document))


def _changes(staged: StagedDocument, document: Document) -> Sequence[Change]:
    """Return what differs, also from what its column was given when it was read again before."""
    changes = differences.between(staged, document)
    if not changes or staged.state != State.ACCEPTED:
        return changes
    since = StagedDocument.objects.exclude(run__status=ImportRun.Status.UNDONE).filter(
        article=staged.article_id, source_file=staged.source_file_id, source=staged.source, state=State.ACCEPTED,
        pk__gt=staged.pk,
    )  # fmt: skip
    last = since.order_by("pk").last()
    return differences.between(last, document) if last is not None else changes


def _unread(staged: StagedDocument, why: str) -> Reread:
    """Return what could not be read: no news of what could not be read before either."""
    was_read = staged.state not in {State.REJECTED, State.LEFT_OUT}
    return Reread(staged=staged, kind=Kind.WORSE if was_read else Kind.SAME, why=why if was_read else "")


def _judged(staged: StagedDocument, document: Document, changes: Sequence[Change]) -> Reread:
    is_decided = staged.state == State.ACCEPTED
    if not changes and (is_decided or _held_by(staged) == (document.verdict.value, _codes(document.notices))):
        return Reread(staged=staged, kind=Kind.SAME, document=document)
    kind, why = Kind.OPEN, ""
    if is_decided and staged.article is not None:
        kind = Kind.COLUMN if is_text_untouched(staged.article) else Kind.TOUCHED
        why = "" if kind is Kind.COLUMN else "Somebody has changed the column since."
    if kind is not Kind.OPEN and document.verdict is not Verdict.READY:
        stops = [notice.message for notice in document.notices if notice.severity is Severity.HOLD]
        kind, why = Kind.WORSE, " ".join(stops[:1]) or "It would be left out."
    return Reread(staged=staged, kind=kind, document=document, changes=changes, why=why)


def _held_by(staged: StagedDocument) -> tuple[str, frozenset[str]]:
    """Return what its reader thought could be done with a document, and what it was held for."""
    read = staged.parsed or {}
    codes = (notice["code"] for notice in read.get("notices", ()) if notice["severity"] == Severity.HOLD)
    return read.get("verdict", ""), frozenset(codes)


def _codes(notices: Sequence[Notice]) -> frozenset[str]:
    return frozenset(notice.code for notice in notices if notice.severity is Severity.HOLD)


def apply(
    run: ImportRun, *, user: User | None, via: str, take: Collection[str] = ()
) -> tuple[ImportRun, list[tuple[Reread, str]]]:
    """Read a run again and keep what differs, as a run of its own; return it, and what became of each that differs.

    `take` names sources whose editor's changes are overwritten: edits beside what was read, and columns changed since.
    """
    new = runs.start(via=via, user=user, given=f"Loading {run.pk}, read again", options=_options(run))
    done: list[tuple[Reread, str]] = []
    counts: Counter[str] = Counter()
    try:
        for found in compare(run):
            if found.kind is Kind.SAME:
                counts[Outcome.UNCHANGED.value] += 1
                continue
            outcome = _apply(new, found, user, takes=found.staged.source in take)
            counts[outcome] += 1
            done.append((found, outcome))
        runs.finish(new, counts=counts, repeats=[])
    except BaseException:
        runs.interrupt(new, counts=counts, repeats=[])
        raise
    return new, done


def _options(run: ImportRun) -> dict[str, Any]:
    return {**{name: run.options[name] for name in ("format", "timezone") if name in run.options}, OPTION: run.pk}


@transaction.atomic
def _apply(new: ImportRun, found: Reread, user: User | None, *, takes: bool) -> str:
    """Keep one new reading; return the outcome as a run counts it."""
    if found.document is None or found.kind is Kind.WORSE or (found.kind is Kind.TOUCHED and not takes):
        return Outcome.HELD.value
    if found.kind is Kind.OPEN:
        return _in_place(new, found, takes=takes)
    return _as_version(new, found, user, takes=takes)


def _in_place(new: ImportRun, found: Reread, *, takes: bool) -> str:
    assert found.document is not None  # noqa: S101 the caller has looked
    staged = (
        StagedDocument.objects.select_for_update(of=("self",))
        .select_related("run", "source_file")
        .get(pk=found.staged.pk)
    )
    if staged.state == State.ACCEPTED:
        return Outcome.HELD.value  # somebody has accepted it meanwhile
    before = reread_rows.plain(staged)
    staged.edits = _edits(staged, found, takes=takes)
    rereading.put(staged, found.document)
    staged.save()
    lessons.remember([staged], lessons.in_force())
    Journal(run=new, staged=staged).changed(staged, before=before, after={"fingerprint": staged.fingerprint})
    return str(Outcome.UPDATED.value)


def _as_version(new: ImportRun, found: Reread, user: User | None, *, takes: bool) -> str:
    """Give the column a new version through a row of the new run; the old row stays as it was."""
    assert found.document is not None  # noqa: S101 the caller has looked
    old = found.staged
    staged = StagedDocument(
        run=new, source_file=old.source_file, position=new.documents.count(), source=old.source, parsed=old.parsed,
        edits=_edits(old, found, takes=takes), refused_repairs=old.refused_repairs, tags=old.tags,
        author_choices=old.author_choices, outcome=Outcome.UPDATED, state=State.WAITING, article=old.article,
    )  # fmt: skip
    rereading.put(staged, found.document)
    staged.save()
    lessons.remember([staged], lessons.in_force())
    try:
        accepting.accept(staged, user=user, publish=False, derive_related=False)
    except NotAcceptableError as refusal:
        staged.state, staged.outcome, staged.reason = State.HELD, Outcome.HELD, str(refusal)
        staged.save(update_fields=["state", "outcome", "reason"])
    return str(staged.outcome)


def _edits(staged: StagedDocument, found: Reread, *, takes: bool) -> dict[str, Any]:
    """Return an editor's values, without those that are asked to give way to what is read now."""
    gone = {change.field for change in found.changes} if takes else set()
    return {name: value for name, value in staged.edits.items() if name not in gone}
