"""From the columns of a table to the fields of a document: taught, else told by the header, else by the values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.tables.evidence import LONG, Profile, profile
from articles.importing.readers.tables.grids import Table, fold, scope_of
from articles.importing.readers.tables.vocabulary import FIELDS, SEVERAL, field_called, named_by

CLEARLY, MOSTLY, NEARLY_ALL = 0.5, 0.7, 0.9
LONGEST_HEADLINE = 400
SHORTEST_HEADLINE = 12  # on average
LONGEST_NAMES = 200
FEW = 30
ENOUGH = 5  # rows, before a column can be said to repeat itself
ALL_DIFFER = 0.98  # of the rows: an id, but for a row that came twice
STANDALONE_TEXT = 500
WEAK = 0.8  # below it the words over a column could mean something else as well
DIGITS = re.compile(r"\s*\d+$")


class How(StrEnum):
    """By what a column was understood."""

    TAUGHT = "taught"
    HEADER = "header"
    VALUES = "values"
    NOT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, the field that it becomes ("" for none), and by what that was told."""

    index: int
    name: str
    field: str = ""
    how: How = How.NOT
    confidence: float = 0.0
    profile: Profile
    lesson: Lesson | None = None

    @property
    def rule(self) -> str:
        """By what the column was understood, in words."""
        return {
            How.TAUGHT: "as an editor taught",
            How.HEADER: "by its header",
            How.VALUES: "by what it holds",
            How.NOT: "not used",
        }[self.how]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What each column of a table becomes."""

    columns: tuple[Column, ...]

    def of(self, field: str) -> tuple[Column, ...]:
        """Return the columns of a field, from left to right."""
        return tuple(column for column in self.columns if column.field == field)

    @property
    def is_recognised(self) -> bool:
        """Whether some column is the headline or the text: else the rows may be anything."""
        return bool(self.of("headline") or self.of("body"))

    @property
    def is_taught(self) -> bool:
        """Whether an editor taught any of it."""
        return any(column.how is How.TAUGHT for column in self.columns)


def guess(table: Table, lessons: Sequence[Lesson] = ()) -> ColumnMapping:
    """Return what the columns of a table become; what was taught for a table with this header wins."""
    columns = [
        Column(index=index, name=name, profile=profile(table.values(index), len(table.rows)))
        for index, name in enumerate(table.columns)
    ]
    taught = _taught(table, lessons)
    columns = [_as_taught(column, table.header[column.index], taught) for column in columns]
    columns = _by_header(columns, table.header)
    return ColumnMapping(columns=tuple(_by_values(columns, table)))


def _taught(table: Table, lessons: Iterable[Lesson]) -> dict[str, Lesson]:
    """Return the lessons about a table, by the folded name of the column."""
    return {
        fold(lesson.pattern): lesson
        for lesson in lessons
        if lesson.kind is LessonKind.COLUMN_MAPPING and _is_for(table, lesson.scope)
    }


def _is_for(table: Table, scope: str) -> bool:
    return scope == table.scope or (not scope.startswith("no header") and scope_of(scope.split("|")) == table.scope)


def _as_taught(column: Column, header: str, taught: Mapping[str, Lesson]) -> Column:
    for name in (column.name, header):
        lesson = taught.get(fold(name))
        if lesson is not None:
            return replace(column, field=field_called(lesson.value), how=How.TAUGHT, confidence=1.0, lesson=lesson)
    return column


def _by_header(columns: list[Column], header: Sequence[str]) -> list[Column]:
    """Give each field the column that names it best and holds what it should."""
    done = {column.index: column for column in columns}
    wanted = sorted(
        (-named.strength, column.index, named.field)
        for column in columns
        if column.how is How.NOT
        for named in named_by(header[column.index])
        if _can_be(named.field, column.profile, named.strength)
    )
    for strength, index, field in wanted:
        same = [column for column in done.values() if column.field == field]
        if done[index].how is How.NOT and (not same or _may_join(field, header, index, same)):
            done[index] = replace(done[index], field=field, how=How.HEADER, confidence=round(-strength * 0.97, 2))
    return _with_headline([done[column.index] for column in columns], header)


def _with_headline(columns: list[Column], header: Sequence[str]) -> list[Column]:
    """Let a label that may as well be the headline ("subject") be it where nothing else is."""
    if any(column.field == "headline" for column in columns):
        return columns
    labels = [column for column in columns if column.how is How.HEADER and column.field in {"category", "series"}]
    for column in labels:
        strength = {named.field: named.strength for named in named_by(header[column.index])}.get("headline", 0.0)
        varied = column.profile.filled < ENOUGH or column.profile.unique >= NEARLY_ALL
        if strength and varied and _can_be("headline", column.profile, strength):
            found = replace(column, field="headline", confidence=WEAK)
            return [found if each is column else each for each in columns]
    return columns


def _may_join(field: str, header: Sequence[str], index: int, same: Sequence[Column]) -> bool:
    """Whether a further column may become a field that has one: "author 2" beside "author 1", tags beside tags."""
    if field not in SEVERAL:
        return False
    return field != "credits" or any(
        DIGITS.sub("", fold(header[index])) == DIGITS.sub("", fold(header[column.index])) for column in same
    )


def _is_dated(found: Profile) -> bool:
    return max(found.dates, found.epochs) >= CLEARLY or (found.numbers >= NEARLY_ALL and found.mean_length == 5)  # noqa: PLR2004 days counted since 1900


def _is_written(found: Profile) -> bool:
    return max(found.dates, found.urls, found.flags) < CLEARLY and found.numbers < NEARLY_ALL


def _is_headline(found: Profile) -> bool:
    return _is_written(found) and found.mean_length <= LONGEST_HEADLINE


def _is_address(found: Profile) -> bool:
    return found.urls + found.paths >= MOSTLY


def _is_picture(found: Profile) -> bool:
    return max(found.pictures, found.urls + found.paths) >= CLEARLY


def _is_names(found: Profile) -> bool:
    return _is_written(found) and found.numbers < CLEARLY and found.mean_length <= LONGEST_NAMES


def _is_id(found: Profile) -> bool:
    return found.unique >= ALL_DIFFER and found.mean_length <= LONGEST_NAMES and found.dates < CLEARLY


def _is_status(found: Profile) -> bool:
    return found.distinct <= FEW // 2 and found.mean_length <= FEW and found.dates < CLEARLY


def _is_kind(found: Profile) -> bool:
    return found.distinct <= FEW and found.mean_length <= FEW and _is_written(found)


def _is_label(found: Profile) -> bool:
    return found.numbers < NEARLY_ALL and found.urls < CLEARLY and found.dates < CLEARLY


def _is_series(found: Profile) -> bool:
    repeats = found.filled < ENOUGH or found.unique < NEARLY_ALL
    return _is_label(found) and found.mean_length <= LONGEST_NAMES // 2 and repeats


def _is_anything(found: Profile) -> bool:
    return True


_FITS: Mapping[str, Callable[[Profile], bool]] = {
    "headline": _is_headline, "standfirst": _is_written, "body": _is_written, "bio": _is_written,
    "correction": _is_written, "credits": _is_names, "first_name": _is_names, "last_name": _is_names,
    "published_at": _is_dated, "updated_at": _is_dated, "legacy_url": _is_address, "canonical_url": _is_address,
    "picture": _is_picture, "legacy_id": _is_id, "standing": _is_status, "kind": _is_kind, "language": _is_kind,
    "tags": _is_label, "keywords": _is_label, "category": _is_label, "section": _is_label, "series": _is_series,
}  # fmt: skip


def _can_be(field: str, found: Profile, strength: float) -> bool:
    """Whether a column holds what a field should; a vague word over it asks for more."""
    if not found.filled:
        return True
    if field == "headline" and strength < WEAK and found.filled >= ENOUGH and found.unique < MOSTLY:
        return False
    return _FITS.get(field, _is_anything)(found)


def _by_values(columns: list[Column], table: Table) -> list[Column]:
    """Find by their values what no header named: the text, the headline, the date, the address."""
    for field, choose in _CHOICES:
        if not any(column.field == field for column in columns):
            free = [column for column in columns if column.how is How.NOT and column.profile.filled]
            chosen = choose(free, columns, table)
            if chosen is not None:
                found = replace(chosen, field=field, how=How.VALUES, confidence=0.6)
                columns = [found if column.index == chosen.index else column for column in columns]
    return columns


def _choose_text(free: list[Column], columns: list[Column], table: Table) -> Column | None:
    """The longest column of running text; a long “description” is the text where there is no other."""
    summaries = [column for column in columns if column.field == "standfirst" and column.how is How.HEADER]
    long = [column for column in free if column.profile.mean_length >= LONG and _is_prose(column.profile)]
    long += [column for column in summaries if column.profile.mean_length >= STANDALONE_TEXT]
    return max(long, key=lambda column: column.profile.mean_length, default=None)


def _is_prose(found: Profile) -> bool:
    return _is_written(found) and (found.sentences >= CLEARLY or found.html >= CLEARLY)


def _choose_headline(free: list[Column], columns: list[Column], table: Table) -> Column | None:
    """The column of lines that differ and are no names; only where there is a text that it could stand over."""
    if not any(column.field == "body" for column in columns):
        return None
    lines = [
        column
        for column in free
        if _is_headline(column.profile)
        and SHORTEST_HEADLINE <= column.profile.mean_length <= LONG
        and column.profile.unique >= NEARLY_ALL
        and column.profile.names < NEARLY_ALL
        and column.profile.numbers + column.profile.paths < CLEARLY
    ]
    return max(lines, key=lambda column: (column.profile.mean_length, -column.index), default=None)


def _choose_date(free: list[Column], columns: list[Column], table: Table) -> Column | None:
    """The only column of dates, or the one of several whose dates are never later than the others’."""
    dated = [column for column in free if column.profile.dates >= NEARLY_ALL]
    return dated[0] if len(dated) == 1 else None


def _choose_address(free: list[Column], columns: list[Column], table: Table) -> Column | None:
    found = [
        column
        for column in free
        if column.profile.urls >= NEARLY_ALL and column.profile.pictures < CLEARLY
        and column.profile.unique >= NEARLY_ALL
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _choose_names(free: list[Column], columns: list[Column], table: Table) -> Column | None:
    """The only column of people's names; only where no row names the columns."""
    if any(table.header):
        return None
    found = [column for column in free if column.profile.names >= NEARLY_ALL and column.profile.mean_length <= FEW * 2]
    return found[0] if len(found) == 1 else None


_CHOICES: tuple[tuple[str, Callable[[list[Column], list[Column], Table], Column | None]], ...] = (
    ("body", _choose_text),
    ("headline", _choose_headline),
    ("published_at", _choose_date),
    ("legacy_url", _choose_address),
    ("credits", _choose_names),
)


def in_words(mapping: ColumnMapping) -> str:
    """Return a sentence that says what each column became, and which were not used."""
    used = [f"“{column.name}” → {FIELDS[column.field]} ({column.rule})" for column in mapping.columns if column.field]
    unused = [f"“{column.name}”" for column in _unused(mapping.columns)]
    said = f"Columns: {', '.join(used) or 'none was understood'}."
    return f"{said} Not used: {', '.join(unused)}." if unused else said


def _unused(columns: Iterable[Column]) -> Iterator[Column]:
    return (column for column in columns if not column.field and column.profile.filled)
