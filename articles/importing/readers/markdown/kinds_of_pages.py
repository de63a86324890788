"""Files beside the columns that are none: an author's page, a page that lists others, an imprint; each by a rule."""

from __future__ import annotations

from pathlib import PurePosixPath

from articles.importing.documents import Notice, Severity
from articles.importing.readers.markdown.author_pages import is_author_page
from articles.importing.readers.markdown.front_matter import FrontMatter

PAGE_LAYOUTS = frozenset({
    "page", "pages", "home", "default-page", "about", "contact", "search", "archive", "archives", "archivebypage",
    "tag", "tags", "category", "categories", "section", "list", "index", "sitemap", "feed", "redirect", "404",
})  # fmt: skip
AUTHOR_LAYOUTS = frozenset({"author", "authors", "person", "profile", "staff"})
KINDS = {
    "editorial": "editorial", "leader": "editorial", "letter": "letter", "letters": "letter", "interview": "interview",
    "column": "column", "opinion": "column", "op-ed": "column",
}  # fmt: skip


def left_out(page: FrontMatter, name: str, *, is_dated: bool) -> Notice | None:
    """Return the notice, with its rule, on a file that is no column; None for one that may be."""
    layout = {page.text("layout").lower().removesuffix(".html"), page.text("type").lower()} - {""}
    if is_author_page(name) and not is_dated:
        return _left_out("author_page", f"{name} is an author's own page; what it says of him goes with his columns.")
    if layout & AUTHOR_LAYOUTS and not is_dated:
        return _left_out("author_page", f"{name} is an author's own page, by its layout.")
    if PurePosixPath(name).stem.lower() == "_index":
        return _left_out("section_page", f"{name} is the page of a section, which lists others.")
    if layout & PAGE_LAYOUTS and not is_dated:
        return _left_out("site_page", f"{name} is a page of the site ({', '.join(sorted(layout))}), not a column.")
    return None


def kind_of(page: FrontMatter) -> str:
    """Return the kind of column that a page says it is; "" where it does not say."""
    return next((KINDS[said] for key in ("type", "kind", "layout") if (said := page.text(key).lower()) in KINDS), "")


def _left_out(rule: str, sentence: str) -> Notice:
    return Notice(code=rule, message=f"{sentence} (rule: {rule})", severity=Severity.NOTE)
