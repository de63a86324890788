"""What a source says beside its text, made fit for a column: a label that can't be kept must not hold a text up.

Whatever is taken off is named in a notice; the raw bytes keep it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.importing.documents import Document, Notice, Severity

ADDRESSES = ("legacy_url", "canonical_url")
LONGEST = {"legacy_url": 1000, "canonical_url": 1000, "rights": 300, "legacy_id": 200}  # of the fields of `Article`
_check_url = URLValidator(schemes=["http", "https"])


def tidy(document: Document) -> Document:
    """Return the document with addresses that can be kept and labels that are not too long, and a notice for each
    that was changed. A path of the old site is an address; it has no host to be shown with.
    """
    changed: dict[str, Any] = dict(_changed(document))
    if not changed:
        return document
    notices = tuple(
        Notice(
            code=f"{name}_not_usable",
            message=f"“{getattr(document, name)[:80]}” can't be kept: {_LABELS[name]} is left out or shortened.",
            severity=Severity.NOTE,
        )
        for name in changed
    )
    return replace(document, notices=(*document.notices, *notices), **changed)


_LABELS = {
    "legacy_url": "the old address", "canonical_url": "the address of the first printing", "rights": "the rights",
    "legacy_id": "the old id",
}  # fmt: skip


def _changed(document: Document) -> Iterator[tuple[str, str]]:
    for name in ADDRESSES:
        value = getattr(document, name)
        if value and not (is_address(value) or (name == "legacy_url" and is_path(value))):
            yield name, ""
    for name in ("rights", "legacy_id"):
        value = getattr(document, name)
        if len(value) > LONGEST[name]:
            yield name, value[: LONGEST[name]]


def is_address(value: str) -> bool:
    """Whether a value is a whole address of the web that a column can keep."""
    try:
        _check_url(value)
    except ValidationError:
        return False
    return len(value) <= LONGEST["legacy_url"]


def is_path(value: str) -> bool:
    """Whether a value is a path of the old site."""
    return value.startswith("/") and not value.startswith("//") and len(value) <= LONGEST["legacy_url"]
