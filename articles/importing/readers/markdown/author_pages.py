"""Who an author's id is: his own page or the list of authors, among the files that came along."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from articles.importing.documents import Beside, UnreadableError
from articles.importing.readers.decoding import decode
from articles.importing.readers.markdown.front_matter import FrontMatter, load, plain, split

FOLDERS = frozenset({
    "authors", "author", "_authors", "people", "_people", "writers", "contributors", "columnists", "staff",
})  # fmt: skip
DATA_FOLDERS = frozenset({"_data", "data"})
LISTS = frozenset({"authors", "author", "people", "writers", "contributors"})
PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".mdx"})
KINDS = {".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json"}
INDEX_STEMS = frozenset({"_index", "index"})
NAMES = ("name", "display_name", "displayname", "display", "full_name", "fullname", "title", "author")
BIOS = ("bio", "biography", "description", "about", "bio_short")
IDS = ("id", "username", "slug", "login", "short_name", "key", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """What a page or a list of authors says of one: the name to print, and who that is."""

    name: str
    bio: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """The pages and tables of single authors by id, and the lists of all of them."""

    single: Mapping[str, Sequence[str]]
    lists: Sequence[str]


def find_author(key: str, name: str, beside: Beside | None) -> Author | None:
    """Return the author of an id, the one whose page is nearest to the file `name`; None where nobody says."""
    if beside is None:
        return None
    known = _known(beside)
    single = [
        path for spelling in dict.fromkeys((key.lower(), slugged(key))) for path in known.single.get(spelling, ())
    ]
    for path in sorted(single, key=lambda path: -_shared(path, name)):
        content = beside.read(path)
        found = _single(content, PurePosixPath(path).suffix.lower()) if content else None
        if found is not None:
            return found
    for path in sorted(known.lists, key=lambda path: -_shared(path, name)):
        content = beside.read(path)
        found = _listed(_data(content, PurePosixPath(path).suffix.lower()), key) if content else None
        if found is not None:
            return found
    return None


def slugged(key: str) -> str:
    """Return an id as an address has it: "Jane Doe" is looked for as `jane-doe` too."""
    return re.sub(r"[^\w.-]+", "-", key.lower()).strip("-") or key


def is_author_page(name: str) -> bool:
    """Whether a path is that of an author's own page."""
    path = PurePosixPath(name)
    folders = [part.lower() for part in path.parts[:-1]]
    above = folders[-2:-1] if path.stem.lower() in INDEX_STEMS else folders[-1:]
    return path.suffix.lower() in PAGES and bool(above) and above[0] in FOLDERS


def author_of(page: FrontMatter) -> Author | None:
    """Return the author that a page is of; None where it gives no name."""
    return _author(page.values, page.body)


@lru_cache(maxsize=1)
def _known(beside: Beside) -> _Known:
    """Look through what came along once and not for each column; equal ones, in another process too, are the same."""
    single: dict[str, list[str]] = {}
    lists = []
    for name in beside.names():
        path = PurePosixPath(name)
        folders = {part.lower() for part in path.parts[:-1]}
        is_data = path.suffix.lower() in KINDS and not folders.isdisjoint(DATA_FOLDERS)
        if is_data and path.stem.lower() in LISTS:
            lists.append(name)
        elif is_author_page(name) or (is_data and path.parts[-2].lower() in FOLDERS):
            key = path.parts[-2] if path.stem.lower() in INDEX_STEMS else path.stem
            single.setdefault(key.lower(), []).append(name)
    return _Known(single, lists)


def _shared(one: str, other: str) -> int:
    """Return how many folders two paths have in common, from the top."""
    pairs = zip(PurePosixPath(one).parts[:-1], PurePosixPath(other).parts[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _listed(data: Any, key: str) -> Author | None:
    """Find one in `{id: {name: …}}`, `{id: name}`, `{authors: […]}` or a list of tables that name their id."""
    if isinstance(data, dict):
        values = {str(known).lower(): value for known, value in data.items()}
        found = values.get(key.lower())
        if found is not None:
            return _author(found, "") if isinstance(found, dict) else _named(plain(found))
        return _listed(values.get("authors"), key) if "authors" in values else None
    for entry in data if isinstance(data, list) else ():
        if isinstance(entry, dict) and key.lower() in {plain(entry.get(known)).lower() for known in IDS}:
            return _author(entry, "")
    return None


@lru_cache(maxsize=512)
def _single(content: bytes, suffix: str) -> Author | None:
    if suffix in KINDS:
        return _author(_data(content, suffix), "")
    try:
        return author_of(split(decode("author's page", content).text))
    except UnreadableError:
        return None


@lru_cache(maxsize=8)
def _data(content: bytes, suffix: str) -> Any:
    """Return what a file of data holds; nothing where it is faulty: then its authors are unknown, and that is said."""
    try:
        return load(KINDS[suffix], decode("list of authors", content).text)
    except (UnreadableError, ValueError):
        return None


def _author(data: Any, body: str) -> Author | None:
    if not isinstance(data, dict):
        return None
    values: Mapping[str, Any] = {str(key).lower(): value for key, value in data.items()}
    name = next((found for key in NAMES if (found := plain(values.get(key)))), "")
    if not name:
        parts = (plain(values.get(key)) for key in ("first_name", "last_name"))
        name = " ".join(part for part in parts if part)
    bio = next((found for key in BIOS if (found := plain(values.get(key)))), "") or " ".join(body.split())
    return Author(name=name, bio=bio) if name else None


def _named(name: str) -> Author | None:
    return Author(name=name) if name else None
