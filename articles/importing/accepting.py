"""From a staged document to an article: made through the one write path, with everything journalled for undo."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles import old_addresses
from articles.editing import services as editing
from articles.editing import tagging
from articles.editing.snapshots import snapshot
from articles.importing import building, links, notices_to_readers, people, printed
from articles.importing.journal import Journal, is_untouched
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.pictures import placing
from articles.importing.values import Values, values_of
from articles.models import Article, Redirect, Revision, Series, Tag
from articles.models.article import guid_for
from authors.models import User
from authors.names import fold, slug

State = StagedDocument.State
MAX_ALIASES = 50


class NotAcceptableError(ValueError):
    """A document cannot become an article yet; the message is a sentence for the editor."""


def accept(
    staged: StagedDocument, *, user: User | None, publish: bool, derive_related: bool,
    tags: Iterable[str] | None = None, as_new: bool = False, is_fresh: bool = False,
) -> Article:  # fmt: skip
    """Make or overwrite the article of a document, in one transaction; see `services.accept`.

    `is_fresh`: the row was decided on and made in the caller's transaction, so that nobody else knows it.
    """
    try:
        with transaction.atomic():
            locked = staged if is_fresh else StagedDocument.objects.select_for_update().get(pk=staged.pk)
            if locked.state == State.ACCEPTED and locked.article is not None:
                return locked.article
            if not is_fresh:
                _check_people(locked)
            article = _accept(
                locked, user=user, publish=publish, tags=tags, derive_related=derive_related, as_new=as_new
            )
    except ValidationError as error:
        raise NotAcceptableError(" ".join(building.sentences(error))) from error
    except NotAcceptableError:
        raise
    except (ValueError, DataError, IntegrityError) as error:  # a database that is busy is no fault of the document
        raise NotAcceptableError(f"{staged.source} can't be kept as it is: {error}") from error
    if not is_fresh:
        staged.refresh_from_db()
    return article


def _accept(
    staged: StagedDocument, *, user: User | None, publish: bool, tags: Iterable[str] | None, derive_related: bool,
    as_new: bool,
) -> Article:  # fmt: skip
    _check(staged)
    values = values_of(staged)
    building.check(values)
    if publish and values.published is None:
        raise NotAcceptableError(f"“{values.headline}” has no date: give “Posted” before publishing it.")
    if tags is not None:
        staged.tags = tagging.tidy(tags)
    journal = Journal(run=staged.run, staged=staged)
    article = _target(staged, as_new=as_new)
    is_new = article.pk is None
    _write(staged, article, values, journal, user=user, publish=publish, derive_related=derive_related)
    staged.article, staged.state = article, State.ACCEPTED
    staged.outcome = StagedDocument.Outcome.CREATED if is_new else StagedDocument.Outcome.UPDATED
    staged.headline, staged.awaits_related = values.headline, not derive_related
    decided(staged, user)
    return article


def decided(staged: StagedDocument, user: User | None, *, at: datetime | None = None) -> None:
    """Save what was decided on a document, by whom and when (default: now)."""
    staged.decided_by, staged.decided_at = user, at or timezone.now()
    staged.save(
        update_fields=[
            "state", "reason", "outcome", "article", "headline", "tags", "awaits_related", "decided_by", "decided_at",
        ]
    )  # fmt: skip


def publish_draft(
    run: ImportRun, staged: StagedDocument, article: Article, *, user: User | None, tags: Iterable[str] = ()
) -> None:
    """Publish the untouched draft of a document that an earlier run made, with `tags` besides those that it has."""
    journal, before, tags = Journal(run=run, staged=staged), as_it_is(article), list(tags)
    article.status = Article.Status.PUBLISHED
    _make_tags(tags, journal)
    editing.save_article(
        article,
        user=user,
        change=Revision.Change.LOADED,
        note=f"published by loading {run.pk}",
        tags=[*(tag.name for tag in article.tags.all()), *tags] if tags else None,
        derive_related=False,
    )
    journal.changed(article, before=before, after={"version": article.version})
    StagedDocument.objects.filter(pk=staged.pk).update(awaits_related=True)


def as_it_is(article: Article) -> dict[str, Any]:
    """Return an article as the journal keeps it: what undo needs to bring it back."""
    return {**snapshot(article), "version": article.version}


def _check(staged: StagedDocument) -> None:
    if staged.run.status == ImportRun.Status.UNDONE:
        raise NotAcceptableError("Its loading was undone; load the file again.")
    if not staged.parsed:
        raise NotAcceptableError(f"{staged.source} could not be read, so there is nothing to make a column of.")


def _check_people(staged: StagedDocument) -> None:
    """Refuse a byline with a name of several columnists that nobody has chosen from."""
    if staged.parsed and (undecided := people.ambiguities(values_of(staged), staged.author_choices)):
        raise NotAcceptableError(" ".join(notice.message for notice in undecided))


def _target(staged: StagedDocument, *, as_new: bool) -> Article:
    """Return the article to be overwritten, or a new one.

    What an editor has changed is overwritten only by a document that was shown as its new version.
    """
    if as_new or has_notice(staged, "same_identity") or not staged.identity:
        return Article(guid=guid_for(f"{staged.identity}#{staged.fingerprint}" if staged.identity else None))
    guid = guid_for(staged.identity)
    pk = Article.objects.filter(guid=guid).values_list("pk", flat=True).first()
    if pk is None and staged.article_id:  # read anew it has another id, or it was merged with a column of another one
        return Article.objects.select_for_update().get(pk=staged.article_id)
    if pk is None:
        return Article(guid=guid)
    found = Article.objects.select_for_update().get(pk=pk)
    if staged.article_id != found.pk and not is_untouched(found):
        raise NotAcceptableError(f"“{found.headline}” has the same id and was changed since it was loaded.")
    return found


def has_notice(staged: StagedDocument, code: str) -> bool:
    """Whether the loader said something about a document."""
    return any(notice["code"] == code for notice in staged.notices)


def _write(
    staged: StagedDocument, article: Article, values: Values, journal: Journal,
    *, user: User | None, publish: bool, derive_related: bool,
) -> None:  # fmt: skip
    before = as_it_is(article) if article.pk else None
    building.fill(article, values)
    illustrated = placing.illustrate(staged, values, journal)
    article.body, article.image = illustrated.body_html, illustrated.lead or article.image
    article.series = series_named(values.series, journal) if values.series else article.series
    if publish and article.status not in {Article.Status.PUBLISHED, Article.Status.RETRACTED}:
        article.status = Article.Status.PUBLISHED
    _make_tags(staged.tags, journal)
    gone = notices_to_readers.take_off(article, values) if before else []
    revision = editing.save_article(
        article,
        user=user,
        change=Revision.Change.LOADED,
        note=f"loading {staged.run_id}: {staged.source}"[:500],
        credits=people.credits_for(values, staged.author_choices, journal),
        tags=staged.tags,
        derive_related=derive_related,
    )
    added = notices_to_readers.add(article, values, user=user, derive_related=derive_related)
    _record(article, before, journal, changed=revision is not None or bool(added))
    notices_to_readers.keep(journal, added, gone)
    _redirect(article, values, journal)
    printed.keep(article, values, journal, is_new=before is None)
    links.record(article, values)
    if derive_related:
        printed.link([article.pk])
        printed.link_like(printed.days_of([article.pk]))
        links.lead([article.pk])


def _record(article: Article, before: dict[str, Any] | None, journal: Journal, *, changed: bool) -> None:
    after = {"version": article.version}
    if before is None:
        journal.created(article, after=after)
    elif changed:
        journal.changed(article, before=before, after=after)


def _make_tags(names: Iterable[str], journal: Journal) -> None:
    """Make the tags that are new, so that the journal knows them."""
    names = list(names)
    if names:
        tags_named(names, journal, tagging.Vocabulary())


def tags_named(names: Iterable[str], journal: Journal, vocabulary: tagging.Vocabulary) -> list[Tag]:
    """Return a tag for each name; those that are new go into the journal."""
    found, new = vocabulary.tags_for(names)
    for tag in new:
        journal.created(tag, after={"name": tag.name, "slug": tag.slug, "description": tag.description})
    return found


def series_named(name: str, journal: Journal) -> Series:
    """Return the series of this name (case, accents and spaces apart); makes one that is new."""
    for series in Series.objects.order_by("pk"):
        if fold(series.name) == fold(name):
            return series
    wanted = slug(name) or "series"
    taken = set(Series.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    series = Series.objects.create(name=name, slug=candidate)
    journal.created(series, after={"name": series.name, "slug": series.slug, "description": ""})
    return series


def _redirect(article: Article, values: Values, journal: Journal) -> None:
    """Let the old addresses lead to the article, unless they lead to another one already.

    Who asks before the article is public is told what he would be told of an address that never was.
    """
    addresses = [values.legacy_url, *values.legacy_aliases[:MAX_ALIASES]]
    for path in dict.fromkeys(path for address in addresses if (path := old_addresses.path_of(address))):
        if path != article.get_absolute_url():
            row, is_new = Redirect.objects.get_or_create(path=path, defaults={"article": article})
            if is_new:
                journal.created(row)
