"""A loading of the desk, worked off in short steps: within a request, by a page that asks for the next, or by a worker.

Where a run stands is written with each document, in the document's own transaction: a step that dies loses nothing and
leaves nothing out. One alone works on a run at a time.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from articles.importing import control, patience, reading_ahead, runs, spool
from articles.importing.control import AskedToStopError
from articles.importing.keeping import Keeper
from articles.importing.models import ImportRun
from articles.importing.options import Options
from articles.importing.steps import MOST_REPEATS, REPEATED, Step
from articles.importing.teaching import lessons

AT_WORK = "at_work"  # in the progress of a run: a step has begun and has not come to its end
EVERY = 1.0  # seconds after which a step hears what the desk asks


def begin(run: ImportRun) -> None:
    """Say how much there is in what was kept for a run."""
    control.tell(run, {"what": control.READING, "done": 0, "total": spool.expected(run), "seconds": 0.0})
    control.release(run)


def go_on(run: ImportRun, *, seconds: float) -> None:
    """Work on a run for about so many seconds, or until it is done; see `steps`."""
    for _ in steps(run, seconds=seconds):
        pass


def steps(run: ImportRun, *, seconds: float) -> Generator[Step]:
    """Work on a run for about so many seconds, or until it is done or asked to stop; yield each document.

    Nothing is done where somebody else works on it. At the end the run is finished and what was given is cleared away.
    """
    if not control.claim(run):
        return
    becomes = ImportRun.Status.INTERRUPTED
    died = bool(run.progress.get(AT_WORK))
    control.tell(run, {**run.progress, AT_WORK: True})
    try:
        is_done = yield from _work(run, time.monotonic() + seconds, died=died)
        becomes = ImportRun.Status.RUNNING
        if is_done:
            runs.finish(run, counts={}, repeats=[], progress=control.heard_in_between(run))
            spool.clear(run)
            becomes = ImportRun.Status.FINISHED
    except AskedToStopError as asked:
        becomes = ImportRun.Status(asked.status)
    finally:
        run.progress = {name: value for name, value in run.progress.items() if name != AT_WORK}
        control.release(run, becomes)


def _work(run: ImportRun, until: float, *, died: bool) -> Generator[Step, None, bool]:
    """Go on where the run stands; return whether all is done.

    `died`: the step before did not come to its end. The file that it was at may be the reason: it is read apart.
    """
    options = Options(asks_editor=True, tags=tuple(run.options.get("tags", ())), lessons=lessons.of_run(run.options))
    keeper = Keeper(run=run, options=options)
    keeper.asker.remember(run.documents.order_by("position").values_list("identity", "fingerprint", "source"))
    at_file, at_document = run.progress.get("file", 0), run.progress.get("document", 0)
    began = heard = time.monotonic()
    before = run.progress.get("seconds", 0.0)
    for number, source in enumerate(spool.given(run)):
        if number < at_file:
            continue
        read = reading_ahead.apart if died else patience.arrivals
        for place, arrival in enumerate(read(source, options)):
            if number == at_file and place < at_document:
                continue
            with_pictures = keeper.gatherer.gather(arrival)
            with _as_it_is_kept(run), transaction.atomic():
                step = keeper.keep(with_pictures)
                _stand(run, step, number, place + 1, before + time.monotonic() - began)
            died = False
            yield step
            if time.monotonic() - heard > EVERY:
                heard = time.monotonic()
                control.hear(run)
            if time.monotonic() > until:
                return False
    return True


@contextmanager
def _as_it_is_kept(run: ImportRun) -> Iterator[None]:
    """Let a run stand where it stood when what is done within is not kept: else the document would be passed over."""
    stood = run.counts, run.repeats, run.progress
    try:
        yield
    except BaseException:
        run.counts, run.repeats, run.progress = stood
        raise


def _stand(run: ImportRun, step: Step, file: int, document: int, seconds: float) -> None:
    """Write where a run stands after a document."""
    outcome, done = str(step.outcome), run.progress.get("done", 0) + 1
    run.counts = {**run.counts, outcome: run.counts.get(outcome, 0) + 1}
    if step.outcome in REPEATED and len(run.repeats) < MOST_REPEATS:
        run.repeats = [*run.repeats, step.repeat()]
    total = max(run.progress.get("total", 0), done)
    run.progress = {
        **run.progress, "file": file, "document": document, "done": done, "total": total, "seconds": round(seconds, 1),
    }  # fmt: skip
    run.seen_at = timezone.now()
    run.save(update_fields=["counts", "repeats", "progress", "seen_at"])
