"""Who wrote a post of Ghost, in order, and its tags; who or what is not in the export is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.importing.documents import Credit, Notice, Severity, Term, TermKind
from articles.importing.readers.ghost.export import Export, Row, rows_of, text


@dataclass(frozen=True, slots=True)
class Relations:
    """The users, tags and further fields of posts, by their ids as text, and which belong to which post."""

    users: Mapping[str, Row]
    tags: Mapping[str, Row]
    authors_of: Mapping[str, Sequence[str]]
    tags_of: Mapping[str, Sequence[str]]
    meta_of: Mapping[str, Row]


def relate(export: Export) -> Relations:
    """Index the tables that say what belongs to a post."""
    return Relations(
        users=_by_id(export.rows("users")),
        tags=_by_id(export.rows("tags")),
        authors_of=_pairs(export.rows("posts_authors"), "author_id"),
        tags_of=_pairs(export.rows("posts_tags"), "tag_id"),
        meta_of={text(row, "post_id"): row for row in export.rows("posts_meta")},
    )


def credits_of(row: Row, relations: Relations) -> tuple[tuple[Credit, ...], list[Notice]]:
    """Return the people of a post in their order, and a notice for each that the export does not know."""
    inside = rows_of(row.get("authors")) or rows_of([row.get("author"), row.get("primary_author")])
    if inside:
        people = [*dict.fromkeys(credit for person in inside if (credit := _credit(person)))]
        return tuple(people), []
    numbers = relations.authors_of.get(text(row, "id")) or [text(row, "author_id")]
    found, notices = [], []
    for number in filter(None, numbers):
        person = relations.users.get(number)
        credit = _credit(person) if person is not None else None
        if credit is not None:
            found.append(credit)
        else:
            message = f"It is by user {number}, whom the export does not name."
            notices.append(Notice(code="unknown_author", message=message))
    return tuple(dict.fromkeys(found)), notices


def terms_of(row: Row, relations: Relations) -> tuple[tuple[Term, ...], list[Notice]]:
    """Return the tags of a post in their order; those that Ghost keeps for itself (“#…”) are keywords."""
    inside = rows_of(row.get("tags"))
    numbers = relations.tags_of.get(text(row, "id"), ()) if text(row, "id") else ()
    rows: list[Row | None] = [*inside] if inside else [relations.tags.get(number) for number in numbers]
    terms = [term for tag in rows if tag is not None and (term := _term(tag)) is not None]
    lost = sum(1 for tag in rows if tag is None or _term(tag) is None)
    notices = []
    if lost:
        message = f"{lost} of its tags have no name in the export, or are not in it."
        notices.append(Notice(code="unknown_tag", message=message, severity=Severity.NOTE))
    return tuple(dict.fromkeys(terms)), notices


def _credit(person: Row) -> Credit | None:
    name = " ".join(text(person, "name").split())
    return Credit(name=name, key=text(person, "slug") or text(person, "id"), bio=text(person, "bio")) if name else None


def _term(tag: Row) -> Term | None:
    name = " ".join(text(tag, "name").split())
    if not name:
        return None
    is_internal = name.startswith("#") or text(tag, "visibility") == "internal"
    kind = TermKind.KEYWORD if is_internal else TermKind.TAG
    return Term(kind=kind, name=name, slug=text(tag, "slug"))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        number = text(row, "id")
        if number:
            found.setdefault(number, row)
    return found


def _pairs(rows: Iterable[Row], other: str) -> dict[str, list[str]]:
    """Return the ids that belong to each post, in the order that the rows say, else as they stand."""
    found: dict[str, list[tuple[float, str]]] = {}
    for row in rows:
        order = row.get("sort_order")
        place = float(order) if isinstance(order, int | float) and not isinstance(order, bool) else 0.0
        found.setdefault(text(row, "post_id"), []).append((place, text(row, other)))
    return {post: [number for _, number in sorted(pairs, key=lambda pair: pair[0])] for post, pairs in found.items()}
