"""Readers: from the bytes of a file to documents, without Django and without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers.text import read_text

Reader = Callable[[str, bytes, ReadOptions], tuple[Document, ...]]

FORMATS: Mapping[str, Reader] = {"text": read_text}
DEFAULTS = ReadOptions()


def read(name: str, content: bytes, options: ReadOptions = DEFAULTS, *, format: str = "") -> tuple[Document, ...]:  # noqa: A002
    """Read the documents of a file with the reader that its content, or `format`, asks for.

    Gives at least one document. Raises UnreadableError with a sentence for the person who gave the file, ValueError for
    an unknown format or time zone.
    """
    return _reader(format)(name, content, options)


def _reader(name: str) -> Reader:
    """Only text is read so far; its reader refuses what is no text by its content, whatever the file is called."""
    if name and name not in FORMATS:
        message = f"There is no format called {name!r}; known are: {', '.join(sorted(FORMATS))}."
        raise ValueError(message)
    return FORMATS[name or "text"]
