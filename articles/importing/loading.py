"""Loading without an editor: what `import_columns` does with each document, in one transaction a document."""

from collections.abc import Generator, Iterable
from dataclasses import replace

from django.db import IntegrityError, transaction

from articles.importing import accepting, runs, staging
from articles.importing.decisions import Reading, hold
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.sources import Source
from articles.importing.staging import Keeper, Options, Step, Tally
from articles.related.rebuilding import Progress

Outcome = StagedDocument.Outcome
ACCEPTABLE = frozenset({Outcome.CREATED, Outcome.UPDATED})


def load(
    run: ImportRun, sources: Iterable[Source], options: Options, *, progress: Progress | None = None
) -> Generator[Step]:
    """Load every document and finish the run; killed at any point, the same call again goes on with the rest.

    `progress` is told of what comes after the last document: what is being done, how much is done, how much there is.
    """
    keeper, tally = Keeper(run=run, options=options), Tally()
    try:
        for source in sources:
            for reading in staging.readings(source, options):
                step = _load(keeper, source, reading)
                tally.add(step)
                yield step
        runs.finish(run, counts=tally.counts, repeats=tally.repeats, progress=progress)
    except BaseException:
        runs.interrupt(run, counts=tally.counts, repeats=tally.repeats)
        raise


def _load(keeper: Keeper, source: Source, reading: Reading) -> Step:
    """Load one document; once more where somebody else has made the same row at the same moment."""
    try:
        return _attempt(keeper, source, reading)
    except IntegrityError:
        return _attempt(keeper, source, reading, is_last=True)


@transaction.atomic
def _attempt(keeper: Keeper, source: Source, reading: Reading, *, is_last: bool = False) -> Step:
    step = keeper.keep(source, reading)
    if step.outcome not in ACCEPTABLE or step.staged is None:
        return step
    try:
        if step.staged.state == StagedDocument.State.ACCEPTED:
            return _publish(keeper, step)
        article = accepting.accept(
            step.staged, user=None, publish=keeper.options.publish, derive_related=False, is_fresh=True
        )
    except accepting.NotAcceptableError as error:
        if isinstance(error.__cause__, IntegrityError) and not is_last:
            raise error.__cause__ from error
        return staging.held(step, hold("not_acceptable", str(error)))
    return replace(step, article=article)


def _publish(keeper: Keeper, step: Step) -> Step:
    """Publish the draft that an earlier run made of this document."""
    if step.staged is not None and step.article is not None:
        accepting.publish_draft(keeper.run, step.staged, step.article, user=None, tags=keeper.options.tags)
    return step
