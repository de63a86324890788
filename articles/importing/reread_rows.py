"""The row of a document as it was before it was read again: what undoing that needs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from articles.importing.models import RunChange, StagedDocument
from articles.importing.rereading import READ

MODEL = StagedDocument._meta.label_lower
BINARY = ("own_text", "sketch")


def plain(staged: StagedDocument) -> dict[str, Any]:
    """Return what a reading gives a row, as JSON can hold it."""
    texts = {name: getattr(staged, name) for name in BINARY}
    return {
        **{name: getattr(staged, name) for name in READ},
        **{name: b64encode(bytes(text)).decode() if text is not None else None for name, text in texts.items()},
        "edits": staged.edits,
    }


def restore(change: RunChange) -> bool:
    """Give a row what it was before, unless somebody has decided on the document since; return whether it was given."""
    before = dict(change.before or {})
    open_states = (StagedDocument.State.WAITING, StagedDocument.State.HELD, StagedDocument.State.LEFT_OUT)
    rows = StagedDocument.objects.filter(
        pk=change.key, fingerprint=(change.after or {}).get("fingerprint"), state__in=open_states
    )
    for name in BINARY:
        before[name] = b64decode(before[name]) if before[name] is not None else None
    return bool(rows.update(**before))
