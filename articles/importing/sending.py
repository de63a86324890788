"""How documents go from a process that reads to the one that writes: in few pieces, and nothing twice.

What is sent of a value is what it was made with, which is three times as fast as its state: a dataclass is asked for
all its fields anew, each time, where Python itself sends it. Where in the file each value stood is unpacked when it is
asked for: who makes an article of a document that was prepared never asks, for it is in its JSON.
"""

import io
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from articles.bulk import Encoded
from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Notice,
    Picture,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Term,
)
from articles.importing.readings import Ahead, KeptFile, Reading
from articles.markup import Clean
from articles.words import Words

# A document on its way back: the place of its file among those asked for, the file with its first document alone, the
# reading and its own text.
Answer = tuple[int, KeptFile | None, Reading, bytes | None]
_Made = tuple[Callable[..., Any], tuple[Any, ...]]


def packed(some: Sequence[Answer]) -> bytes:
    """Return documents as they are sent."""
    pipe = io.BytesIO()
    pickler = pickle.Pickler(pipe, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(some)
    return pipe.getvalue()


def unpacked(content: bytes) -> Sequence[Answer]:
    """Return the documents that `packed` made `content` of, in a process that was started by this one."""
    found: Sequence[Answer] = pickle.loads(content)  # noqa: S301 from a process that was started here
    return found


class Places(Mapping[str, tuple[Provenance, ...]]):
    """Where each value of a document was found, unpacked when it is first asked for."""

    __slots__ = ("_found", "_packed")

    def __init__(self, packed: bytes) -> None:
        """Keep what `_document` packed."""
        self._packed = packed
        self._found: dict[str, tuple[Provenance, ...]] | None = None

    def _all(self) -> dict[str, tuple[Provenance, ...]]:
        if self._found is None:
            plain = pickle.loads(self._packed)  # noqa: S301 from a process that was started here
            self._found = {
                name: tuple(Provenance(lines=one[0], selector=one[1], rule=one[2], confidence=one[3]) for one in places)
                for name, places in plain.items()
            }
        return self._found

    def __getitem__(self, name: str) -> tuple[Provenance, ...]:
        """Return where one value was found."""
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the values."""
        return iter(self._all())

    def __len__(self) -> int:
        """Return how many values say where they were found."""
        return len(self._all())


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _reducer(kind: type[Any]) -> Callable[[Any], _Made]:
    """Return how a value of this kind is sent."""
    names = _names(kind)
    values = attrgetter(*names)
    return lambda value: (_made, (kind, names, values(value)))


def _made(kind: type[Any], names: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    return kind(**dict(zip(names, values, strict=True)))


_OF_DOCUMENT = tuple(name for name in _names(Document) if name != "provenance")
_values = attrgetter(*_OF_DOCUMENT)
_place = attrgetter("lines", "selector", "rule", "confidence")


def _document(value: Document) -> _Made:
    places = {name: [_place(one) for one in some] for name, some in value.provenance.items()}
    return _document_made, (_values(value), pickle.dumps(places, pickle.HIGHEST_PROTOCOL))


def _document_made(values: tuple[Any, ...], places: bytes) -> Document:
    return Document(**dict(zip(_OF_DOCUMENT, values, strict=True)), provenance=Places(places))


def _reading(value: Reading) -> _Made:
    """Send a reading with what was prepared of it; a body that needed no cleaning goes once, with its document."""
    ahead = value.ahead
    if ahead is None:
        return _reading_made, (value.document, value.sha256, value.fingerprint, None)
    body = None if ahead.body == value.document.body_html else str(ahead.body)
    prepared = (str(ahead.parsed), body, ahead.words.headline, ahead.words.text, ahead.sketch)
    return _reading_made, (value.document, value.sha256, value.fingerprint, prepared)


def _reading_made(document: Document, sha256: str, fingerprint: str, prepared: tuple[Any, ...] | None) -> Reading:
    if prepared is None:
        return Reading(document=document, sha256=sha256, fingerprint=fingerprint)
    parsed, body, headline, text, sketch = prepared
    ahead = Ahead(
        parsed=Encoded(parsed),
        body=Clean(document.body_html if body is None else body),
        words=Words(headline=headline, text=text),
        sketch=sketch,
    )
    return Reading(document=document, sha256=sha256, fingerprint=fingerprint, ahead=ahead)


_KINDS: tuple[type[Any], ...] = (
    Credit, DatedMoment, KeptFile, Notice, Picture, PrintedCorrection, RankedHeadline, Term,
)  # fmt: skip
_REDUCERS: dict[type[Any], Callable[[Any], _Made]] = {
    **{kind: _reducer(kind) for kind in _KINDS},
    Document: _document,
    Reading: _reading,
}
