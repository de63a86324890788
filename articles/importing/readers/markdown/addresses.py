"""Where a page stood on the old site, and what its file's name says: the slug, and perhaps the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from articles.importing.documents import Notice, Severity
from articles.importing.readers.markdown.front_matter import FrontMatter, items, plain

OWN = ("url", "permalink", "link")
OLD = ("aliases", "alias", "redirect_from", "old_url", "redirects")
DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_](.+)")
PLACEHOLDER = re.compile(r"(?:^|/):[a-z_]+|\{\{|\{%")
DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
NAMELESS = frozenset({"index", "_index"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The old address ("" for none), the key that it stands under, its last part, and what else is to be said."""

    url: str = ""
    key: str = ""
    slug: str = ""
    others: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_address(page: FrontMatter, name: str) -> Address:
    """Read where a page stood: its own address before those that only lead to it."""
    found = [
        (plain(value), key)
        for key in (*OWN, *OLD)
        for value in items(page.values.get(key))
        if plain(value) and not PLACEHOLDER.search(plain(value)) and plain(value).lower() not in {"true", "false"}
    ]
    url, key = found[0] if found else ("", "")
    slug = page.text("slug") or last_part(url) or slug_of_file(name)
    others = tuple(other for other, _ in found[1:] if other != url)
    if not others:
        return Address(url=url, key=key, slug=slug)
    message = f"It had other addresses too, which lead to it as well: {', '.join(others)}."
    return Address(
        url=url, key=key, slug=slug, others=others,
        notices=(Notice(code="more_addresses", message=message, line=page.line(key), severity=Severity.NOTE),),
    )  # fmt: skip


def last_part(url: str) -> str:
    """Return the last part of an address without its ending."""
    try:
        parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    except ValueError:
        return ""
    if parts and re.fullmatch(r"index\.\w+", parts[-1]):
        parts.pop()
    return re.sub(r"\.(?:html?|php|aspx?|md)$", "", parts[-1]) if parts else ""


def slug_of_file(name: str) -> str:
    """Return the slug that the name of a file gives, without its day; a bundle has that of its folder."""
    path = PurePosixPath(name)
    stem = path.stem.split(".")[0]
    if stem.lower() in NAMELESS and len(path.parts) > 1:
        stem = path.parts[-2]
    dated = DATED.fullmatch(stem)
    return dated[2] if dated else stem


def day_of_file(name: str) -> str:
    """Return the day in the name of a file or of its bundle (`2012-04-03-slug.md`); "" for none."""
    path = PurePosixPath(name)
    stems = (path.stem, path.parts[-2] if len(path.parts) > 1 else "")
    return next((match[1] for stem in stems if (match := DATED.fullmatch(stem))), "")


def is_in_drafts(name: str) -> bool:
    """Whether a file lies among the drafts."""
    return not DRAFT_FOLDERS.isdisjoint(part.lower() for part in PurePosixPath(name).parts[:-1])
