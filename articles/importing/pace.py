"""How far a run is, in words: done, of how much, how fast, how long still."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma

from articles.importing import control, spool
from articles.importing.models import ImportRun, StagedDocument

MINUTE, HOUR = 60, 3600
OPEN = frozenset({ImportRun.Status.RUNNING, ImportRun.Status.PAUSED, ImportRun.Status.INTERRUPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a run is. `can_go_on`: what was given is still here, so that the desk can go on with it."""

    status: str
    is_open: bool
    is_at_work: bool
    can_go_on: bool
    done: int
    total: int
    seconds: float
    counts: Mapping[str, int]
    doing: str

    @property
    def words(self) -> str:
        """The line beside the bar."""
        parts = [f"{intcomma(self.done)} of {'about ' if self.is_open else ''}{intcomma(self.total)}"]
        if self.doing:
            parts = [self.doing]
        elif self.seconds >= 1 and self.done and self.status == ImportRun.Status.RUNNING:
            rate = self.done / self.seconds
            parts += [f"{rate:,.0f} a second" if rate >= 1 else f"{self.seconds / self.done:,.0f} seconds each"]
            parts += [f"{length((self.total - self.done) / rate)} left"] if self.total > self.done else []
        return " · ".join(parts)

    @property
    def counts_in_words(self) -> str:
        """What became of the documents so far."""
        labels = dict(StagedDocument.Outcome.choices)
        return " · ".join(f"{intcomma(number)} {labels.get(name, name)}" for name, number in self.counts.items())


def of(run: ImportRun) -> Pace:
    """Return how far a run is."""
    progress = run.progress
    done = int(progress.get("done", 0))
    steps = progress.get("steps")
    return Pace(
        status=run.status,
        is_open=run.status in OPEN and bool(progress),
        is_at_work=control.is_at_work(run),
        can_go_on=run.status in OPEN and spool.is_there(run),
        done=done,
        total=max(done, int(progress.get("total", 0))),
        seconds=float(progress.get("seconds", 0.0)),
        counts=progress.get("counts") or run.counts,
        doing=f"{progress['what']}: {intcomma(progress['step'])} of {intcomma(steps)}" if steps else "",
    )


def length(seconds: float) -> str:
    """Return a length of time in words, as exactly as somebody who waits wants it."""
    if seconds < MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < HOUR:
        return f"{round(seconds / MINUTE)} min"
    return f"{seconds / HOUR:.1f} h"
