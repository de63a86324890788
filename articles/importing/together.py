"""Many new documents made into articles at once: the same rows as one by one, in a few dozen statements.

Only what is plain goes this way: a document that nobody knows yet, without pictures, links, printed corrections or an
old address. Everything else is left to `loading`, one by one, in its turn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from articles import bulk
from articles.editing import services as editing
from articles.editing import tagging
from articles.importing import accepting, building, people
from articles.importing.decisions import Decision
from articles.importing.documents import Notice, Standing
from articles.importing.journal import Journal
from articles.importing.keeping import Keeper, file_row, step_of, tags_of
from articles.importing.known import Known
from articles.importing.models import RunChange, SourceFile, StagedDocument
from articles.importing.readings import Arrival, KeptFile
from articles.importing.steps import REPEATED, Step
from articles.importing.teaching import lessons
from articles.importing.values import Values, values_read
from articles.models import Article, Series
from articles.models.article import guid_for
from articles.new_rows import new_row
from articles.readership import services as readership
from authors.names import fold

Outcome = StagedDocument.Outcome
State = StagedDocument.State
UNDECIDED = frozenset({Outcome.HELD, Outcome.LEFT_OUT, Outcome.REJECTED})


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A document on its way into the database; `new` is None for one that becomes no article."""

    arrival: Arrival
    decision: Decision
    tags: tuple[str, ...]
    notices: tuple[Notice, ...]
    staged: StagedDocument | None = None
    values: Values | None = None
    new: editing.NewArticle | None = None
    changes: list[RunChange] = field(default_factory=list)

    def step(self) -> Step:
        staged = self.staged or self.decision.known
        found = step_of(self.arrival.reading.document, self.decision, staged, self.tags, self.notices)
        return replace(found, article=self.new.article) if self.new else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What many documents have in common, each asked for once."""

    people: people.Directory
    tags: tagging.Vocabulary
    series: dict[str, Series] = field(default_factory=dict)


@transaction.atomic
def load(keeper: Keeper, arrivals: Sequence[Arrival]) -> list[Step]:
    """Load documents up to the first that is not plain; return a step for each of these, in order: perhaps none.

    Where it raises, nothing was written: the keeper must be told to `forget` them.
    """
    keeper.begin(Known.look_up([arrival.reading for arrival in arrivals]))
    entries = list(_plain_ones(keeper, arrivals))
    _write(keeper, entries)
    return [entry.step() for entry in entries]


def _plain_ones(keeper: Keeper, arrivals: Iterable[Arrival]) -> Iterator[_Entry]:
    for arrival in arrivals:
        mark, document = keeper.asker.mark(), arrival.reading.document
        decision = keeper.asker.decide(arrival.reading)
        if not _is_plain(arrival, decision):
            keeper.asker.back_to(mark)
            return
        tags, notices = tags_of(document, decision, keeper.options)
        yield _Entry(arrival=arrival, decision=decision, tags=tags, notices=notices)


def _is_plain(arrival: Arrival, decision: Decision) -> bool:
    if decision.outcome in REPEATED:
        return not arrival.reading.document.pictures  # some that were missing may have come
    if decision.outcome == Outcome.CREATED:
        return decision.known is None and decision.replaces is None and _has_words_alone(arrival)
    is_undecided = decision.known is None or decision.known.state != State.ACCEPTED
    return decision.outcome in UNDECIDED and is_undecided and not arrival.reading.document.pictures


def _has_words_alone(arrival: Arrival) -> bool:
    document, ahead = arrival.reading.document, arrival.reading.ahead
    more = (document.pictures, document.corrections, document.legacy_url, document.legacy_aliases, document.legacy_id)
    return ahead is not None and not any(more) and "<a " not in ahead.body and "<img" not in ahead.body


def _write(keeper: Keeper, entries: Sequence[_Entry]) -> None:
    wanted = [entry for entry in entries if entry.decision.known is None and entry.decision.outcome not in REPEATED]
    files = _files(entry.arrival.file for entry in wanted)
    for entry in wanted:
        file = files[entry.arrival.file.sha256] if entry.arrival.file else None
        entry.staged = keeper.row(entry.arrival, entry.decision, entry.tags, entry.notices, file=file)
    created = [entry for entry in wanted if entry.decision.outcome == Outcome.CREATED]
    _make_articles(keeper, created)
    rows = [entry.staged for entry in wanted if entry.staged]
    bulk.insert(rows, needs_ids=True)
    lessons.remember(rows, keeper.options.lessons)
    for row in rows:
        del row.parsed  # whoever wants it reads it from the database, decoded
    bulk.insert(change for entry in created for change in entry.changes)


def _files(kept: Iterable[KeptFile | None]) -> dict[str, SourceFile]:
    """Return the rows of some files by their hash; makes those that are new."""
    wanted = {file.sha256: file for file in kept if file}
    there = SourceFile.objects.filter(sha256__in=wanted).defer("content")
    known = {row.sha256: row for row in there}
    new = [file_row(file) for sha256, file in wanted.items() if sha256 not in known]
    bulk.insert(new, needs_ids=True)
    return known | {row.sha256: row for row in new}


def _make_articles(keeper: Keeper, created: Sequence[_Entry]) -> None:
    """Make the articles of new documents with all that hangs on them, and gather the journal of each."""
    shared = _Shared(
        people=keeper.asker.known.people if keeper.asker.known else people.Directory(),
        tags=tagging.Vocabulary(name for entry in created for name in entry.tags),
    )
    journals = [Journal(run=keeper.run, staged=entry.staged, gathers=entry.changes) for entry in created]
    for entry, journal in zip(created, journals, strict=True):
        _fill(keeper, entry, journal, shared)
    editing.create_articles([entry.new for entry in created if entry.new], user=None)
    for entry, journal in zip(created, journals, strict=True):
        _settle(entry, journal)
    _keep_lists(created, journals)


def _fill(keeper: Keeper, entry: _Entry, journal: Journal, shared: _Shared) -> None:
    document, ahead = entry.arrival.reading.document, entry.arrival.reading.ahead
    assert ahead is not None  # noqa: S101 what is plain was prepared
    entry.values = values = entry.decision.values or values_read(document)
    article = new_row(Article, guid=guid_for(document.identity or None))
    building.fill(article, values)
    article.body = ahead.body
    if values.series:
        key = fold(values.series)
        article.series = shared.series.get(key) or accepting.series_named(values.series, journal)
        shared.series[key] = article.series
    if keeper.options.publish and values.standing is Standing.PUBLIC:
        article.status = Article.Status.PUBLISHED
    tags = accepting.tags_named(entry.tags, journal, shared.tags)
    entry.new = editing.NewArticle(
        article=article,
        credits=people.credits_for(values, {}, journal, shared.people),
        tags=tags,
        words=ahead.words,
        note=f"loading {keeper.run.pk}: {document.source}"[:500],
    )


def _settle(entry: _Entry, journal: Journal) -> None:
    """Say in the row that its article is made."""
    staged, new, values = entry.staged, entry.new, entry.values
    if staged is None or new is None or values is None:
        raise ValueError(f"{entry.arrival.source.name} was not made.")
    staged.article, staged.state, staged.awaits_related = new.article, State.ACCEPTED, True
    staged.headline, staged.decided_at = values.headline, timezone.now()
    journal.created(new.article, after={"version": new.article.version})


def _keep_lists(created: Sequence[_Entry], journals: Sequence[Journal]) -> None:
    printed = [
        (entry.new.article, [(line.rank, line.headline) for line in entry.values.most_read], entry.values.most_read_day)
        for entry in created
        if entry.new and entry.values and entry.values.most_read
    ]
    of = {entry.new.article.pk: journal for entry, journal in zip(created, journals, strict=True) if entry.new}
    for made in readership.keep_printed_lists(printed):
        if made.article_id is not None:
            of[made.article_id].created(made)
