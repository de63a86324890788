"""Parts of which the tests of Markdown make pages; every sentence was written for these tests."""

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read
from tests.importing.beside import FilesBeside

TEXT = "The ferry left at nine with nobody aboard, and the ticket office called it a full house."


def read_page(text: str, name: str = "content/opinion/ferry.md", files=None, **options: object) -> Document:
    """Read a page that is one document."""
    beside = FilesBeside({name: text, **files}) if files is not None else None
    [document] = read(name, text.encode(), ReadOptions(beside=beside, **options))
    return document


def yaml_page(front: str, text: str = TEXT, **given: object) -> Document:
    """Read a page with YAML above its text."""
    return read_page(f"---\n{front}\n---\n\n{text}\n", **given)


def body_of(text: str, front: str = "title: Ferry\ndate: 2012-04-03") -> str:
    """Give the HTML of a text."""
    return yaml_page(front, text).body_html


def codes(document: Document) -> list[str]:
    """Give the codes of the notices of a document."""
    return [notice.code for notice in document.notices]
