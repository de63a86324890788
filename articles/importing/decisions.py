"""What will become of a document that was read: a question to the database, which changes nothing.

The command, its dry run and the desk ask it alike, so that a preview says what the loading will do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.editing import addresses
from articles.importing import building, document_json, people
from articles.importing.documents import Document, Notice, Severity, Standing, Verdict
from articles.importing.journal import is_untouched
from articles.importing.known import Known
from articles.importing.models import StagedDocument
from articles.importing.readings import Reading
from articles.importing.seen import Before, Seen
from articles.importing.twins.finding import NOTHING, Finder, Found
from articles.importing.values import Values, values_read
from articles.models import Article
from articles.models.article import guid_for

Outcome = StagedDocument.Outcome
State = StagedDocument.State


# What keeps a document held however well it is read, and what says that a later loading has taken it.
STAYS_HELD = frozenset({"not_acceptable", "same_identity", "changed_since", "article_deleted"})
TAKEN = "taken_later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What will become of a document; `known` is the row that has it already, and then no new one is made."""

    outcome: str
    article: Article | None = None
    known: StagedDocument | None = None
    notices: tuple[Notice, ...] = ()
    replaces: StagedDocument | None = None  # the row of a held document that is no longer held
    found: Found = NOTHING  # by which its text is known again, and which other text it is nearly the same as
    values: Values | None = None  # what a new document says, where they had to be looked at


@dataclass(slots=True, kw_only=True)
class Asker:
    """Decides on the documents of one run, in order; remembers those that it has seen.

    `publish`: an untouched draft of an unchanged source is to be published. `asks_editor`: somebody will confirm the
    columnists, so that a name of two people holds nothing up.
    """

    publish: bool = False
    asks_editor: bool = False
    known: Known | None = None  # what the database has of the documents that come next; None: it is asked for each
    _seen: Seen = field(default_factory=Seen)
    _heads: set[int] = field(default_factory=set)
    _lately: list[str | int] = field(default_factory=list)
    _twins: Finder = field(default_factory=Finder)

    def decide(self, reading: Reading) -> Decision:
        """Return what will become of a document."""
        document = reading.document
        if document.verdict in {Verdict.REJECTED, Verdict.LEFT_OUT}:
            return Decision(outcome=document.verdict.value, known=self._same_row(reading))
        before = self._seen.before(document.identity, reading.fingerprint) if document.identity else None
        if before is not None:
            return self._twice_in_run(reading, before)
        self.see(document.identity, reading.fingerprint, document.source)
        return self._known_before(reading) or self._new(reading)

    def see(self, identity: str, fingerprint: str, source: str) -> None:
        """Remember a document for those that come after it."""
        if identity:
            self._seen.add(identity, fingerprint, source)
            self._lately.append(identity)

    def remember(self, seen: Iterable[tuple[str, str, str]]) -> None:
        """Take up a run that was begun before: the identity, fingerprint and source of each of its documents."""
        for identity, fingerprint, source in seen:
            if identity:
                self._seen.add(identity, fingerprint, source)

    def has_seen(self, identity: str) -> bool:
        """Whether a document of this identity came before in the run."""
        return identity in self._seen

    def begin(self, known: Known | None) -> None:
        """Begin with the next documents: `known` is what the database has of them."""
        self.known = known
        self._lately.clear()

    def mark(self) -> int:
        """Return how many things were remembered since `begin`, for `back_to`."""
        return len(self._lately)

    def back_to(self, mark: int) -> None:
        """Forget what was remembered since, because nothing of it was kept."""
        for key in self._lately[mark:]:
            if isinstance(key, str):
                self._seen.forget(key)
            else:
                self._heads.discard(key)
        del self._lately[mark:]

    def _twice_in_run(self, reading: Reading, before: Before) -> Decision:
        if before.is_same:
            sentence = f"The same text came before in this run, from {before.source}."
            row = _accepted(reading.document.identity)
            article = row.article if row else None
            return Decision(
                outcome=Outcome.DUPLICATE, article=article, known=row, notices=(note("duplicate", sentence),)
            )
        sentence = f"{before.source} has another text with the same id: an editor must say which is right."
        return Decision(outcome=Outcome.HELD, known=same_row(reading), notices=(hold("same_identity", sentence),))

    def _known_before(self, reading: Reading) -> Decision | None:
        """Return the decision on a document that an earlier run knows; None where none does."""
        identity, rows = reading.document.identity, self._rows_of(reading)
        accepted = next((row for row in rows if row.state == State.ACCEPTED), None)
        if accepted is not None:
            return self._accepted_before(reading, accepted)
        same = next((row for row in rows if is_same(row, reading)), None)
        if same is not None:
            return self._anew(reading, same) or _undecided_before(same)
        if not self._may_be_known(identity):
            return None
        kept = article_of(identity)
        if kept is None:
            return None
        sentence = "Its column was kept when the run that made it was undone, because it had been changed."
        return Decision(outcome=Outcome.UNCHANGED, article=kept, notices=(note("kept_at_undo", sentence),))

    def _rows_of(self, reading: Reading) -> list[StagedDocument]:
        """Return what is known of a document, the latest decision first; one without an identity has its source."""
        identity = reading.document.identity
        if identity:
            return _rows(identity) if self._may_be_known(identity) else []
        row = self._same_row(reading)
        return [] if row is None else [row]

    def _may_be_known(self, identity: str) -> bool:
        return bool(identity) and (self.known is None or identity in self.known.identities)

    def _anew(self, reading: Reading, row: StagedDocument) -> Decision | None:
        """Return the decision on a held document that can be read by now, as if it were new; None for any other."""
        is_the_loader_s = row.state == State.HELD and row.decided_at is None and row.decided_by_id is None
        is_changed = bool(row.edits or row.author_choices or row.refused_repairs)
        if not is_the_loader_s or is_changed or reading.document.verdict is not Verdict.READY:
            return None
        if any(notice["code"] in STAYS_HELD for notice in row.notices):
            return None
        decision = self._new(reading)
        return replace(decision, replaces=row) if decision.outcome == Outcome.CREATED else None

    def _accepted_before(self, reading: Reading, row: StagedDocument) -> Decision:
        article = row.article
        same_name = base(row.source) == base(reading.document.source)
        if article is None:
            sentence = "The column made of this was deleted since; accept it to make it again."
            return Decision(outcome=Outcome.HELD, known=row, notices=(hold("article_deleted", sentence),))
        if is_same(row, reading):
            if not same_name:
                sentence = f"The same text was loaded from {row.source}."
                return Decision(
                    outcome=Outcome.DUPLICATE, article=article, known=row, notices=(note("duplicate", sentence),)
                )
            return self._unchanged(reading, article, row)
        if not same_name:
            sentence = f"{row.source} has another text with the same id: an editor must say which is right."
            notice = hold("same_identity", sentence)
            return Decision(outcome=Outcome.HELD, known=same_row(reading), notices=(notice,))
        if not is_untouched(article):
            sentence = "The source has changed, and so has the column since it was loaded: an editor must choose."
            return _held(reading, article, hold("changed_since", sentence))
        trouble = self.trouble(reading.document, values_read(reading.document))
        return _held(reading, article, *trouble) if trouble else Decision(outcome=Outcome.UPDATED, article=article)

    def _unchanged(self, reading: Reading, article: Article, row: StagedDocument) -> Decision:
        is_public_there = reading.document.standing is Standing.PUBLIC
        if not (self.publish and is_public_there) or article.status != Article.Status.DRAFT:
            return Decision(
                outcome=Outcome.UNCHANGED, article=article, known=row, notices=_read_otherwise(reading, row)
            )
        if not is_untouched(article):
            sentence = "Its draft was changed since it was loaded, so publishing it is left to the desk."
            notice = note("draft_changed", sentence)
            return Decision(outcome=Outcome.UNCHANGED, article=article, known=row, notices=(notice,))
        return Decision(outcome=Outcome.UPDATED, article=article, known=row)

    def _new(self, reading: Reading) -> Decision:
        found = self._twins.look(reading.document, reading.sketch)
        values = values_read(reading.document)
        trouble = [*self.trouble(reading.document, values), *found.notices]
        is_held = reading.document.verdict is Verdict.HELD or bool(trouble)
        return Decision(
            outcome=Outcome.HELD if is_held else Outcome.CREATED,
            notices=(*trouble, *self._doubts(reading.document)),
            found=found,
            values=values,
        )

    def _doubts(self, document: Document) -> list[Notice]:
        """Return what an editor should look at, though it holds nothing up."""
        if document.published is None or not building.has_zones(document.published):
            return []
        posted, found = document.published.at, []
        day = addresses.day_of(posted)
        if posted > timezone.now():
            found.append(warn("posted_in_future", f"It is dated {day}, a day to come: published, it waits until then."))
        if document.headline and self._is_there(day, document.headline):
            sentence = f"Another text of {day} has the same headline: is this a new version of it?"
            found.append(warn("same_headline_and_day", sentence))
        return found

    def _is_there(self, day: date, headline: str) -> bool:
        """Whether a column, or an earlier document of this run, has the headline on the day."""
        key = hash((day, headline))  # a number takes a fifth of the room, for each of 100,000 documents
        if key in self._heads:
            return True
        self._heads.add(key)
        self._lately.append(key)
        if self.known is not None:
            return (day, headline) in self.known.heads
        return Article.objects.filter(published_on=day, headline=headline).exists()

    def _same_row(self, reading: Reading) -> StagedDocument | None:
        is_new = self.known is not None and reading.document.source not in self.known.sources
        return None if is_new else same_row(reading)

    def trouble(self, document: Document, values: Values) -> list[Notice]:
        """Return what keeps a document from becoming an article without an editor."""
        if document.verdict is Verdict.HELD:
            return []  # its own notices say why
        found = missing(values)
        if not self.asks_editor:
            found += people.ambiguities(values, {}, self.known.people if self.known else None)
        return found


def missing(values: Values) -> list[Notice]:
    """Return a notice for each value that an article must have or can't take as it is."""
    found = []
    if values.published is None and values.standing is Standing.PUBLIC:
        found.append(hold("no_date", "Nothing reliable says when it was published: give “Posted”."))
    try:
        building.check(values)
    except ValidationError as error:
        found += [hold("value_not_usable", sentence) for sentence in building.sentences(error)]
    return found


def same_row(reading: Reading) -> StagedDocument | None:
    """Return the row that already keeps exactly this document of this source, whatever became of it."""
    rows = _light(StagedDocument.objects.known().filter(source=reading.document.source))
    return next((row for row in rows.order_by("-id") if is_same(row, reading)), None)


def article_of(identity: str) -> Article | None:
    """Return the article that was made of a document of this identity."""
    # Most often there is none, and asking for the id alone is much cheaper.
    pk = Article.objects.filter(guid=guid_for(identity)).values_list("pk", flat=True).first()
    return Article.objects.get(pk=pk) if pk is not None else None


def _light(rows: QuerySet[StagedDocument]) -> QuerySet[StagedDocument]:
    """Load rows with their article and file, but without the bytes and texts."""
    heavy = ("parsed", "own_text", "source_file__content", "source_file__text")
    return rows.select_related("article", "source_file").defer(*heavy)


def _rows(identity: str) -> list[StagedDocument]:
    """Return what is known of an identity, the latest decision first."""
    rows = _light(StagedDocument.objects.known().filter(identity=identity))
    latest = rows.order_by(F("decided_at").desc(nulls_last=True), "-id")
    return [row for row in latest if all(notice["code"] != TAKEN for notice in row.notices)]


def _accepted(identity: str) -> StagedDocument | None:
    return next((row for row in _rows(identity) if row.state == State.ACCEPTED), None)


def is_same(row: StagedDocument, reading: Reading) -> bool:
    """Whether a row was read from the same bytes, or from other bytes that say the same."""
    if row.fingerprint and row.fingerprint == reading.fingerprint:
        return True
    if row.source_file is None or position(row.source) != position(reading.document.source):
        return row.source_file is None and not reading.sha256 and row.source == reading.document.source
    return row.source_file.sha256 == reading.sha256


def base(source: str) -> str:
    """Return the name of the file that a source is in: `dump.txt` for `dump.txt#2`."""
    name, mark, number = source.rpartition("#")
    return name if mark and number.isdigit() else source


def position(source: str) -> str:
    """Return the number of a source in its file, "" where it is the only one."""
    return source.removeprefix(base(source))


def hold(code: str, message: str) -> Notice:
    """Return a notice that stops a document."""
    return Notice(code=code, message=message, severity=Severity.HOLD)


def warn(code: str, message: str) -> Notice:
    """Return a notice that wants a look."""
    return Notice(code=code, message=message, severity=Severity.WARN)


def note(code: str, message: str) -> Notice:
    """Return a notice that is only said."""
    return Notice(code=code, message=message, severity=Severity.NOTE)


def _read_otherwise(reading: Reading, row: StagedDocument) -> tuple[Notice, ...]:
    """Return a notice where the bytes are the same and their meaning is not, unless an editor chose that meaning."""
    if not row.fingerprint or row.fingerprint == reading.fingerprint or row.refused_repairs:
        return ()
    sentence = (
        "The same file was read otherwise before (another time zone, or an earlier reader); its column stays as it is. "
        f"To take the new reading, undo loading {row.run_id} and load it again."
    )
    return (note("read_otherwise", sentence),)


def _held(reading: Reading, article: Article, *notices: Notice) -> Decision:
    return Decision(outcome=Outcome.HELD, article=article, known=same_row(reading), notices=notices)


def _undecided_before(row: StagedDocument) -> Decision:
    """Return the decision on a document that waits for an editor, or that one has decided against."""
    kept = tuple(document_json.load_notice(notice) for notice in row.notices)
    if row.state == State.WAITING:
        sentence = f"It waits in the desk for an editor, in loading {row.run_id}."
        kept = (*kept, hold("waits_for_review", sentence))
        return Decision(outcome=Outcome.HELD, known=row, notices=kept)
    if row.state == State.REJECTED:
        sentence = f"An editor decided against it{f': {row.reason}' if row.reason else ''}."
        return Decision(outcome=Outcome.LEFT_OUT, known=row, notices=(note("rejected_by_editor", sentence),))
    return Decision(outcome=row.state, known=row, notices=kept)
