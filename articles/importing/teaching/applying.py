"""What lessons say of a document whatever its format: who a name is, which tag a category becomes, how dates read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Lesson,
    LessonKind,
    Notice,
    Provenance,
    Severity,
    Verdict,
)
from articles.importing.readers.moments import Reading, read_moment
from articles.importing.readers.taught import UPDATED, in_words, of_kind, within
from articles.importing.teaching.names import TAUGHT_KEY, people_of
from authors.names import fold

TAUGHT = "taught: "
SURE = 0.95
TEXT = "text"  # its reader takes lessons about lines itself
DATE_CODES = frozenset({"unreadable_date", "ambiguous_date", "impossible_date", "date_without_label"})
_NAME_CODES = frozenset({"unknown_author", "author_unknown", "unknown_authors", "creator_in_properties"})
_QUOTED = re.compile(r"“([^”]+)”")


def apply(document: Document, lessons: Sequence[Lesson], *, timezone: str) -> Document:
    """Return a document as the lessons have it; the same where none is about it."""
    if not lessons or document.verdict in {Verdict.REJECTED, Verdict.LEFT_OUT}:
        return document
    taught = _with_tags(_with_names(document, lessons), lessons)
    if document.format != TEXT and document.published is None:
        taught = _with_date(taught, lessons, timezone)
    return taught if taught is document else _judged(document, taught)


def _judged(before: Document, after: Document) -> Document:
    """Let a document go on whose last fault a lesson has mended."""
    if before.notices == after.notices or before.verdict is not Verdict.HELD:
        return after
    still = any(notice.severity is Severity.HOLD for notice in after.notices)
    return replace(after, verdict=Verdict.HELD if still else Verdict.READY)


# --- Names ------------------------------------------------------------------------------------------------------


def _with_names(document: Document, lessons: Sequence[Lesson]) -> Document:
    known = {fold(lesson.pattern): lesson for lesson in of_kind(lessons, LessonKind.AUTHOR_NAME, document.format)}
    if not known or not any(_named(credit, known) for credit in document.credits):
        return document
    used = [lesson for credit in document.credits if (lesson := _named(credit, known))]
    made = [person for credit in document.credits for person in _people(credit, _named(credit, known))]
    credits_ = tuple({(fold(person.name), person.key): person for person in reversed(made)}.values())[::-1]
    folded = {fold(lesson.pattern) for lesson in used}
    notices = tuple(notice for notice in document.notices if not _is_about(notice, folded))
    return _told(replace(document, credits=credits_, notices=notices), "authors", used)


def _named(credit: Credit, known: dict[str, Lesson]) -> Lesson | None:
    """Return the lesson about a name, or about the id that the source has for it."""
    return known.get(fold(credit.name)) or (known.get(fold(credit.key)) if credit.key else None)


def _people(credit: Credit, lesson: Lesson | None) -> list[Credit]:
    if lesson is None:
        return [credit]
    meant = people_of(lesson.value)
    if len(meant) == 1 and meant[0][0]:  # a columnist under another name: the byline stays as it was printed
        return [replace(credit, key=f"{TAUGHT_KEY}{meant[0][0]}")]
    return [
        Credit(name=name, title=credit.title if len(meant) == 1 else "", key=f"{TAUGHT_KEY}{pk}" if pk else "")
        for pk, name in meant
    ]


def _is_about(notice: Notice, names: set[str]) -> bool:
    return notice.code in _NAME_CODES and any(fold(quoted) in names for quoted in _QUOTED.findall(notice.message))


# --- Tags -------------------------------------------------------------------------------------------------------


def _with_tags(document: Document, lessons: Sequence[Lesson]) -> Document:
    about = [lesson for lesson in lessons if lesson.kind is LessonKind.TERM_TO_TAG]
    used = {
        term: lesson
        for term in document.terms
        for lesson in about
        if fold(lesson.pattern) == fold(term.name) and lesson.scope in {"", term.kind.value}
    }
    if not used:
        return document
    mapped = {fold(term.name) for term in used}
    kept = [tag for tag in document.tags if fold(tag) not in mapped]
    tags = tuple(dict.fromkeys([*kept, *(lesson.value for lesson in used.values() if lesson.value)]))
    return _told(replace(document, tags=tags), "tags", used.values())


# --- Dates ------------------------------------------------------------------------------------------------------


def _with_date(document: Document, lessons: Sequence[Lesson], timezone: str) -> Document:
    """Read the date that the reader could not, from the line or the words that its notice names."""
    about = [lesson for lesson in of_kind(lessons, LessonKind.DATE_PATTERN, document.format) if lesson.value != UPDATED]
    for notice in document.notices if about else ():
        found = next(filter(None, (within(text, about) for text in faulty_texts(document, notice))), None)
        reading = read_moment(found.said, ZoneInfo(timezone)) if found else None
        if found and isinstance(reading, Reading):
            return _dated(document, reading.moment, notice, found.lesson)
    return document


def faulty_texts(document: Document, notice: Notice) -> list[str]:
    """Return what a notice about a date says could not be read: the words that it quotes, then its line."""
    if notice.code not in DATE_CODES:
        return []
    lines = document.text.split("\n") if notice.line else []
    line = lines[notice.line - 1] if notice.line and notice.line <= len(lines) else ""
    return [*_QUOTED.findall(notice.message)[:1], *([line] if line else [])]


def _dated(document: Document, moment: DatedMoment, mended: Notice, lesson: Lesson) -> Document:
    rest = tuple(
        notice for notice in document.notices if notice is not mended and notice.code not in {*DATE_CODES, "no_date"}
    )
    place = Provenance(lines=(mended.line, mended.line) if mended.line else None, rule=_rule(lesson), confidence=SURE)
    provenance = {**document.provenance, "published_at": (place,)}
    return replace(document, published=moment, notices=rest, provenance=provenance)


def _told(document: Document, name: str, lessons: Iterable[Lesson]) -> Document:
    """Return a document whose provenance says what it owes to lessons."""
    places = document.provenance.get(name, ())
    lines = places[0].lines if places else None
    said = tuple(Provenance(lines=lines, rule=_rule(lesson), confidence=SURE) for lesson in dict.fromkeys(lessons))
    return replace(document, provenance={**document.provenance, name: (*places, *said)})


def _rule(lesson: Lesson) -> str:
    return f"{TAUGHT}{in_words(lesson)}"
