"""Three answers to a near-duplicate: they are one column (its new version, or known already), two, or it stays out.

What each does is journalled under the run that brought the document, so that undoing that run takes it back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import old_addresses
from articles.importing import accepting, printed, services
from articles.importing.accepting import NotAcceptableError
from articles.importing.journal import Journal
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.twins.finding import CODE
from articles.importing.twins.pairs import Pair, pair
from articles.importing.values import Values, document_of, plain, values_of
from articles.models import Article, Redirect
from articles.readership import services as readership
from authors.models import User

State = StagedDocument.State
Outcome = StagedDocument.Outcome
# What stays as the column has it when a re-run becomes its new version: it was posted once, and is found where it was.
_OF_THE_COLUMN = ("published_at", "published_precision", "slug", "legacy_id", "legacy_url", "canonical_url", "series")
VERSION, KNOWN, BOTH, OUT = "version", "known", "both", "out"
WORDS = {
    VERSION: "is the new version of",
    KNOWN: "is known now as",
    BOTH: "is a column of its own beside",
    OUT: "is left out; here is",
}


def decide(staged: StagedDocument, deed: str, *, user: User | None, publish: bool = False) -> str:
    """Take one of the answers and return what was done, in a sentence. NotAcceptableError says why it can't be."""
    with transaction.atomic():
        locked = StagedDocument.objects.select_for_update(of=("self",)).select_related("run").get(pk=staged.pk)
        found = pair(locked)
        _check(found, deed)
        if deed == VERSION:
            _version(found, user)
        elif deed == KNOWN:
            _known(found, user)
        elif deed == BOTH:
            _both(found, user, publish=publish)
        else:
            services.reject(locked, user=user, reason=f"Nearly the same as “{_headline(found)}”.")
    return f"“{staged}” {WORDS[deed]} “{_headline(found)}”."


def _check(found: Pair, deed: str) -> None:
    staged = found.staged
    if deed not in WORDS:
        raise NotAcceptableError("Say whether they are one column or two.")
    if staged.state not in {State.WAITING, State.HELD}:
        raise NotAcceptableError(f"“{staged}” is decided already.")
    if staged.run.status == ImportRun.Status.UNDONE:
        raise NotAcceptableError("Its loading was undone; load the file again.")
    if deed in {VERSION, KNOWN} and found.article is None:
        other = (
            f"“{found.waiting}” waits for an editor itself: decide on it first"
            if found.waiting
            else "The other is gone"
        )
        raise NotAcceptableError(f"{other}, so there is no column to merge “{staged}” with.")


def _headline(found: Pair) -> str:
    return found.here.headline if found.here else "what is gone"


def _version(found: Pair, user: User | None) -> None:
    """Make the text the column's new one: what is there now stays in its history, and so do its day and addresses."""
    staged, article = found.staged, found.article
    assert article is not None  # noqa: S101 `_check` has looked
    read = values_of(staged)
    staged.edits = {**staged.edits, **_kept(staged, article)}
    staged.article = article
    staged.tags = list(dict.fromkeys([*(tag.name for tag in article.tags.all()), *staged.tags]))
    staged.save(update_fields=["edits", "article", "tags"])
    accepting.accept(staged, user=user, publish=False, derive_related=True)
    _lead(staged, article, read.legacy_url)


def _kept(staged: StagedDocument, article: Article) -> dict[str, Any]:
    """Return what the column keeps, as edits; a later day of posting becomes that of the update."""
    kept: dict[str, Any] = {name: getattr(article, name) for name in _OF_THE_COLUMN if name != "series"}
    kept["series"] = article.series.name if article.series else ""
    kept["published_at"] = article.published_at.isoformat() if article.published_at else None
    now = {**plain_of(staged), **staged.edits}
    posted = datetime.fromisoformat(now["published_at"]) if now["published_at"] else None
    if posted and article.published_at and not now["updated_at"] and posted > article.published_at:
        kept |= {"updated_at": now["published_at"], "updated_precision": now["published_precision"]}
    return kept


def plain_of(staged: StagedDocument) -> dict[str, Any]:
    """Return what was read of a document as plain values."""
    document = document_of(staged)
    if document is None:
        raise NotAcceptableError(f"{staged.source} could not be read, so there is nothing to merge.")
    return plain(document)


def _known(found: Pair, user: User | None) -> None:
    """Leave the column as it is: the document's old address and id lead to it, its printed list is kept as evidence."""
    staged, article = found.staged, found.article
    assert article is not None  # noqa: S101 `_check` has looked
    values = values_of(staged)
    _lead(staged, article, values.legacy_url)
    if values.most_read:
        _keep_list(staged, article, values)
    staged.article, staged.state, staged.outcome = article, State.ACCEPTED, Outcome.DUPLICATE
    accepting.decided(staged, user)


def _keep_list(staged: StagedDocument, article: Article, values: Values) -> None:
    """Keep the list that was printed on the re-run's page beside those that the column has."""
    before = set(article.printed_lists.values_list("pk", flat=True))
    lines = [(line.rank, line.headline) for line in values.most_read]
    kept = readership.keep_printed_list(article, lines, values.most_read_day)
    if kept.pk not in before:
        Journal(run=staged.run, staged=staged).created(kept)
        printed.link([article.pk])


def _both(found: Pair, user: User | None, *, publish: bool) -> None:
    """Make a column of its own."""
    staged = found.staged
    staged.notices = [notice for notice in staged.notices if notice["code"] != CODE]
    staged.save(update_fields=["notices"])
    accepting.accept(staged, user=user, publish=publish, derive_related=True)


def _lead(staged: StagedDocument, article: Article, legacy_url: str) -> None:
    """Let the document's old address lead to the column, unless it leads somewhere already."""
    path = old_addresses.path_of(legacy_url)
    if not path or path == article.get_absolute_url():
        return
    row, is_new = Redirect.objects.get_or_create(path=path, defaults={"article": article})
    if is_new:
        Journal(run=staged.run, staged=staged).created(row)
