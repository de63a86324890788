"""The authors that front matter names: a name, a list of names or ids, or tables; ids are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.importing.documents import Credit, Notice, ReadOptions
from articles.importing.readers.markdown.author_pages import find_author
from articles.importing.readers.markdown.front_matter import FrontMatter, items, plain
from articles.importing.readers.textdump.korean_bylines import read_korean_credits

KEYS = ("authors", "author", "byline", "by", "writer", "writers", "columnist", "contributors", "creator")
NAMES = ("name", "display_name", "displayname", "full_name", "title")
IDS = ("id", "username", "slug", "login", "key", "ref")
TITLES = ("role", "job_title", "jobtitle", "position", "affiliation")
BIOS = ("bio", "biography", "description")
SEVERAL = re.compile(r"\s*;\s*|\s+(?:and|&)\s+|\s*,\s+(?!(?:Jr|Sr|Ph\.?D|M\.?D|II|III)\b)")
LEAD = re.compile(r"^(?:words\s+)?by\s*:?\s+", re.IGNORECASE)
LIKE_AN_ID = re.compile(r"[a-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The credits of a document, the key that they stand under, and what an editor should know."""

    credits: tuple[Credit, ...] = ()
    key: str = ""
    notices: tuple[Notice, ...] = ()


def read_people(page: FrontMatter, name: str, options: ReadOptions) -> People:
    """Read the authors of a page; an id that no page is of stands for the name, and that is said."""
    key = page.key_of(*KEYS)
    found = [_credit(entry, name, options) for entry in _entries(page.values.get(key))]
    credits_ = {credit.name.casefold(): credit for credit, _ in reversed(found) if credit.name}
    unknown = [credit.name for credit, is_known in found if not is_known]
    notices = tuple(
        Notice(
            code="unknown_author",
            message=f"There is no page of an author with the id “{who}”: the id stands for the name.",
            line=page.line(key),
        )
        for who in unknown
    )
    ordered = tuple(dict.fromkeys(credits_[credit.name.casefold()] for credit, _ in found if credit.name))
    return People(credits=ordered, key=key, notices=notices)


def _entries(value: Any) -> Iterator[Any]:
    if isinstance(value, dict) and not {str(key).lower() for key in value} & {*NAMES, *IDS}:
        for key, inner in value.items():  # {id: {name: …}}
            yield {"id": key, **inner} if isinstance(inner, dict) else plain(inner) or key
        return
    for entry in items(value):
        if isinstance(entry, dict):
            yield entry
            continue
        parts = SEVERAL.split(LEAD.sub("", plain(entry)))
        yield from (part for part in parts if part)


def _credit(entry: Any, name: str, options: ReadOptions) -> tuple[Credit, bool]:
    """Return a credit and whether it is known who that is."""
    if not isinstance(entry, dict):
        return _looked_up(plain(entry), name, options)
    said = {str(key).lower(): plain(value) for key, value in entry.items()}
    printed, key, title, bio = (
        next((said[known] for known in keys if said.get(known)), "") for keys in (NAMES, IDS, TITLES, BIOS)
    )
    if printed:
        return Credit(name=printed, title=title, key=key, bio=bio), True
    return _looked_up(key, name, options)


def _looked_up(key: str, name: str, options: ReadOptions) -> tuple[Credit, bool]:
    author = find_author(key, name, options.beside) if key else None
    if author is not None:
        return Credit(name=author.name, key=key, bio=author.bio), True
    korean = read_korean_credits(key)
    if korean is not None and len(korean[0]) == 1:  # "홍길동 기자" is a name with its title
        return korean[0][0], True
    is_id = LIKE_AN_ID.fullmatch(key) is not None
    return Credit(name=key, key=key if is_id else ""), not is_id
