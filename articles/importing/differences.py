"""What a document says otherwise now that it was read again: field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import markup
from articles.importing import document_json, values
from articles.importing.documents import Document
from articles.importing.models import StagedDocument
from articles.importing.word_marks import Words, compare

# In the order in which an editor reads them. What is not here is of no value to a column.
NAMES = {
    "headline": "Headline", "credits": "Byline", "published_at": "Posted",
    "published_precision": "how exact “Posted” is",
    "updated_at": "Updated", "updated_precision": "how exact “Updated” is", "standfirst": "Standfirst",
    "series": "Series", "body_html": "Text", "bio": "Bio", "tags": "Tags", "corrections": "Corrections",
    "most_read": "Most-read list", "most_read_day": "day of the list", "language": "Language", "kind": "Kind",
    "slug": "Address", "legacy_id": "Old id", "legacy_url": "Old address", "canonical_url": "First printed at",
    "rights": "Rights", "standing": "Standing", "pictures": "Pictures",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field: how it was read, how it is read now, and whether an editor gave it a value of their own."""

    field: str
    was: str
    now: str
    is_edited: bool

    @property
    def name(self) -> str:
        """What the field is called."""
        return NAMES[self.field]

    @property
    def words(self) -> list[Words]:
        """Both values in one, with the words that differ."""
        return compare(self.was, self.now)


def between(staged: StagedDocument, document: Document) -> list[Change]:
    """Return what differs between a document as it was kept and as it is read now."""
    old = _plain(document_json.load(staged.parsed)) if staged.parsed else {}
    return _changes(old, _plain(document), frozenset(staged.edits))


def of_documents(one: Document, other: Document) -> list[Change]:
    """Return what differs between two readings."""
    return _changes(_plain(one), _plain(other), frozenset())


def _changes(old: Mapping[str, Any], new: Mapping[str, Any], edited: frozenset[str]) -> list[Change]:
    return [
        Change(
            field=field,
            was=_in_words(field, old.get(field)),
            now=_in_words(field, new[field]),
            is_edited=field in edited,
        )
        for field in NAMES
        if old.get(field) != new[field]
    ]


def _plain(document: Document) -> dict[str, Any]:
    return {**values.plain(document), "tags": list(document.tags)}


def _in_words(field: str, value: Any) -> str:
    """Return a value as people read it."""
    if value is None or value == "":
        return ""
    if field in values.MOMENTS:
        return datetime.fromisoformat(value).strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, list):
        return "\n".join(_in_words(field, item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for name, part in value.items() if part and name not in {"key", "bio"})
    return "\n\n".join(markup.blocks(value)) if field == "body_html" else str(value)
