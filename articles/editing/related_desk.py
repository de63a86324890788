"""The related headlines of a column as the desk sees them: with drafts and blocked ones, and what can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.editing import wording
from articles.models import Article
from articles.related import desk
from articles.related.models import RelatedHeadline
from articles.related.reasons import reason

Origin = RelatedHeadline.Origin
# What an editor may ask for, by the name in the address.
ACTIONS: dict[str, Callable[..., Any]] = {
    "pin": desk.pin,
    "unpin": desk.unpin,
    "block": desk.block,
    "unblock": desk.unblock,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: the column it leads to, why, and the actions that make sense for it, each with its label."""

    article: Article
    why: str
    origin: str
    actions: tuple[tuple[str, str], ...]


_OFFERED = {
    Origin.PINNED: (("unpin", "Unpin"), ("block", "Block")),
    Origin.COMPUTED: (("pin", "Pin"), ("block", "Block")),
    Origin.BLOCKED: (("unblock", "Undo the block"),),
}
_ORDER = {Origin.PINNED: 0, Origin.COMPUTED: 1, Origin.BLOCKED: 2}


def rows(article: Article) -> list[Row]:
    """Return the rows of an article: pinned, computed, blocked. One query."""
    found = article.related_headlines.select_related("related").defer("related__body")
    ordered = sorted(found, key=lambda row: (_ORDER[Origin(row.origin)], row.position, -row.score, -row.related_id))
    return [
        Row(article=row.related, why=_why(row), origin=row.origin, actions=_OFFERED[Origin(row.origin)])
        for row in ordered
    ]


def _why(row: RelatedHeadline) -> str:
    said = "Blocked by the desk" if row.origin == Origin.BLOCKED else reason(row)
    key, words = wording.state(row.related)
    return said if key == "published" else " · ".join(part for part in (said, words) if part)
