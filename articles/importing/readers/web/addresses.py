"""The addresses of a page and of the pictures that came with it: in a folder beside it, or in the same file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from articles.importing.documents import Beside

PARTS = "_parts/"
SOURCES = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# The folder that a browser saves the pictures of a page in, in some of its languages.
FOLDER = re.compile(r"(?:[_.](?:files|file|archivos|fichiers|arquivos|bestanden)|-(?:Dateien|filer))$", re.IGNORECASE)
NOT_BESIDE = ("http:", "https:", "data:", "cid:", "//", "/", PARTS)


def join(base: str, given: str) -> str:
    """Return an address in full; as it is where that can't be told."""
    try:
        return urljoin(base, given.strip())
    except ValueError:
        return given.strip()


def parts_of(address: str) -> SplitResult:
    """Return an address in its parts; empty ones where it is no address that can be told apart."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def localise(
    tree: HtmlElement, name: str, address: str, parts: Mapping[str, str], beside: Beside | None
) -> frozenset[str]:
    """Give each picture the address by which it can be had, and return those that came with the page.

    `parts` has for the address of each part of the same file its name there. A file beside the page keeps its path.
    """
    own = set()
    known = frozenset(beside.names()) if beside is not None else frozenset()
    for image in tree.iter("img"):
        given = _given(image)
        came = _in_parts(given, address, parts) or _in_folder(given, name, known)
        if came:
            own.add(came)
        if came or given != image.get("src"):
            image.set("src", came or given)
    return frozenset(own)


def _given(image: HtmlElement) -> str:
    """The address that a page means: of a picture that is loaded late, not that of what stands in its place."""
    shown = (image.get("src") or "").strip()
    if shown and not shown.startswith("data:") and not _is_blank(shown):
        return shown
    late = next((value for name in SOURCES if (value := image.get(name))), "")
    sets = next((value for name in SETS if (value := image.get(name))), "")
    first = sets.split(",")[0].split() if sets and not late else []
    return (late or (first[0] if first else "") or shown).strip()


def _is_blank(address: str) -> bool:
    return (
        re.search(
            r"(?:blank|spacer|pixel|placeholder|grey|transparent|lazy)[\w-]*\.(?:gif|png|svg|jpe?g)",
            address,
            re.IGNORECASE,
        )
        is not None
    )


def _in_parts(given: str, address: str, parts: Mapping[str, str]) -> str:
    if not parts:
        return ""
    part = parts.get(given) or parts.get(given.removeprefix("cid:")) or parts.get(join(address, given))
    return PARTS + quote(part, safe="") if part else ""


def _in_folder(given: str, name: str, known: frozenset[str]) -> str:
    """The path of a picture beside the page: one that is there, or one in the folder that browsers make."""
    if not given or given.startswith(NOT_BESIDE):
        return ""
    path = unquote(given.partition("?")[0].partition("#")[0])
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if whole in known or FOLDER.search(posixpath.dirname(path).split("/")[-1]):
        return quote(posixpath.normpath(path), safe="/!$&'()*+,;=:@~")
    return ""
