"""Lines of a dump that an editor taught: read as what they are, where the dump can't be understood without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.importing.documents import Document, Lesson, LessonKind, Provenance
from articles.importing.readers.lines import Line
from articles.importing.readers.taught import UPDATED, TaughtLine, in_words, of_kind, whole_line, with_dates
from articles.importing.readers.textdump.dates import read_stamps

FORMAT = "text"
# What a lesson can mend; a document with none of these is never read by one.
DATE_FAULTS = frozenset(
    {
        "no_date", "unreadable_date", "ambiguous_date", "impossible_date", "date_without_label", "conflicting_dates",
    }
)  # fmt: skip
BYLINE_FAULTS = frozenset({"no_byline", "bio_without_byline"})
SURE = 0.95
_DATES, _BYLINES = frozenset({"published_at", "updated_at"}), frozenset({"byline", "authors"})


def teach(lines: Sequence[Line], lessons: Sequence[Lesson]) -> tuple[list[Line], dict[int, TaughtLine]]:
    """Return the lines as the lessons read them, and what was read so by the number of its line."""
    dates = of_kind(lessons, LessonKind.DATE_PATTERN, FORMAT)
    bylines = of_kind(lessons, LessonKind.BYLINE_PATTERN, FORMAT)
    shown, taught = [], {}
    for line in lines:
        text, by = _taught(line.text, dates, bylines)
        shown.append(line if by is None else replace(line, text=text))
        if by is not None:
            taught[line.number] = TaughtLine(line.text, by)
    return shown, taught


def _taught(text: str, dates: Sequence[Lesson], bylines: Sequence[Lesson]) -> tuple[str, Lesson | None]:
    """Return what a line says in words that the reader knows, and by which lesson (None: as it is printed)."""
    if not text:
        return text, None
    if read_stamps(text):
        return with_dates(text, dates)
    if found := whole_line(text, dates):
        label = "Updated" if found.lesson.value == UPDATED else "Posted"
        return f"{label} : {found.said}", found.lesson
    if found := whole_line(text, bylines):
        return f"By {found.said}", found.lesson
    return text, None


def wants(document: Document) -> bool:
    """Whether a lesson may help with a document: what a reader understood without one stays as it is."""
    codes = {notice.code for notice in document.notices}
    return not codes.isdisjoint(DATE_FAULTS | BYLINE_FAULTS)


def choose(plain: Sequence[Document], again: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents that were read by lessons, where they could not be understood without."""
    if len(plain) != len(again):
        return tuple(again) if _faults(again) < _faults(plain) else tuple(plain)
    return tuple(
        new if wants(old) and _faults([new]) < _faults([old]) else old for old, new in zip(plain, again, strict=True)
    )


def _faults(documents: Sequence[Document]) -> int:
    return sum(notice.code in DATE_FAULTS | BYLINE_FAULTS for document in documents for notice in document.notices)


def marked(document: Document, taught: Mapping[int, TaughtLine]) -> Document:
    """Return a document whose provenance says what it owes to a lesson; the byline is the line as it was printed."""
    provenance = {
        name: tuple(_by_lesson(place, taught) if name in _DATES | _BYLINES else place for place in places)
        for name, places in document.provenance.items()
    }
    printed = [taught[first].said for first in _lines(document, "byline") if first in taught]
    return replace(document, provenance=provenance, byline=printed[0] if printed else document.byline)


def _lines(document: Document, name: str) -> list[int]:
    return [place.lines[0] for place in document.provenance.get(name, ()) if place.lines]


def _by_lesson(place: Provenance, taught: Mapping[int, TaughtLine]) -> Provenance:
    numbers = range(place.lines[0], place.lines[1] + 1) if place.lines else ()
    lesson = next((taught[number].lesson for number in numbers if number in taught), None)
    return replace(place, rule=f"taught: {in_words(lesson)}", confidence=SURE) if lesson else place
