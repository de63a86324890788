"""What a document says otherwise now that it was read again: field by field, in words."""

from __future__ import annotations

from dataclasses import dataclass
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
    old, new = _plain(document_json.load(staged.parsed)) if staged.parsed else {}, _plain(document)
    return [
        Change(field=field, was=_in_words(old.get(field)), now=_in_words(new[field]), is_edited=field in staged.edits)
        for field in NAMES
        if old.get(field) != new[field]
    ]


def _plain(document: Document) -> dict[str, Any]:
    return {**values.plain(document), "tags": list(document.tags)}


def _in_words(value: Any) -> str:
    """Return a value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "\n".join(_in_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    text = str(value)
    return "\n\n".join(markup.blocks(text)) if text.startswith("<") else text
