"""The journal of a run: each row that it made, changed or removed, so that undoing it can take all of it back."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.importing.models import ImportRun, RunChange, StagedDocument
from articles.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Writes the changes of one document of a run."""

    run: ImportRun
    staged: StagedDocument | None

    def created(self, row: models.Model, after: dict[str, Any] | None = None) -> None:
        """Keep that a row was made; `after` is how, so that a later change by somebody else can be seen."""
        self._write(row, RunChange.Action.CREATED, None, after)

    def changed(self, row: models.Model, *, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Keep how a row was before the run changed it, and how it was left."""
        self._write(row, RunChange.Action.CHANGED, before, after)

    def removed(self, row: models.Model, *, before: dict[str, Any]) -> None:
        """Keep a row that the run takes away; call it while the row still has its id."""
        self._write(row, RunChange.Action.REMOVED, before, None)

    def _write(
        self, row: models.Model, action: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        RunChange.objects.create(
            run=self.run, staged=self.staged, model=row._meta.label_lower, key=row.pk, action=action,
            before=before, after=after,
        )  # fmt: skip


def is_untouched(article: Article) -> bool:
    """Whether nobody has changed the article since a run last wrote it."""
    last = (
        RunChange.objects.filter(model="articles.article", key=article.pk, is_undone=False)
        .exclude(action=RunChange.Action.REMOVED)
        .last()
    )
    return last is not None and last.after is not None and last.after.get("version") == article.version
