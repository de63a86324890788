"""A document as a file had it, with what can be made of it before the database is asked."""

import json
from dataclasses import dataclass
from typing import Any

from articles import markup
from articles.bulk import Encoded
from articles.importing import document_json
from articles.importing.documents import Document, Verdict
from articles.importing.pictures.found import Found
from articles.importing.sources import Source
from articles.importing.twins.sketching import sketch_of
from articles.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What an article and its rows are made of, prepared while others are written."""

    parsed: Encoded  # `document_json.dump` of it
    body: markup.Clean
    words: Words
    sketch: bytes | None

    @classmethod
    def of(cls, document: Document, plain: dict[str, Any]) -> "Ahead | None":
        """Prepare a document that `document_json.dump` made `plain` of; None where nothing could be read."""
        if document.verdict in {Verdict.REJECTED, Verdict.LEFT_OUT}:
            return None
        body = markup.clean(document.body_html)
        return cls(
            parsed=Encoded(json.dumps(plain)),
            body=body,
            words=Words.of(document.headline, document.standfirst, body),
            sketch=sketch_of(document),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as one file had it, with the hash of that file's bytes."""

    document: Document
    sha256: str
    fingerprint: str
    ahead: Ahead | None = None

    @property
    def sketch(self) -> bytes | None:
        """What the text is known again by; see `twins`."""
        return self.ahead.sketch if self.ahead else sketch_of(self.document)

    @classmethod
    def of(cls, document: Document, sha256: str, *, is_prepared: bool = False) -> "Reading":
        """Return a reading with the hash of what the document says, "" where it says nothing.

        `is_prepared`: with what an article is made of, too.
        """
        plain = document_json.dump(document)
        says = document.headline or document.body_html
        return cls(
            document=document,
            sha256=sha256,
            fingerprint=document_json.fingerprint(document, plain) if says else "",
            ahead=Ahead.of(document, plain) if is_prepared else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as its row keeps it: its bytes and the text that line numbers count, both compressed."""

    name: str
    sha256: str
    size: int
    encoding: str
    content: bytes
    text: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One document on its way in.

    `source` is the file that it came in, `file` what is kept of that (None where the bytes were refused), `own_text`
    the text of the document, compressed, where that is not the file's. `pictures` are those that were looked for.
    """

    source: Source
    file: KeptFile | None
    reading: Reading
    own_text: bytes | None = None
    pictures: tuple[Found, ...] = ()
