"""Whether a page was public on its old site: `draft`, `published: false`, a folder of drafts, and what is odd there."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.documents import Notice, Standing
from articles.importing.readers.markdown.addresses import OLD, is_in_drafts
from articles.importing.readers.markdown.front_matter import FrontMatter

TRACES = ("comments", *OLD)  # only what was public has readers' comments or an address that others link to
DRAFT_WORDS = frozenset({"draft", "pending", "private", "future", "scheduled", "unpublished", "in_progress"})


@dataclass(frozen=True, slots=True)
class Found:
    """The standing, and the notice on it."""

    standing: Standing
    notices: tuple[Notice, ...] = ()


def read_standing(page: FrontMatter, name: str) -> Found:
    """Read whether the source has a page as a draft: it stays one, and an editor is told what speaks against it."""
    said = _said(page, name)
    if not said:
        return Found(Standing.PUBLIC)
    trace = page.key_of(*TRACES)
    doubt = (
        f" But it has {trace}, as only public pages have: see whether the mark is a trace of a move." if trace else ""
    )
    message = f"The source has it as a draft ({said}), so it is loaded as one even where all else is published.{doubt}"
    return Found(Standing.DRAFT, (Notice(code="draft_in_source", message=message, line=_line(page)),))


def _said(page: FrontMatter, name: str) -> str:
    if page.switch("draft"):
        return "draft: true"
    if page.switch("published") is False:
        return "published: false"
    status = page.text("status", "state").lower()
    if status in DRAFT_WORDS:
        return f"status: {status}"
    return "it lies in a folder of drafts" if is_in_drafts(name) else ""


def _line(page: FrontMatter) -> int | None:
    return next((line for key in ("draft", "published", "status", "state") if (line := page.line(key))), None)
