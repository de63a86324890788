"""A lesson taught: kept for later loadings, and applied to the documents that it was taught for."""

from __future__ import annotations

from collections.abc import Iterator
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

MOST = 2000  # documents in one request
State = StagedDocument.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of it: how many can go on, how many are held all the same, and how many wait for a second call."""

    lesson: TaughtLesson
    mended: int
    still: int
    left: int


def teach(
    lesson: Lesson, members: QuerySet[StagedDocument], *, user: User | None, run: ImportRun | None = None
) -> Mended:
    """Keep a lesson and read the documents of its group by it; an editor's edits stay. ValueError: see `lessons`."""
    row = lessons.teach(lesson, user=user, run=run)
    ids = list(members.values_list("pk", flat=True))
    fault = members.values_list("fault", flat=True).first()
    left = list(read_anew(ids[:MOST], Readers(lesson)))
    mended = len(left) - left.count(fault or "")
    return Mended(lesson=row, mended=mended, still=len(left) - mended, left=max(0, len(ids) - MOST))


def read_anew(ids: list[int], readers: Readers) -> Iterator[str]:
    """Read undecided documents anew, each in a transaction of its own; yield the fault that each has afterwards."""
    for pk in ids:
        with transaction.atomic():
            found = StagedDocument.objects.select_for_update(of=("self",)).select_related("run", "source_file")
            staged = found.get(pk=pk)
            if staged.state not in {State.HELD, State.WAITING}:
                continue  # somebody has decided on it meanwhile
            try:
                rereading.put(staged, readers.read(staged))
            except NotAcceptableError:
                yield staged.fault
                continue
            staged.save()
            lessons.remember([staged], lessons.in_force())
        yield staged.fault


def forget(row: TaughtLesson, *, deletes: bool) -> int:
    """Switch a lesson off or delete it; undecided documents that it was used in are read without it. Return those."""
    open_states = (State.HELD, State.WAITING)
    ids = list(row.uses.filter(staged__state__in=open_states).values_list("staged", flat=True))[:MOST]
    if deletes:
        row.delete()
    else:
        row.is_active = False
        row.save(update_fields=["is_active"])
        row.uses.filter(staged__in=ids).delete()
    return len(list(read_anew(ids, Readers(None))))
