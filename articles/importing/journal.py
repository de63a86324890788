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


# What publishing a column, or taking it off, changes of it: nothing that was read.
_OF_PUBLISHING = frozenset({"status", "published_on", "first_public_at"})


def is_untouched(article: Article) -> bool:
    """Whether nobody has changed the article since a run last wrote it."""
    return is_as_left(article, _last_version(article))


def is_text_untouched(article: Article) -> bool:
    """Whether nobody has changed what a run last wrote of the article; publishing it is no change of that."""
    version = _last_version(article)
    return is_as_left(article, version) or _is_same(article, version, article.version, without=_OF_PUBLISHING)


def _last_version(article: Article) -> int | None:
    """Return the version at which a run last left the article; None where none wrote it."""
    last = (
        RunChange.objects.filter(model="articles.article", key=article.pk, is_undone=False)
        .exclude(action=RunChange.Action.REMOVED)
        .last()
    )
    return last.after.get("version") if last is not None and last.after is not None else None


def is_as_left(article: Article, version: int | None, *, at: int | None = None) -> bool:
    """Whether an article (`at` a version: as it was then) is as a run left it at another version.

    That links in it were led since is nobody's change, nor is what was taken back, as a merge of subjects.
    """
    now = article.version if at is None else at
    if version is None or now == version:
        return now == version
    since = article.revisions.filter(number__gt=version, number__lte=now)
    if since.exists() and not since.exclude(change=Revision.Change.LOADED, note=old_links.NOTE).exists():
        return True
    return _is_same(article, version, now)


def _is_same(article: Article, version: int | None, now: int, *, without: frozenset[str] = frozenset()) -> bool:
    """Whether two versions of an article say the same, but for some fields."""
    if version is None:
        return False
    kept = dict(article.revisions.filter(number__in=(version, now)).values_list("number", "snapshot"))
    if version not in kept or now not in kept:
        return False
    then, since = kept[version], kept[now]
    return all(then.get(name) == since.get(name) for name in (then.keys() | since.keys()) - without)
