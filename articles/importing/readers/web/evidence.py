"""What speaks for a block of a page: two ways of trafilatura to judge, and the text that the page gives to programs."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape, unescape
from typing import Any

from trafilatura import bare_extraction

from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.claims import folded
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.structured import first_text

BALANCED, GENEROUS, STATED = "balanced", "generous", "stated"
DISTINCT = 30  # letters: so long a text does not stand on a page twice by chance
STATED_LEAST = 500
LINES = re.compile(r"[\n|]")


def vote(page: Page, blocks: list[Block]) -> None:
    """Give each block its votes."""
    texts = {
        BALANCED: _extracted(page, generous=False),
        GENEROUS: _extracted(page, generous=True),
        STATED: stated_text(page),
    }
    known = {
        name: (frozenset(map(folded, set(LINES.split(text)))), folded(text)) for name, text in texts.items() if text
    }
    for block in blocks:
        block.votes = frozenset(
            name
            for name, (lines, whole) in known.items()
            if block.bare in lines or (len(block.bare) >= DISTINCT and block.bare in whole)
        )


def stated_text(page: Page) -> str:
    """Return the text of the article as the page gives it to programs, where that is more than a summary."""
    text = first_text(page.article.get("articleBody")) and str(page.article.get("articleBody"))
    return text if len(text) >= STATED_LEAST else ""


def _extracted(page: Page, *, generous: bool) -> str:
    document: Any = bare_extraction(
        deepcopy(page.tree), include_comments=False, include_tables=True, favor_recall=generous, fast=generous
    )
    return (document.text or "") if document is not None else ""


def stated_html(page: Page) -> str:
    """Return the text of the article as the page gives it to programs, as HTML."""
    text = stated_text(page)
    if "<p" in text.lower() or "<br" in text.lower():
        return text
    parts = re.split(r"\n\s*\n|\n", text) if "\n" in text else [text]
    return "".join(f"<p>{escape(unescape(part.strip()), quote=False)}</p>" for part in parts if part.strip())
