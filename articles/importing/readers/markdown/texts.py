"""From Markdown to a body: CommonMark with tables, footnotes, struck words and lists of definitions."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from articles import markup
from articles.importing.readers.html.bodies import Body, make_body

IMPORTS = re.compile(r"^(?:import|export)\s[^\n]*\bfrom\s+['\"][^\n]*\n", re.MULTILINE)
SPACED_PICTURE = re.compile(r"(!\[[^\]\n]{0,300}\]\()([^()<>\"'\n]{1,300}\s[^()<>\"'\n]{0,300}\.\w{2,4})(\))")
MARKED = re.compile(r"[*_`~\[\]\\<]")
# Spaces are never given back (`+`), and no heading is that long: a million of them would be gone through each time.
FIRST_HEADING = re.compile(r"\s*+(?:#[ \t]++([^\n]{1,1000}?)[ \t]*#*|([^\n#>*+-][^\n]*)\n=+[ \t]*)(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Titled:
    """A text without the title that stands as its first line, and that title; "" for none."""

    title: str
    text: str


def take_title(text: str) -> Titled:
    """Part the first heading of a text from it, where that is a heading of the first order and nothing stands above."""
    match = FIRST_HEADING.match(text)
    if match is None:
        return Titled("", text)
    return Titled(plain_words((match[1] or match[2]).strip()), text[match.end() :])


def to_html(text: str) -> str:
    """Return the HTML of a Markdown text; HTML in it stays, for `make_body` to judge."""
    # kramdown takes a picture whose address has spaces, CommonMark only in angle brackets.
    return str(_markdown().render(SPACED_PICTURE.sub(r"\1<\2>\3", text)))


def to_body(text: str) -> Body:
    """Return the body of a Markdown text."""
    return make_body(to_html(text))


def without_imports(text: str) -> str:
    """Take off the lines with which a page of MDX calls for its components."""
    return IMPORTS.sub("", text)


def plain_words(inline: str) -> str:
    """Return a line of front matter without its marks of emphasis, links and HTML."""
    if not MARKED.search(inline):
        return html.unescape(inline)
    return " ".join(markup.blocks(markup.clean(_markdown().renderInline(inline)))) or inline


def folded(words: str) -> str:
    """Return words as they are compared: without signs, in small letters."""
    return re.sub(r"\W+", "", words).casefold()


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return made.use(footnote_plugin).use(deflist_plugin)
