"""What becomes of a story by its publishing status, as all news formats name it."""

from __future__ import annotations

from articles.importing.documents import Severity, Standing
from articles.importing.readers.newswire.items import Item

USABLE = frozenset({"", "usable", "embargoed", "published", "approved"})


def take_status(item: Item, status: str) -> None:
    """Follow the status of a story: withheld and cancelled ones are held, an embargoed one is not public yet."""
    plain = status.rpartition(":")[2].rpartition("/")[2].strip().casefold()
    if plain in {"canceled", "cancelled"}:
        item.note("canceled_in_source", "The source has cancelled it: it is not to be used.", Severity.HOLD)
    elif plain == "withheld":
        item.note("withheld_in_source", "The source withholds it: it is not to be used for now.", Severity.HOLD)
    elif plain == "embargoed":
        item.standing = Standing.DRAFT
    elif plain not in USABLE:
        item.note("status_not_known", f"Nobody knows what the status “{status}” means.", Severity.HOLD)


def take_embargo(item: Item, until: str) -> None:
    """Keep that a story was not to be public before a moment ("" where it does not say which)."""
    item.standing = Standing.DRAFT
    when = f"until {until}" if until else "until the source says otherwise"
    item.note("embargoed", f"It was under embargo {when}: it becomes a draft.", Severity.NOTE)
