"""The journal of a run: each row that it made, changed or removed, so that undoing it can take all of it back."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.editing import old_links
from articles.importing.models import ImportRun, RunChange, StagedDocument
from articles.models import Article, Revision
from articles.new_rows import new_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Writes the changes of one document of a run."""

    run: ImportRun
    staged: StagedDocument | None
    # Where to gather the changes instead of writing each, for many documents at once.
    gathers: list[RunChange] | None = None

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
        change = new_row(
            RunChange, run=self.run, staged=self.staged, model=row._meta.label_lower, key=row.pk, action=action,
            before=before, after=after,
        )  # fmt: skip
        if self.gathers is None:
            change.save()
        else:
            self.gathers.append(change)


def is_untouched(article: Article) -> bool:
    """Whether nobody has changed the article since a run last wrote it."""
    last = (
        RunChange.objects.filter(model="articles.article", key=article.pk, is_undone=False)
        .exclude(action=RunChange.Action.REMOVED)
        .last()
    )
    return last is not None and last.after is not None and is_as_left(article, last.after.get("version"))


def is_as_left(article: Article, version: int | None, *, at: int | None = None) -> bool:
    """Whether an article (`at` a version: as it was then) is as a run left it at another version.

    That links in it were led since is nobody's change.
    """
    now = article.version if at is None else at
    if version is None or now == version:
        return now == version
    since = article.revisions.filter(number__gt=version, number__lte=now)
    return since.exists() and not since.exclude(change=Revision.Change.LOADED, note=old_links.NOTE).exists()
