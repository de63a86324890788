"""Undo: everything that a run made goes, everything that it overwrote comes back, and what others did since stays.

It works document by document in short transactions, newest first; stopped in between, the same call goes on.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.editing import services as editing
from articles.importing import notices_to_readers, people, printed, reread_rows, restoring, runs
from articles.importing.journal import is_as_left
from articles.importing.models import ImportRun, LoadedPicture, RunChange
from articles.importing.pictures import placing, sweeping
from articles.importing.site_export import untying
from articles.models import Article, Byline, Correction, Redirect, Series, Tag
from articles.readership.models import MostReadList
from articles.related import services as related
from authors.models import Author, AuthorName, User

Action = RunChange.Action
BATCH = 100
# What articles have in common: it goes when nothing uses it any more, in this order.
SHARED = ("articles.series", "articles.tag", "authors.author", "authors.authorname")


class NotUndoableError(ValueError):
    """A run can't be undone; the message says why."""


def undo(run: ImportRun, *, user: User | None, force: bool) -> list[Article]:
    """Take a run back and return the articles that were kept, because somebody changed them since.

    Where some were kept, it can be asked again: for those too (`force`), or once what changed them is undone itself.
    """
    is_undone = run.status == ImportRun.Status.UNDONE
    if is_undone and not run.kept_at_undo:
        raise NotUndoableError(f"Loading {run.pk} is undone already.")
    runs.mark_interrupted()
    run.refresh_from_db()
    if run.status == ImportRun.Status.RUNNING and run.process and not force:
        raise NotUndoableError(f"Loading {run.pk} is still running ({run.process}): stop it first.")
    kept: list[Article] = []
    neighbours: set[int] = set()
    days: set[date | None] = set()
    was_stopped = not is_undone and run.changes.filter(is_undone=True).exists()
    pending = (
        run.changes.filter(is_undone=False).exclude(model__in=(*SHARED, placing.MODEL)).order_by("-staged_id", "-id")
    )
    documents = [list(changes) for _, changes in groupby(pending, key=lambda change: change.staged_id)]
    for start_at in range(0, len(documents), BATCH):
        with transaction.atomic():
            some = _still_to_do(run, documents[start_at : start_at + BATCH])
            kept += _undo_documents(some, neighbours, days, user=user, force=force)
    _derive(neighbours, days, was_stopped=was_stopped)
    with transaction.atomic():
        if "export" in run.options:
            untying.untie(run)
        _sweep(run)
        sweeping.undo(run)
        run.status, run.undone_at = ImportRun.Status.UNDONE, timezone.now()
        run.kept_at_undo = [{"article": article.pk, "headline": article.headline} for article in kept]
        run.save(update_fields=["status", "undone_at", "kept_at_undo"])
    return kept


def _still_to_do(run: ImportRun, documents: list[list[RunChange]]) -> list[list[RunChange]]:
    """Return the documents that nobody else has undone meanwhile: two may ask for it at once, and then take turns."""
    ImportRun.objects.select_for_update().get(pk=run.pk)
    ids = [change.pk for changes in documents for change in changes]
    left = set(RunChange.objects.filter(pk__in=ids, is_undone=False).values_list("pk", flat=True))
    return [changes for changes in documents if all(change.pk in left for change in changes)]


def _derive(neighbours: set[int], days: set[date | None], *, was_stopped: bool) -> None:
    """Make anew the related headlines and printed lines that led to what has gone; all, where nobody knows which."""
    if was_stopped:
        related.rebuild()
        printed.link_like(printed.days_of_lists())
    else:
        printed.link_like(days)
        related.rebuild_for(Article.objects.filter(pk__in=neighbours).values_list("pk", flat=True))


def touched_since(run: ImportRun) -> list[Article]:
    """Return the articles of a run that somebody changed since: undoing the run would keep them."""
    changes = run.changes.filter(model="articles.article", is_undone=False).order_by("id")
    known = Article.objects.in_bulk([change.key for change in changes])
    return [known[change.key] for change in changes if change.key in known and _is_touched(known[change.key], change)]


def _undo_documents(
    documents: list[list[RunChange]], neighbours: set[int], days: set[date | None], *, user: User | None, force: bool
) -> list[Article]:
    """Undo what was done for some documents; return the articles that are kept, and add to `neighbours` and `days`."""
    kept, doomed = [], []
    for changes in documents:
        change = next((change for change in changes if change.model == "articles.article"), None)
        article = Article.objects.filter(pk=change.key).first() if change else None
        if change and article and _is_touched(article, change) and not force:
            kept.append(article)
            continue
        if change and article and change.action == Action.CREATED:
            doomed.append(article)
        else:
            _undo_update(article, changes, user=user)
        RunChange.objects.filter(pk__in=[change.pk for change in changes]).update(is_undone=True)
    days |= printed.days_of([article.pk for article in doomed])
    neighbours |= editing.delete_articles(doomed, user=user, derive_related=False)
    return kept


def _is_touched(article: Article, change: RunChange) -> bool:
    """Whether somebody saved the article since: anybody but a loading or, where it was overwritten, anybody at all."""
    if change.action == Action.CHANGED:
        return not is_as_left(article, (change.after or {}).get("version"))
    loadings = RunChange.objects.filter(model="articles.article", key=article.pk, is_undone=False)
    return not any(is_as_left(article, loading.after["version"]) for loading in loadings if loading.after)


def _undo_update(article: Article | None, changes: list[RunChange], *, user: User | None) -> None:
    """Undo what a run did to an article that was there before, or to lists and addresses of one that is gone."""
    for change in changes:
        if change.model == reread_rows.MODEL:
            reread_rows.restore(change)
        elif change.action == Action.CREATED:
            _rows(change.model).filter(pk=change.key).delete()
        elif change.model == placing.LOADED:
            placing.reset(LoadedPicture.objects.get(pk=change.key), change.before or {})
        elif article is not None and change.before is not None:
            _put_back(article, change, user=user)


def _put_back(article: Article, change: RunChange, *, user: User | None) -> None:
    before: dict[str, Any] = change.before or {}
    if change.model == "articles.article":
        restoring.restore(article, before, user=user, note=f"undo of loading {change.run_id}")
        _follow(article, change)
    elif change.model == notices_to_readers.MODEL:
        notices_to_readers.restore(article, before)
    else:
        printed.restore(before)


def _follow(article: Article, change: RunChange) -> None:
    """Let the loading that wrote the article before know its new version, so that the article counts as untouched."""
    earlier = RunChange.objects.filter(model="articles.article", key=article.pk, is_undone=False, pk__lt=change.pk)
    last = earlier.order_by("-pk").first()
    if last is not None and last.after is not None and is_as_left(article, last.after["version"], at=_version(change)):
        last.after = {**last.after, "version": article.version}
        last.save(update_fields=["after"])


def _version(change: RunChange) -> int | None:
    """Return the version that the article had before a change."""
    return (change.before or {}).get("version")


def _rows(model: str) -> Any:
    """Return the rows of a kind that hang on an article."""
    kinds = {"articles.redirect": Redirect, placing.LOADED: LoadedPicture, notices_to_readers.MODEL: Correction}
    return kinds.get(model, MostReadList)._default_manager.all()


def _sweep(run: ImportRun) -> None:
    """Remove authors, names, tags and series that loadings made and that nothing uses: this one's, and any that
    earlier undone ones had to leave because this one still used them.
    """
    for change in _leftovers(run):
        row = _unused(change)
        if row is not None:
            row.delete()
            if isinstance(row, Author) and row.portrait:
                sweeping.after_commit(row.portrait)
            change.is_undone = True
            change.save(update_fields=["is_undone"])


def _leftovers(run: ImportRun) -> Iterator[RunChange]:
    mine_or_undone = Q(run=run) | Q(run__status=ImportRun.Status.UNDONE)
    for model in SHARED:
        yield from RunChange.objects.filter(
            mine_or_undone, model=model, action=Action.CREATED, is_undone=False
        ).order_by("-id")


def _unused(change: RunChange) -> Author | AuthorName | Tag | Series | None:
    """Return the row of a change where nothing uses it and nobody has changed it; else None."""
    finders = {
        "authors.author": _unused_author,
        "authors.authorname": _unused_name,
        "articles.tag": _unused_tag,
        "articles.series": _unused_series,
    }
    return finders[change.model](change)


def _made(model: str) -> QuerySet[RunChange]:
    return RunChange.objects.filter(model=model, action=Action.CREATED, is_undone=False)


def _unused_author(change: RunChange) -> Author | None:
    author = Author.objects.filter(pk=change.key).first()
    # What was journalled before portraits and the pictures of tags were has none of them.
    if author is None or people.plain(author) != {"portrait": "", **(change.after or {})} or author.user_id:
        return None
    used = (
        author.bylines.exists() or author.disclosures.exists() or author.merged.exists() or author.merged_into_id
        or author.names.exclude(pk__in=_made("authors.authorname").values("key")).exists()
    )  # fmt: skip
    return None if used else author


def _unused_name(change: RunChange) -> AuthorName | None:
    seen = AuthorName.objects.filter(pk=change.key).select_related("author").first()
    if seen is None:
        return None
    if seen.name == seen.author.name and _made("authors.author").filter(key=seen.author_id).exists():
        return None  # its author stays, and must be found by the name
    printed_names = {seen.name} if seen.name != seen.author.name else {seen.name, ""}
    return None if Byline.objects.filter(author=seen.author, name_as_printed__in=printed_names).exists() else seen


def _unused_tag(change: RunChange) -> Tag | None:
    tag = Tag.objects.filter(pk=change.key).first()
    if tag is None:
        return None
    plain = {"name": tag.name, "slug": tag.slug, "description": tag.description, "image": tag.image_id}
    if plain != {"image": None, **(change.after or {})}:
        return None
    used = (
        tag.tagged_items.exists() or tag.children.exists() or tag.merged.exists() or tag.merged_into_id
        or tag.aliases.exists() or tag.parent_id
    )  # fmt: skip
    return None if used else tag


def _unused_series(change: RunChange) -> Series | None:
    series = Series.objects.filter(pk=change.key).first()
    if series is None:
        return None
    plain = {"name": series.name, "slug": series.slug, "description": series.description}
    return None if series.articles.exists() or plain != change.after else series
