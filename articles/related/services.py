"""Keeping the rows of related headlines: called by the write path, in its transaction."""

from collections.abc import Iterable


def refresh(article_ids: Iterable[int]) -> None:
    """Make the related headlines of these articles anew, and of those whose lists they enter or leave."""
