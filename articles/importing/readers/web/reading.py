"""The reader of saved web pages: from the bytes of a file to documents."""

from __future__ import annotations

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.web.assembly import assemble
from articles.importing.readers.web.page import open_page

ROOTS = frozenset({"html", "head", "body"})


def fits(sample: Sample) -> bool:
    """Whether a file is a saved page, by its first element."""
    return sample.root in ROOTS


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read the article of a saved page.

    Raises UnreadableError with a sentence, ValueError for an unknown time zone.
    """
    return (assemble(open_page(name, content), options),)
