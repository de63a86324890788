"""How far a run is, told while it works, and what somebody elsewhere asks of it meanwhile: pause or cancel."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.importing import runs
from articles.importing.models import ImportRun
from articles.importing.steps import Step

EVERY = 1.0  # seconds between two reports
# Who has not been seen at work for so long is gone: its part of the work is as it was before its last transaction.
SILENCE = timedelta(seconds=60)
READING = "Reading"


# What is being done, how much of it is done, how much there is.
Derived = Callable[[str, int, int], None]


class AskedToStopError(Exception):
    """Somebody has asked a run to pause or to be cancelled; `status` is what it becomes."""

    def __init__(self, status: str) -> None:
        """Keep what the run becomes."""
        super().__init__(f"It was {status}, as somebody asked.")
        self.status = status


class Watch:
    """Tells how far a run of the command is, at most once a second, and hears what is asked of it."""

    def __init__(self, run: ImportRun, *, total: int) -> None:
        """Begin to count. `total` is about how many documents there will be."""
        self._run = run
        self._counts: Counter[str] = Counter()
        self._total = total
        self._began = self._told = time.monotonic()

    def saw(self, step: Step) -> None:
        """Count a document. AskedToStopError where the run is asked to stop: call it between two transactions."""
        self._counts[str(step.outcome)] += 1
        if time.monotonic() - self._told < EVERY:
            return
        self._told = time.monotonic()
        done = self._counts.total()
        tell(
            self._run,
            {
                "what": READING,
                "done": done,
                "total": max(self._total, done),
                "seconds": round(self._told - self._began, 1),
                "counts": dict(self._counts),
            },
        )
        hear(self._run)


def watched(run: ImportRun, steps: Iterable[Step], *, total: int) -> Iterator[Step]:
    """Yield the steps of a run while telling how far it is. AskedToStopError as `Watch.saw` says."""
    watch = Watch(run, total=total)
    for step in steps:
        yield step
        watch.saw(step)


def hear(run: ImportRun) -> None:
    """Raise AskedToStopError where somebody asks a run to stop."""
    wish = ImportRun.objects.filter(pk=run.pk).values_list("wish", flat=True).first()
    if wish:
        raise AskedToStopError(_BECOMES[ImportRun.Wish(wish)])


_BECOMES = {ImportRun.Wish.PAUSE: ImportRun.Status.PAUSED, ImportRun.Wish.CANCEL: ImportRun.Status.CANCELLED}


def tell(run: ImportRun, progress: dict[str, Any]) -> None:
    """Write how far a run is, past its other fields: whoever works keeps those."""
    run.progress, run.seen_at = progress, timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(progress=run.progress, seen_at=run.seen_at)


def tell_derived(run: ImportRun, what: str, done: int, total: int) -> None:
    """Write how far the work after the last document is; at most once a second, and at its end."""
    if done < total and run.seen_at and run.seen_at > timezone.now() - timedelta(seconds=EVERY):
        return
    tell(run, {**run.progress, "what": what, "step": done, "steps": total})


def heard_in_between(run: ImportRun, report: Derived | None = None) -> Derived:
    """Return what the work after the last document is told to: it writes how far that is, and hears what is asked.

    AskedToStopError comes out of it between two parts of that work. The same call does all of that again, which does no
    harm. `report` is told as well.
    """
    heard = time.monotonic()

    def told(what: str, done: int, total: int) -> None:
        nonlocal heard
        if report is not None:
            report(what, done, total)
        tell_derived(run, what, done, total)
        if time.monotonic() - heard >= EVERY:
            heard = time.monotonic()
            hear(run)

    return told


def ask(run: ImportRun, wish: ImportRun.Wish) -> str:
    """Ask a run to stop; return its status. One that nobody works on becomes at once what is asked.

    A command that reads a large file is silent for long, and so may seem gone: it hears the wish when it comes back.
    """
    kept = wish if run.via == ImportRun.Via.COMMAND and run.status == ImportRun.Status.RUNNING else ImportRun.Wish.NONE
    waiting = ImportRun.objects.filter(_idle(), pk=run.pk, status__in=(ImportRun.Status.RUNNING, *STOPPED))
    if not waiting.update(status=_BECOMES[wish], wish=kept, process=""):
        ImportRun.objects.filter(pk=run.pk, status=ImportRun.Status.RUNNING).update(wish=wish)
    run.refresh_from_db()
    return run.status


STOPPED = (ImportRun.Status.PAUSED, ImportRun.Status.INTERRUPTED)


def claim(run: ImportRun) -> bool:
    """Take a run to work on it; False where somebody else does, or where it has come to its end."""
    free = ImportRun.objects.filter(_idle(), pk=run.pk, status__in=(ImportRun.Status.RUNNING, *STOPPED))
    taken = free.update(
        status=ImportRun.Status.RUNNING, process=runs.process(), seen_at=timezone.now(), wish=ImportRun.Wish.NONE
    )
    run.refresh_from_db()
    return bool(taken)


def release(run: ImportRun, status: str = ImportRun.Status.RUNNING) -> None:
    """Let others work on a run, or say that it was stopped."""
    run.status, run.process, run.wish = status, "", ImportRun.Wish.NONE
    run.save(update_fields=["status", "process", "wish", "counts", "repeats", "progress"])


def stop(run: ImportRun, status: str) -> None:
    """Say of a run of the command, which its loader has left interrupted, that somebody asked for it."""
    ImportRun.objects.filter(pk=run.pk).update(status=status, process="", wish=ImportRun.Wish.NONE)


def is_at_work(run: ImportRun) -> bool:
    """Whether somebody works on a run at this moment."""
    seen = run.seen_at is not None and run.seen_at > timezone.now() - SILENCE
    return run.status == ImportRun.Status.RUNNING and bool(run.process) and seen


def _idle() -> Q:
    return Q(process="") | Q(seen_at__isnull=True) | Q(seen_at__lt=timezone.now() - SILENCE)
