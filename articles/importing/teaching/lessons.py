"""The lessons that editors taught: as rows, as the readers take them, and as a run keeps which were in force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from articles.bulk import Encoded
from articles.importing.documents import Lesson, LessonKind
from articles.importing.models import ImportRun, LessonUse, StagedDocument, TaughtLesson
from articles.importing.readers.patterns import check_pace, compiled
from articles.importing.readers.taught import in_words
from articles.importing.teaching.applying import TAUGHT
from authors.models import User

OPTION = "lessons"
_NEEDED = {LessonKind.DATE_PATTERN: ({"year", "month"},), LessonKind.BYLINE_PATTERN: ({"names"},)}
_LONGEST = 500


def in_force() -> tuple[Lesson, ...]:
    """Return the lessons that are switched on, the earliest taught first."""
    return tuple(as_lesson(row) for row in TaughtLesson.objects.filter(is_active=True).order_by("pk"))


def as_lesson(row: TaughtLesson) -> Lesson:
    """Return a row as the readers take it."""
    return Lesson(kind=LessonKind(row.kind), scope=row.scope, pattern=row.pattern, value=row.value)


def dump(lessons: Iterable[Lesson]) -> list[dict[str, str]]:
    """Return lessons as the options of a run keep them."""
    return [
        {"kind": lesson.kind.value, "scope": lesson.scope, "pattern": lesson.pattern, "value": lesson.value}
        for lesson in lessons
    ]


def of_run(options: Mapping[str, Any]) -> tuple[Lesson, ...]:
    """Return the lessons that were in force when a run began; those of today for a run that kept none."""
    if OPTION not in options:
        return in_force()
    return tuple(Lesson(**{**plain, "kind": LessonKind(plain["kind"])}) for plain in options[OPTION])


def check(lesson: Lesson) -> None:
    """Raise ValueError with a sentence where a lesson can't be taken."""
    if not lesson.pattern.strip():
        raise ValueError("Say what the source has: the lesson would fit nothing.")
    if max(map(len, (lesson.pattern, lesson.value, lesson.scope))) > _LONGEST:
        raise ValueError(f"A lesson has at most {_LONGEST} signs in each of its parts.")
    if any("\x00" in part for part in (lesson.pattern, lesson.value, lesson.scope)):
        raise ValueError("A lesson holds no NUL.")
    if lesson.kind in _NEEDED:
        names = set(compiled(lesson.pattern).groupindex)
        if not any(needed <= names for needed in _NEEDED[lesson.kind]):
            wanted = " and ".join(sorted(_NEEDED[lesson.kind][0]))
            raise ValueError(f"The pattern does not say which part is the {wanted}: mark it.")
        check_pace(lesson.pattern)


@transaction.atomic
def teach(lesson: Lesson, *, user: User | None, run: ImportRun | None = None) -> TaughtLesson:
    """Keep a lesson, switched on; one about the same is replaced. ValueError says why it can't be taken."""
    check(lesson)
    row, _ = TaughtLesson.objects.update_or_create(
        kind=lesson.kind.value,
        scope=lesson.scope,
        pattern=lesson.pattern,
        defaults={"value": lesson.value, "is_active": True, "user": user},
        create_defaults={"value": lesson.value, "user": user, "run": run},
    )
    return row


def remember(rows: Sequence[StagedDocument], lessons: Sequence[Lesson]) -> None:
    """Keep which saved documents were read by which of these lessons: their provenance says it."""
    if not lessons:
        return
    said = {row.pk: _said(row) for row in rows}
    if not any(said.values()):
        return
    known = {in_words(as_lesson(lesson)): lesson.pk for lesson in TaughtLesson.objects.all()}
    LessonUse.objects.bulk_create(
        [
            LessonUse(lesson_id=known[words], staged_id=pk)
            for pk, every in said.items()
            for words in sorted(every)
            if words in known
        ],
        ignore_conflicts=True,
    )


def _said(row: StagedDocument) -> set[str]:
    """Return the lessons of a document in words."""
    parsed = json.loads(row.parsed) if isinstance(row.parsed, Encoded) else row.parsed
    rules = {place["rule"] for places in parsed.get("provenance", {}).values() for place in places}
    return {rule.removeprefix(TAUGHT) for rule in rules if rule.startswith(TAUGHT)}
