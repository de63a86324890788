"""Where a value came from that a reader worked out of others: every value of a document says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from articles.importing.documents import Document, Provenance
from articles.importing.readers.language import tell_language

NAMED = Provenance(selector="language", rule="the language that the source names", confidence=0.9)
SIGNED = ("byline", "credits", "authors")


def traced(document: Document) -> Document:
    """Return the document with the provenance of its people, its language and its bio, where its reader gave none."""
    missing = dict(_missing(document))
    return replace(document, provenance={**document.provenance, **missing}) if missing else document


def _missing(document: Document) -> Iterator[tuple[str, tuple[Provenance, ...]]]:
    known = document.provenance
    signed = next((places for name in SIGNED if (places := known.get(name))), None)
    for name, value in (("authors", document.credits), ("byline", document.byline)):
        if value and signed and name not in known:
            yield name, signed
    if document.language and "language" not in known:
        yield "language", (_language(document),)
    if document.bio and "bio" not in known and "body" in known:
        yield (
            "bio",
            tuple(replace(place, rule="who the writer is, at the end", confidence=0.7) for place in known["body"]),
        )


def _language(document: Document) -> Provenance:
    told, confidence = tell_language(" ".join((document.headline, *document.paragraphs)))
    if told != document.language:
        return NAMED
    return Provenance(rule="the letters and words of the text", confidence=confidence)
