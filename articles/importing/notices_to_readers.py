"""The corrections that were printed with a loaded column: made rows of it, which go and come back with the loading."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from articles.editing import services as editing
from articles.importing.journal import Journal
from articles.importing.models import RunChange
from articles.importing.readers.textdump.corrections import notice_of
from articles.importing.values import Values
from articles.models import Article, Correction
from authors.models import User

MODEL = Correction._meta.label_lower
Said = tuple[str, date | None, str, str]


def take_off(article: Article, values: Values) -> list[Correction]:
    """Remove what loadings made of corrections that the source no longer has; return those rows.

    Call it before the article is saved, so that its revision is without them.
    """
    loaded = RunChange.objects.filter(model=MODEL, action=RunChange.Action.CREATED, is_undone=False).values("key")
    wanted = _wanted(values)
    gone = [row for row in article.corrections.filter(pk__in=loaded) if _said(row) not in wanted]
    Correction.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return gone


def add(article: Article, values: Values, *, user: User | None, derive_related: bool) -> list[Correction]:
    """Add the corrections that the article does not have yet; return the new rows. “Updated” is the source's own."""
    known = {_said(row) for row in article.corrections.all()}
    return [
        editing.add_correction(
            article, user=user, kind=kind, on=on, precision=precision, note=note, moves_updated=False,
            derive_related=derive_related,
        )
        for kind, on, precision, note in _wanted(values)
        if (kind, on, precision, note) not in known
    ]  # fmt: skip


def keep(journal: Journal, added: Sequence[Correction], gone: Sequence[Correction]) -> None:
    """Write the rows to the journal; call it after the article, so that undo takes them back before the article."""
    for row in gone:
        journal.removed(row, before=plain(row))
    for row in added:
        journal.created(row)


def plain(row: Correction) -> dict[str, Any]:
    """Return a correction as JSON can hold it."""
    return {
        "kind": row.kind,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "issued_precision": row.issued_precision,
        "note": row.note,
        "words_before": row.words_before,
        "words_after": row.words_after,
    }


def restore(article: Article, before: dict[str, Any]) -> None:
    """Make a correction again as `plain` kept it; the article is saved by the caller."""
    day = date.fromisoformat(before["issued_on"]) if before["issued_on"] else None
    Correction.objects.create(article=article, **{**before, "issued_on": day})


def _wanted(values: Values) -> dict[Said, None]:
    """The corrections, each once, in their order."""
    return dict.fromkeys(
        (correction.kind.value, correction.on, correction.precision.value, notice_of(correction.text))
        for correction in values.corrections
    )


def _said(row: Correction) -> Said:
    return row.kind, row.issued_on, row.issued_precision, row.note
