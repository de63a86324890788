"""Posts that are no columns because nothing in them can be read: pictures alone."""

from __future__ import annotations

from collections.abc import Sequence

from articles.importing.documents import Notice, Severity


def without_words(html: str, paragraphs: Sequence[str], nothing: str) -> Notice | None:
    """Return the notice that holds a body without a word; `nothing` is the sentence for one that is wholly empty."""
    if paragraphs:
        return None
    pictures = html.count("<img ")
    if not pictures:
        return Notice(code="no_body", message=nothing, severity=Severity.HOLD)
    shown = "a picture" if pictures == 1 else f"{pictures} pictures"
    message = f"It is {shown} without text, and a column without words is none: write some, or leave it out."
    return Notice(code="only_pictures", message=message, severity=Severity.HOLD)
