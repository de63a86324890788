"""The body of a post: the editor's marks and shortcodes taken off, then made like every other body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from articles.importing.documents import Notice, Picture, Severity
from articles.importing.readers.html.bodies import make_body
from articles.importing.readers.html.limits import without_comments
from articles.importing.readers.wordpress.blocks import has_blocks, take_off_blocks
from articles.importing.readers.wordpress.library import Library
from articles.importing.readers.wordpress.paragraphs import make_paragraphs
from articles.importing.readers.wordpress.pictures import Frames, numbers_of, told
from articles.importing.readers.wordpress.shortcodes import Shortcodes
from articles.importing.readers.wordpress.tidying import tidy

PAGES = re.compile(r"<!--\s*nextpage\s*-->|\[nextpage\]", re.IGNORECASE)
SHOWN = re.compile(r"&lt;!--\s*/?wp:")
SECTION_MARKS = ((re.compile(r"<!\[CDATA\["), "&lt;![CDATA["), (re.compile(r"\]\]>"), "]]&gt;"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostBody:
    """The body of a post, its blocks, its pictures, and what is to be said."""

    html: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    notices: tuple[Notice, ...]


def read_body(content: str, *, post: str, library: Library, footnotes: str = "", address: str = "") -> PostBody:
    """Read the body of the post with the number `post`; `address` is that of its page."""
    notices: list[Notice] = []
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    pages = len(PAGES.findall(content))
    if pages:
        message = f"The old site showed it on {pages + 1} pages; they are one text here."
        notices.append(Notice(code="pages_joined", message=message, severity=Severity.NOTE))
    fragment, remarks = _plain(content, Frames(library, post), library, footnotes)
    numbers = numbers_of(fragment)
    fragment, embeds = tidy(fragment)
    body = make_body(fragment, address=address)
    notices += [*remarks, *_embed_notices(embeds), *body.notices]
    return PostBody(
        html=body.html,
        paragraphs=body.paragraphs,
        pictures=told(body.pictures, library, numbers),
        notices=tuple(notices),
    )


def _plain(content: str, frames: Frames, library: Library, footnotes: str) -> tuple[str, list[Notice]]:
    """Return HTML without blocks, shortcodes and comments."""
    shortcodes = Shortcodes(gallery=frames.gallery, caption=frames.caption)
    for mark, shown in SECTION_MARKS:
        content = mark.sub(shown, content)
    if has_blocks(content):
        unblocked = take_off_blocks(content, library.blocks, footnotes)
        fragment = _without_comments(shortcodes.expand(unblocked.html)) + shortcodes.footnotes()
        remarks = unblocked.notices()
    else:
        text = _without_comments(shortcodes.expand(content)) + shortcodes.footnotes()
        fragment, remarks = make_paragraphs(text), []
    if SHOWN.search(fragment):
        message = "Marks of the old editor (comments of blocks) stand in the text as text, as in an example of code."
        remarks.append(Notice(code="marks_in_text", message=message))
    remarks += [*shortcodes.notices(), *frames.notices()]
    return fragment, [*remarks, *_embed_notices(shortcodes.embedded)]


def _without_comments(text: str) -> str:
    return without_comments(text, "\n\n").replace("-->", "&#45;-&gt;")


def _embed_notices(addresses: Sequence[str]) -> list[Notice]:
    return [
        Notice(
            code="embed_replaced",
            message=f"What was embedded from {unescape(address)} is now a link to it.",
            severity=Severity.NOTE,
        )
        for address in dict.fromkeys(addresses)
    ]
