"""The export of Substack: `posts.csv` says what each post is, and `posts/ID.html` beside it has its text.

The two are joined into one table before anything else is made of it; whom a post was for and whether it was published
become its status.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from lxml.html import HtmlElement, tostring

from articles.importing.documents import Beside
from articles.importing.readers.decoding import decode
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.tables.delimited import read_delimited
from articles.importing.readers.tables.grids import Grid, Row, as_text

TABLE, FOLDER = "posts.csv", "posts"
# What tells this table from any other that is called so.
SIGNS = frozenset({"post_id", "post_date", "is_published", "title"})
HEADER = ("id", "post_date", "status", "type", "title", "subtitle", "slug", "body_html")
EVERYBODY = frozenset({"everyone", ""})
# Boxes that sell the newsletter or stand for a button: nothing of what was written.
SELLING = frozenset({
    "button-wrapper", "button", "subscription-widget-wrap", "subscription-widget-wrap-editor", "subscription-widget",
    "captioned-button-wrap", "paywall-jump", "paywall", "community-chat", "install-substack-app-embed",
    "image-link-expand", "header-anchor-parent", "poll-embed", "directMessage",
})  # fmt: skip
KNOWN = 8  # tables of which the ids are kept, for the texts that are asked about one by one


def joined(grid: Grid, name: str, beside: Beside | None) -> Grid:
    """Return the table of an export with the text of each post in it; any other grid as it is."""
    if not is_export(name, grid) or beside is None:
        return grid
    header = [as_text(cell).strip() for cell in grid.rows[0].values]
    folder, files = posixpath.join(posixpath.dirname(name), FOLDER), _files(name, beside)
    rows = [Row(line=grid.rows[0].line, values=HEADER)]
    for row in grid.rows[1:]:
        cells = dict(zip(header, map(as_text, row.values), strict=False))
        path = files.get(cells.get("post_id", ""), "")
        content = beside.read(path) if path else None
        rows.append(replace(row, values=_values(cells, _text(path or folder, content))))
    return replace(grid, rows=tuple(rows))


def is_export(name: str, grid: Grid) -> bool:
    """Whether a grid is the table of an export."""
    if posixpath.basename(name) != TABLE or not grid.rows:
        return False
    return {as_text(cell).strip() for cell in grid.rows[0].values} >= SIGNS


def is_text_of_a_post(name: str, beside: Beside | None) -> bool:
    """Whether a file is the text of a post that the table of its export names."""
    folder, file = posixpath.split(name)
    if beside is None or posixpath.basename(folder) != FOLDER:
        return False
    return file.removesuffix(".html") in _ids(posixpath.join(posixpath.dirname(folder), TABLE), beside)


@lru_cache(maxsize=KNOWN)
def _ids(table: str, beside: Beside) -> frozenset[str]:
    """Return the ids of the posts in the table of an export; none where there is no such table."""
    content = beside.read(table)
    grid = read_delimited(table, content) if content else None
    if grid is None or not is_export(table, grid):
        return frozenset()
    at = [as_text(cell).strip() for cell in grid.rows[0].values].index("post_id")
    return frozenset(as_text(row.values[at]) for row in grid.rows[1:] if len(row.values) > at)


def _files(table: str, beside: Beside) -> Mapping[str, str]:
    """Return the path of each text by the id of its post."""
    start = posixpath.join(posixpath.dirname(table), FOLDER) + "/"
    return {
        path[len(start) :].removesuffix(".html"): path
        for path in beside.names()
        if path.startswith(start) and path.endswith(".html")
    }


def _values(cells: Mapping[str, str], text: str) -> tuple[str, ...]:
    number, _, slug = cells.get("post_id", "").partition(".")
    audience = cells.get("audience", "").strip()
    is_public = cells.get("is_published", "").strip().casefold() == "true"
    status = audience if audience not in EVERYBODY else "published" if is_public else "draft"
    kept = (cells.get(each, "") for each in ("post_date", "type", "title", "subtitle"))
    day, kind, title, subtitle = kept
    return (f"substack-{number}" if number else "", day, status, kind, title, subtitle, slug, text)


def _text(name: str, content: bytes | None) -> str:
    """Return the HTML of a post without what sells the newsletter; "" where there is none."""
    if not content or not content.strip():
        return ""
    root = parse(decode(name, content).text)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element is not root and element.getparent() is not None:
            _simplify(element)
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def _simplify(element: HtmlElement) -> None:
    classes = set((element.get("class") or "").split())
    if classes & SELLING:
        element.drop_tree()
    elif address := _embedded(element):
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "p", None
        element.attrib.clear()
        link = element.makeelement("a", {"href": address})
        link.text = address
        element.append(link)


def _embedded(element: HtmlElement) -> str:
    """Return the address of what an empty box stands for: Substack fills it in with a script."""
    if element.tag != "div" or not element.get("data-attrs") or element.find(".//img") is not None:
        return ""
    try:
        told = json.loads(element.get("data-attrs", ""))
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    if isinstance(told.get("videoId"), str) and "youtube" in (element.get("class") or ""):
        return f"https://www.youtube.com/watch?v={told['videoId']}"
    address = told.get("url") or told.get("canonical_url")
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else ""
