"""A lesson taught or taken back, and the documents that it is about read anew: in steps, each within a request."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from articles.importing import rereading
from articles.importing.accepting import NotAcceptableError
from articles.importing.documents import Lesson
from articles.importing.models import ImportRun, StagedDocument, TaughtLesson
from articles.importing.teaching import lessons
from articles.importing.teaching.previewing import Readers
from authors.models import User

WITHIN_REQUEST = 8.0  # seconds; what is left is done by further steps
State = StagedDocument.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of a step: how many can go on, how many are held all the same, and how many are left for the next.

    `after` is the last document that was looked at.
    """

    lesson: TaughtLesson
    mended: int
    still: int
    left: int
    after: int


def teach(
    lesson: Lesson, members: QuerySet[StagedDocument], *, user: User | None, run: ImportRun | None = None
) -> Mended:
    """Keep a lesson and begin to read the documents of its group by it. ValueError: see `lessons`."""
    return go_on(lessons.teach(lesson, user=user, run=run), members)


def go_on(row: TaughtLesson, members: QuerySet[StagedDocument], *, after: int = 0) -> Mended:
    """Read the documents of a group behind `after` by a lesson, for as long as a request may take; edits stay."""
    fault = members.order_by().values_list("fault", flat=True).first()
    ids = list(members.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True))
    done = list(_in_time(read_anew(ids, Readers(lessons.as_lesson(row)))))
    faults = [found for _, found in done if found is not None]
    still = faults.count(fault or "")
    return Mended(
        lesson=row,
        mended=len(faults) - still,
        still=still,
        left=len(ids) - len(done),
        after=done[-1][0] if done else after,
    )


def forget(row: TaughtLesson, *, deletes: bool) -> tuple[int, int]:
    """Switch a lesson off and read the undecided documents that it was used in without it; return done and left.

    When none is left, it is deleted if that was asked.
    """
    TaughtLesson.objects.filter(pk=row.pk).update(is_active=False)
    uses = row.uses.filter(staged__state__in=(State.HELD, State.WAITING)).order_by("staged")
    ids = list(uses.values_list("staged", flat=True))
    done = [pk for pk, _ in _in_time(read_anew(ids, Readers(None)))]
    row.uses.filter(staged__in=done).delete()
    if deletes and len(done) == len(ids):
        row.delete()
    return len(done), len(ids) - len(done)


def read_anew(ids: Sequence[int], readers: Readers) -> Iterator[tuple[int, str | None]]:
    """Read undecided documents anew, each in a transaction of its own; yield each with the fault that it has then.

    None stands for one that somebody has decided on meanwhile.
    """
    for pk in ids:
        with transaction.atomic():
            found = StagedDocument.objects.select_for_update(of=("self",)).select_related("run", "source_file")
            staged = found.get(pk=pk)
            fault = _read(staged, readers) if staged.state in {State.HELD, State.WAITING} else None
        yield pk, fault


def _read(staged: StagedDocument, readers: Readers) -> str:
    try:
        rereading.put(staged, readers.read(staged))
    except NotAcceptableError:
        return staged.fault
    staged.save()
    lessons.remember([staged], lessons.in_force())
    return staged.fault


def _in_time(work: Iterator[tuple[int, str | None]]) -> Iterator[tuple[int, str | None]]:
    """Yield what is done until the time of a request is over: one at least."""
    until = time.monotonic() + WITHIN_REQUEST
    for done in work:
        yield done
        if time.monotonic() >= until:
            return
