"""The life of a run: started, finished, or found to have been interrupted."""

import os
import socket
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.editing.subjects import kept
from articles.importing import beside, links, printed
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.teaching import lessons
from articles.importing.twins import known
from articles.related import services as related
from articles.related.rebuilding import Progress
from authors.models import User

BATCH = 8000  # each goes through the headlines of the whole archive, and SQLite takes 32,766 values in a statement
MOST_REPEATS = 1000


def start(*, via: str, user: User | None, given: str, options: Mapping[str, Any]) -> ImportRun:
    """Begin a run; earlier ones whose process is gone are marked as interrupted."""
    mark_interrupted()
    return ImportRun.objects.create(
        via=via,
        user=user,
        given=beside.writable(given)[:500],
        options={lessons.OPTION: lessons.dump(lessons.in_force()), **options},
        program_version=program_version(),
        process=process(),
        seen_at=timezone.now(),
    )


def finish(
    run: ImportRun, *, counts: Mapping[str, int], repeats: list[dict[str, Any]], progress: Progress | None = None
) -> None:
    """Make what is derived from many documents at once, then say that the run is finished."""
    derive(progress)
    known.refresh()
    kept.learn_where_quick()
    run.status, run.finished_at, run.process = ImportRun.Status.FINISHED, timezone.now(), ""
    _count(run, counts, repeats)
    run.save()


def interrupt(run: ImportRun, *, counts: Mapping[str, int], repeats: list[dict[str, Any]]) -> None:
    """Say that the run was stopped; what it did stays, and loading the same again goes on with the rest."""
    run.status, run.process = ImportRun.Status.INTERRUPTED, ""
    _count(run, counts, repeats)
    run.save()


def derive(progress: Progress | None = None) -> int:
    """Make what loaded documents still await, those of interrupted runs too; return how many columns that were.

    The lines of printed lists and the links in texts are led to the columns that they mean, and related headlines are
    made. `progress` may raise what stops it.
    """
    waiting = StagedDocument.objects.filter(awaits_related=True, article__isnull=False)
    ids = list(waiting.order_by("article_id").values_list("article_id", flat=True).distinct())
    batches = [[pk for pk in ids[start : start + BATCH] if pk is not None] for start in range(0, len(ids), BATCH)]
    days: set[date | None] = set()
    report = progress or _silent
    for number, batch in enumerate(batches, start=1):
        printed.link(batch)
        days |= printed.days_of(batch)
        links.lead(batch)
        report("Links and printed lists", number, len(batches))
    printed.link_like(days)
    related.rebuild_for((pk for batch in batches for pk in batch), progress)
    # The mark goes last: stopped before, the next loading makes all of it again, which does no harm.
    for batch in batches:
        StagedDocument.objects.filter(article__in=batch).update(awaits_related=False)
    return len(ids)


def _silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


def mark_interrupted() -> int:
    """Mark runs of this machine whose process is gone; return how many."""
    host = socket.gethostname()
    gone = [
        run.pk
        for run in ImportRun.objects.filter(status=ImportRun.Status.RUNNING, process__startswith=f"{host}:")
        if not is_alive(run.process.rpartition(":")[2])
    ]
    return ImportRun.objects.filter(pk__in=gone).update(status=ImportRun.Status.INTERRUPTED, process="")


def process() -> str:
    """Return the name of this process: host and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


@cache
def program_version() -> str:
    """Return the version of this program."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def _count(run: ImportRun, counts: Mapping[str, int], repeats: list[dict[str, Any]]) -> None:
    """Add to what a run counted before: an upload can come in several parts."""
    run.counts = dict(Counter(run.counts) + Counter(counts))
    run.repeats = [*run.repeats, *repeats][:MOST_REPEATS]


def is_alive(number: str) -> bool:
    """Whether a process of this machine is there."""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
