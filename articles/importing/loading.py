"""Loading without an editor: what `import_columns` does with each document.

New documents are written many in a transaction (`together`); what is not plain, and each of a batch that failed, in
a transaction of its own. Between two batches a run can be stopped, and killed at any point: the same call again goes
on with the rest.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import takewhile

from django.db import DataError, IntegrityError, transaction

from articles.importing import accepting, keeping, preparing, reading_ahead, recognising, runs, together
from articles.importing.at_speed import at_speed
from articles.importing.decisions import hold
from articles.importing.documents import Standing
from articles.importing.keeping import Keeper
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.options import Options
from articles.importing.readings import Arrival
from articles.importing.recognising import Recognised
from articles.importing.sources import Source
from articles.importing.steps import Step, Tally
from articles.models import Article
from articles.related.rebuilding import Progress

Outcome = StagedDocument.Outcome
ACCEPTABLE = frozenset({Outcome.CREATED, Outcome.UPDATED})
# Documents in a transaction: few at first, so that something is seen at once, then more and more.
FEWEST, MOST = 1, 256


def load(
    run: ImportRun, sources: Iterable[Source], options: Options, *, progress: Progress | None = None
) -> Generator[Step]:
    """Load every document and finish the run; killed at any point, the same call again goes on with the rest.

    `progress` is told of what comes after the last document: what is being done, how much is done, how much there is.
    """
    loader, tally = Loader(keeper=Keeper(run=run, options=options)), Tally()
    run.options = {**run.options, recognising.OPTION: recognising.way_of_reading(options)}
    run.save(update_fields=["options"])
    sorted_out = recognising.Recogniser(options=options).sort(sources)
    try:
        with at_speed(), closing(reading_ahead.arrivals(sorted_out, options)) as arriving:
            for steps in loader.load(arriving):
                for step in steps:
                    tally.add(step)
                yield from steps
        runs.finish(run, counts=tally.counts, repeats=tally.repeats, progress=progress)
    except BaseException:
        runs.interrupt(run, counts=tally.counts, repeats=tally.repeats)
        raise


@dataclass(slots=True, kw_only=True)
class Loader:
    """Loads the documents of one run in their order."""

    keeper: Keeper
    _window: int = FEWEST
    _waiting: list[Arrival | Recognised] = field(default_factory=list)

    def load(self, arrivals: Iterable[Arrival | Recognised]) -> Iterator[Sequence[Step]]:
        """Load documents as they come; yields the steps of each transaction when it is done."""
        for arrival in arrivals:
            self._waiting.append(arrival)
            if len(self._waiting) >= self._window:
                yield self._some()
        while self._waiting:
            yield self._some()

    def _some(self) -> list[Step]:
        """Load some of those that wait, at least one."""
        first = self._waiting[0]
        if isinstance(first, Recognised):
            del self._waiting[0]
            return self._known(first)
        some = [one for one in takewhile(_is_arrival, self._waiting[: self._window]) if isinstance(one, Arrival)]
        steps = self._together(some)
        if len(steps) == len(some):
            self._window = min(MOST, self._window * 2)
        else:
            # What is not plain costs the questions that were asked for those behind it: ask for fewer next time.
            self._window = max(1, min(self._window, 2 * len(steps)))
        if not steps:
            steps = [_load(self.keeper, first)]
        del self._waiting[: len(steps)]
        return steps

    def _known(self, known: Recognised) -> list[Step]:
        """Count a file that is as it was; one whose document came before in the run must be read after all."""
        asker, staged = self.keeper.asker, known.staged
        if asker.has_seen(staged.identity):
            return [_load(self.keeper, arrival) for arrival in preparing.arrivals(known.source, self.keeper.options)]
        self.keeper.begin(None)
        asker.see(staged.identity, staged.fingerprint, staged.source)
        step = Step(
            document=known.document,
            outcome=str(Outcome.UNCHANGED),
            staged=staged,
            article=known.article,
            tags=tuple(staged.tags),
            notices=known.document.notices,
            is_brief=staged.rank == StagedDocument.Rank.CLEAN,
        )
        return [step]

    def _together(self, arrivals: Sequence[Arrival]) -> list[Step]:
        try:
            return together.load(self.keeper, arrivals)
        except (ValueError, DataError, IntegrityError):
            self.keeper.forget()
            return []  # one of them is at fault: alone, each gets what it needs and stops no other


def _is_arrival(one: Arrival | Recognised) -> bool:
    return isinstance(one, Arrival)


def _load(keeper: Keeper, arrival: Arrival) -> Step:
    """Load one document; once more where somebody else has made the same row at the same moment."""
    keeper.begin(None)
    arrival = keeper.gatherer.gather(arrival)
    try:
        return _attempt(keeper, arrival)
    except IntegrityError:
        keeper.forget()
        return _attempt(keeper, arrival, is_last=True)


@transaction.atomic
def _attempt(keeper: Keeper, arrival: Arrival, *, is_last: bool = False) -> Step:
    step = keeper.keep(arrival)
    if step.outcome not in ACCEPTABLE or step.staged is None:
        return step
    try:
        if step.staged.state == StagedDocument.State.ACCEPTED:
            return _publish(keeper, step)
        article = accepting.accept(
            step.staged,
            user=None,
            publish=keeper.options.publish and step.document.standing is Standing.PUBLIC,
            derive_related=False,
            is_fresh=True,
        )
    except accepting.NotAcceptableError as error:
        if isinstance(error.__cause__, IntegrityError) and not is_last:
            raise error.__cause__ from error
        return keeping.held(step, hold("not_acceptable", str(error)))
    return replace(step, article=article)


def _publish(keeper: Keeper, step: Step) -> Step:
    """Publish the draft that an earlier run made of this document, unless only its pictures were filled."""
    is_wanted = keeper.options.publish and step.document.standing is Standing.PUBLIC
    if is_wanted and step.staged and step.article and step.article.status == Article.Status.DRAFT:
        accepting.publish_draft(keeper.run, step.staged, step.article, user=None, tags=keeper.options.tags)
    return step
