"""From sources to staged documents: each is read, decided on and kept in one short transaction of its own."""

import hashlib
import logging
import zlib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from articles.editing import tagging
from articles.importing import document_json
from articles.importing.decisions import Asker, Decision, Reading, note
from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.importing.readers import read
from articles.importing.sources import Source
from articles.models import Article
from authors.names import fold

logger = logging.getLogger(__name__)

Outcome = StagedDocument.Outcome
Rank = StagedDocument.Rank
State = StagedDocument.State
_STATES = {
    Outcome.CREATED: State.WAITING, Outcome.UPDATED: State.WAITING, Outcome.HELD: State.HELD,
    Outcome.LEFT_OUT: State.LEFT_OUT, Outcome.REJECTED: State.REJECTED,
}  # fmt: skip
_RANKS = {Severity.HOLD: Rank.HOLD, Severity.WARN: Rank.WARN, Severity.NOTE: Rank.NOTE}
# Outcomes of documents that are known: they make no row of their own.
REPEATED = frozenset({Outcome.UNCHANGED, Outcome.DUPLICATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load: the reader's name ("": by content), the zone of dates, tags for all, and who decides."""

    format: str = ""
    timezone: str = field(default_factory=lambda: str(settings.TIME_ZONE))
    tags: tuple[str, ...] = ()
    publish: bool = False
    asks_editor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of one document. `notices` are the reader's and the loader's."""

    document: Document
    outcome: str
    staged: StagedDocument | None
    article: Article | None
    tags: tuple[str, ...]
    notices: tuple[Notice, ...]

    def repeat(self) -> dict[str, Any]:
        """Return the line that a run keeps of a document that made no row of its own."""
        return {
            "source": self.document.source,
            "outcome": self.outcome,
            "article": self.article.pk if self.article else None,
            "staged": self.staged.pk if self.staged else None,
        }


class Tally:
    """Counts the documents of a run by outcome, and keeps those that made no row."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.counts: Counter[str] = Counter()
        self.repeats: list[dict[str, Any]] = []

    def add(self, step: Step) -> None:
        """Count one document."""
        self.counts[str(step.outcome)] += 1
        if step.outcome in REPEATED:
            self.repeats.append(step.repeat())


def documents(source: Source, options: Options) -> Sequence[Document]:
    """Read a source: at least one document, and one that says why where it could not be read."""
    if source.notice is not None:
        return [Document(source=source.name, format="", identity="", verdict=source.verdict, notices=(source.notice,))]
    try:
        found = read(source.name, source.content, ReadOptions(timezone=options.timezone), format=options.format)
    except UnreadableError as error:
        return [_rejected(source.name, error.code, str(error))]
    except Exception as error:  # a fault of a reader is that of one file: it must not stop the others
        logger.exception("The reader failed on %s", source.name)
        sentence = f"{source.name} could not be read: the reader failed on it ({type(error).__name__})."
        return [_rejected(source.name, "reader_failed", sentence)]
    return [document_json.printable(document) for document in found]


def _rejected(name: str, code: str, sentence: str) -> Document:
    notice = Notice(code=code, message=sentence, severity=Severity.HOLD)
    return Document(source=name, format="", identity="", verdict=Verdict.REJECTED, notices=(notice,))


def readings(source: Source, options: Options) -> Iterator[Reading]:
    """Yield the documents of a source, each with its hashes."""
    sha256 = hashlib.sha256(source.content).hexdigest() if source.content else ""
    for document in documents(source, options):
        yield Reading.of(document, sha256)


def preview(sources: Iterable[Source], options: Options) -> Generator[Step]:
    """Say what would become of each document; nothing is written."""
    asker = Asker(publish=options.publish, asks_editor=options.asks_editor)
    for source in sources:
        for reading in readings(source, options):
            decision = asker.decide(reading)
            tags, notices = _tags(reading.document, decision, options)
            yield _step(reading.document, decision, decision.known, tags, notices)


def stage(run: ImportRun, sources: Iterable[Source], options: Options) -> Iterator[Step]:
    """Keep each document in a transaction of its own; what is known already makes no row."""
    keeper = Keeper(run=run, options=options)
    for source in sources:
        for reading in readings(source, options):
            with transaction.atomic():
                step = keeper.keep(source, reading)
            yield step


class Keeper:
    """Stages the documents of one run, in order."""

    def __init__(self, *, run: ImportRun, options: Options) -> None:
        """Go on after the documents that the run has already."""
        self.run = run
        self.options = options
        self.asker = Asker(publish=options.publish, asks_editor=options.asks_editor)
        last = run.documents.aggregate(last=Max("position"))["last"]
        self._position = 0 if last is None else last + 1

    def keep(self, source: Source, reading: Reading) -> Step:
        """Decide on a document and keep it, in the caller's transaction."""
        decision = self.asker.decide(reading)
        tags, notices = _tags(reading.document, decision, self.options)
        staged = decision.known
        if staged is None and decision.outcome not in REPEATED:
            staged = self._make(source, reading, decision, tags, notices)
        elif staged is not None and decision.outcome == Outcome.HELD and staged.state == State.ACCEPTED:
            StagedDocument.objects.filter(pk=staged.pk).update(state=State.HELD)  # its article was deleted
        return _step(reading.document, decision, staged, tags, notices)

    def _make(
        self, source: Source, reading: Reading, decision: Decision, tags: tuple[str, ...], extra: tuple[Notice, ...]
    ) -> StagedDocument:
        document, file = reading.document, self._file(source, reading)
        notices = (*document.notices, *decision.notices, *extra)
        staged = StagedDocument(
            run=self.run,
            source_file=file,
            position=self._position,
            source=document.source,
            format=document.format,
            identity=document.identity,
            fingerprint=reading.fingerprint,
            headline=document.headline[:300],
            parsed=document_json.dump(document),
            own_text=own_text(document, file),
            notices=[document_json.dump_notice(notice) for notice in (*decision.notices, *extra)],
            tags=list(tags),
            outcome=decision.outcome,
            state=_STATES[Outcome(decision.outcome)],
            rank=rank(decision.outcome, notices),
            reason=reason(decision.outcome, notices),
            article=decision.article,
        )
        staged.save()
        self._position += 1
        return staged

    def _file(self, source: Source, reading: Reading) -> SourceFile | None:
        """Return the row of the bytes, made on their first coming; None where the bytes were refused."""
        if not reading.sha256:
            return None
        known = SourceFile.objects.filter(sha256=reading.sha256).first()
        if known is not None:
            return known
        text = reading.document.text
        made, _ = SourceFile.objects.get_or_create(
            sha256=reading.sha256,
            defaults={
                "name": source.name,
                "size": len(source.content),
                "encoding": reading.document.encoding,
                "content": zlib.compress(source.content),
                "text": _compressed(text) if text else b"",
            },
        )
        return made


def own_text(document: Document, file: SourceFile | None) -> bytes | None:
    """Return the document's decoded text, compressed, where it is not that of its file."""
    if not document.text or (file is not None and file.decoded == document.text):
        return None
    return _compressed(document.text)


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


def _tags(document: Document, decision: Decision, options: Options) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
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


def _step(
    document: Document, decision: Decision, staged: StagedDocument | None, tags: tuple[str, ...],
    extra: tuple[Notice, ...],
) -> Step:  # fmt: skip
    return Step(
        document=document,
        outcome=str(decision.outcome),
        staged=staged,
        article=decision.article or (staged.article if staged else None),
        tags=tags,
        notices=(*document.notices, *decision.notices, *extra),
    )


def held(step: Step, notice: Notice) -> Step:
    """Return the step of a document that turned out not to be acceptable, after keeping that in its row."""
    staged = step.staged
    if staged is not None:
        staged.state, staged.outcome = State.HELD, Outcome.HELD
        staged.notices = [*staged.notices, document_json.dump_notice(notice)]
        notices = (*step.notices, notice)
        staged.rank, staged.reason = rank(Outcome.HELD, notices), reason(Outcome.HELD, notices)
        staged.save()
    return replace(step, outcome=str(Outcome.HELD), notices=(*step.notices, notice))


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", errors="replace"))
