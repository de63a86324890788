"""Documents of a source with ids of its own, as later readers make them: given straight to the loader."""

import json
from datetime import datetime

import pytest

from articles.importing import document_json
from articles.importing.documents import Credit, DatedMoment, Document, Precision, RankedHeadline


def make_document(name: str = "export.json", *, legacy_id: str = "7", **given) -> Document:
    """Return a document with an id of its old system."""
    values = {
        "headline": "A bridge too dear",
        "credits": (Credit(name="Mara Lindqvist"),),
        "published": DatedMoment(at=datetime.fromisoformat("2012-05-06T10:30:00+09:00"), precision=Precision.MINUTE),
        "paragraphs": ("The council has decided.",),
        "body_html": "<p>The council has decided.</p>",
        "language": "en",
        "legacy_url": f"https://old.example.org/view.php?id={legacy_id}",
        "text": "the source",
        **given,
    }
    return Document(source=name, format="json", identity=f"legacy:{legacy_id}", legacy_id=legacy_id, **values)


def as_bytes(*documents: Document) -> bytes:
    """Return documents as a file that `read_exported` reads."""
    return json.dumps([document_json.dump(document) for document in documents]).encode()


def ranked(*headlines: str) -> tuple[RankedHeadline, ...]:
    """Return a printed list."""
    return tuple(RankedHeadline(rank=rank, headline=line) for rank, line in enumerate(headlines, start=1))


def read_exported(name, content, options=None, *, format=""):  # noqa: A002 as the reader calls it
    """Read what `as_bytes` wrote, in place of the readers."""
    return tuple(document_json.load(plain, "the source") for plain in json.loads(content))


@pytest.fixture
def exported(monkeypatch):
    """Let the loader read files that `as_bytes` wrote."""
    monkeypatch.setattr("articles.importing.preparing.read", read_exported)
