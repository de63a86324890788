"""Readers: from the bytes of a file to documents, without Django and without a database.

A format is a module with two functions: `fits(sample)` says whether a file is of that format, by its content and not
only by its name, and `read(name, content, options)` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.tracing import traced


class Format(Protocol):
    """What the module of a format has."""

    def fits(self, sample: Sample) -> bool:
        """Whether a file is of this format."""

    def read(self, name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
        """Read the documents of a file: at least one. Raises UnreadableError with a sentence."""


# Asked in this order: what is sure of itself comes first, text takes what nobody else wants. A module is imported when
# a file is first asked about, so that a start of the site does not wait for libraries that only loading needs.
FORMATS: Mapping[str, str] = {
    "broadsheet": "articles.importing.readers.broadsheet.reading",
    "wxr": "articles.importing.readers.wordpress.reading",
    "ghost": "articles.importing.readers.ghost.reading",
    "docx": "articles.importing.readers.wordprocessing.docx",
    "odt": "articles.importing.readers.wordprocessing.odt",
    "newsml": "articles.importing.readers.newswire.newsml",
    "nitf": "articles.importing.readers.newswire.nitf",
    "ninjs": "articles.importing.readers.newswire.ninjs",
    "feed": "articles.importing.readers.feeds.reading",
    "markdown": "articles.importing.readers.markdown.reading",
    "web": "articles.importing.readers.web.reading",
    "table": "articles.importing.readers.tables.reading",
    "text": "articles.importing.readers.textdump.reading",
}
DEFAULTS = ReadOptions()


def read(name: str, content: bytes, options: ReadOptions = DEFAULTS, *, format: str = "") -> tuple[Document, ...]:  # noqa: A002 the word of the command line
    """Read the documents of a file with the reader that its content, or `format`, asks for.

    Gives at least one document. Raises UnreadableError with a sentence for the person who gave the file, ValueError for
    an unknown format or time zone.
    """
    documents = _format(format or tell_format(name, content)).read(name, content, options)
    return tuple(traced(document) for document in documents)


def tell_format(name: str, content: bytes) -> str:
    """Return the name of the format that a file is of."""
    sample = Sample(name, content)
    return next((known for known in FORMATS if _format(known).fits(sample)), "text")


@cache
def _format(name: str) -> Format:
    if name not in FORMATS:
        message = f"There is no format called {name!r}; known are: {', '.join(sorted(FORMATS))}."
        raise ValueError(message)
    return cast("Format", import_module(FORMATS[name]))
