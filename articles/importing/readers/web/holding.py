"""When a page is no article, or not a whole one: the rules by which it is held, each with its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.importing.documents import Notice, Severity
from articles.importing.readers.web.addresses import parts_of
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.structured import kinds

LEAST_TEXT = 120  # letters and digits: less is a notice of the house, or a page that was never loaded
LISTED = 8  # linked headings that make a page a list of others
TELLING = 250  # letters of a paragraph that tells something, unlike a teaser
MANY_LINKS, ALL_LINK = 0.5, 0.8  # shares of a block
LONGEST_LABEL = 12  # letters of a heading that is only a section’s name
A_TEXT = 3  # paragraphs that tell something make a front page an article
NO_ARTICLE = frozenset({"error_page", "no_body", "index_page"})
LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
ERROR = re.compile(
    r"(?:\b(?:404|403|500|502|503)\b|(?:page|article|story)\s+(?:was\s+)?not\s+found|access\s+denied|"
    r"just\s+a\s+moment|are\s+you\s+a\s+robot|attention\s+required|"
    r"seite\s+nicht\s+gefunden|página\s+no\s+encontrada|페이지를\s*찾을\s*수\s*없)",
    re.IGNORECASE,
)
ERROR_LONGEST = 1_500


def why_held(page: Page, blocks: Sequence[Block], headline: str, *, is_dated: bool, length: int) -> Iterator[Notice]:
    """Yield a notice for each rule that holds a page; `length` is that of its body in letters and digits."""
    if ERROR.search(headline or page.head.title) and length < ERROR_LONGEST:
        yield _hold("error_page", "This is what a site shows instead of a page: an error, a check or a closed door.")
    elif length < LEAST_TEXT:
        yield _hold("no_body", "No text of an article was found on this page.")
    elif is_index(page, blocks):
        yield _hold("index_page", "This page lists articles and is none itself.")
    if not headline:
        yield _hold("no_headline", "No headline was found.")
    if not is_dated:
        yield _hold("no_date", "Nothing on the page says when it was published.")
    if str(page.article.get("isAccessibleForFree")).lower() == "false" and length < ERROR_LONGEST:
        message = (
            "The page says that it is for subscribers, and its text is short: perhaps only its beginning was saved."
        )
        yield Notice(code="perhaps_cut_off", message=message)


def is_index(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether a page is a list of other pages: many linked headings, hardly a paragraph that tells something."""
    if any(LISTS & set(kinds(thing)) for thing in page.things) and not page.article:
        return True
    telling = [block for block in blocks if block.kept and len(block.bare) >= TELLING and block.linked < MANY_LINKS]
    listed = [
        block for block in blocks if block.is_heading and block.linked > ALL_LINK and len(block.bare) > LONGEST_LABEL
    ]
    if len(listed) < LISTED or page.head.first("og:type").lower() == "article" or page.article:
        return False
    is_front = parts_of(page.link or page.address).path.strip("/").count("/") == 0 and len(telling) < A_TEXT
    return is_front or not telling


def _hold(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, severity=Severity.HOLD)
