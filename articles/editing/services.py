"""The one write path of articles: the admin, the loader, commands and the API change an article through here alone.

Each function works in one transaction: it writes the article, its revision and everything derived from it (search
words, related headlines), or nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from articles import search
from articles.editing import addresses, tagging
from articles.editing.snapshots import snapshot
from articles.models import Article, Byline, Correction, Revision, Tag, TaggedArticle
from articles.related import services as related
from authors.models import Author, User

# Changes that readers should know of: they move "Updated".
SUBSTANTIVE = frozenset({Revision.Change.CLARIFICATION, Revision.Change.CORRECTION, Revision.Change.NEW_TEXT})


class StaleArticleError(Exception):
    """Somebody else has saved the article since it was opened; `current` is the article as it is now."""

    def __init__(self, current: Article) -> None:
        """Keep the article as it is now, so that both texts can be shown."""
        super().__init__(f"“{current.headline}” was saved by somebody else in the meantime.")
        self.current = current


class NotPublishableError(ValueError):
    """An article lacks what a published one must have; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One line of a byline, as `save_article` takes it."""

    author: Author
    name_as_printed: str = ""
    title_as_printed: str = ""
    bio: str = ""
    role: str = Byline.Role.WRITER


@transaction.atomic
def save_article(
    article: Article,
    *,
    user: User | None,
    change: str = Revision.Change.TYPO,
    note: str = "",
    credits: Sequence[Credit] | None = None,  # noqa: A002 the newsroom's word
    tags: Iterable[str] | None = None,
    expected_version: int | None = None,
    derive_related: bool = True,
    at: datetime | None = None,
) -> Revision | None:
    """Write a new or changed article with its bylines and tags; return its revision, or None where nothing changed.

    `credits` and `tags` replace what there is; None leaves it. `expected_version` is the version that the editor
    opened: StaleArticleError where it is no longer the current one. NotPublishableError where a published article
    would lack a date or a headline. `derive_related=False` leaves related headlines to a later `related.refresh`.
    `at` is the moment of the save (default: now).
    """
    moment = at or timezone.now()
    check_version(article, expected_version)
    check_publishable(article)
    is_new = article.pk is None
    if change in SUBSTANTIVE and article.first_public_at and not is_new:
        article.updated_at, article.updated_precision = moment, "minute"
    if article.status == Article.Status.PUBLISHED and article.first_public_at is None:
        article.first_public_at = moment
    addresses.assign(article)
    article.save()
    if credits is not None:
        _write_credits(article, credits)
    if tags is not None:
        _write_tags(article, tagging.tags_for(tags))
    return _record(article, user=user, change=change, note=note, derive_related=derive_related)


def check_version(article: Article, expected: int | None) -> None:
    """Refuse a save of an article that has moved on: StaleArticleError."""
    if article.pk is None or expected is None:
        return
    current = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if current.version != expected:
        raise StaleArticleError(current)


def check_publishable(article: Article) -> None:
    """Refuse what must not be public: NotPublishableError says what is missing."""
    if article.status not in {Article.Status.PUBLISHED, Article.Status.RETRACTED}:
        return
    if not article.headline.strip():
        raise NotPublishableError("A published column needs a headline.")
    if article.published_at is None:
        raise NotPublishableError(f"“{article.headline}” has no date: give “Posted” before publishing it.")


def publish(article: Article, *, user: User | None, at: datetime | None = None, note: str = "") -> Revision | None:
    """Make an article public from its `published_at` on (default: now). Publishing twice is harmless."""
    if article.published_at is None:
        article.published_at = at or timezone.now()
    article.status = Article.Status.PUBLISHED
    return save_article(article, user=user, change=Revision.Change.STATUS, note=note or "published", at=at)


def unpublish(article: Article, *, user: User | None, note: str = "") -> Revision | None:
    """Take an article off the site; its text and address are kept."""
    article.status = Article.Status.UNPUBLISHED
    return save_article(article, user=user, change=Revision.Change.STATUS, note=note or "unpublished")


@transaction.atomic
def retract(article: Article, *, user: User | None, notice: str, on: date) -> Revision | None:
    """Retract an article: its page stays with the notice, its text leaves lists, search and feeds."""
    kind = Correction.Kind.RETRACTION
    Correction.objects.create(article=article, kind=kind, issued_on=on, note=notice)
    article.status = Article.Status.RETRACTED
    return save_article(article, user=user, change=Revision.Change.CORRECTION, note="retracted")


@transaction.atomic
def add_correction(
    article: Article, *, user: User | None, on: date, note: str, kind: str = Correction.Kind.CORRECTION,
    words_before: str = "", words_after: str = "", moves_updated: bool = True, derive_related: bool = True,
) -> Correction:  # fmt: skip
    """Add a notice to an article. `moves_updated=False` for one that came with the source and is in its dates."""
    correction = Correction.objects.create(
        article=article, kind=kind, issued_on=on, note=note, words_before=words_before, words_after=words_after
    )
    change = Revision.Change.CORRECTION if moves_updated else Revision.Change.LOADED
    save_article(article, user=user, change=change, note=note[:200], derive_related=derive_related)
    return correction


@transaction.atomic
def add_tags(articles: Iterable[Article], names: Iterable[str], *, user: User | None) -> int:
    """Add tags to many articles; return how many of them changed."""
    return _retag(articles, added=set(tagging.tags_for(names)), removed=set(), user=user)


@transaction.atomic
def remove_tags(articles: Iterable[Article], tags: Iterable[Tag], *, user: User | None) -> int:
    """Take tags off many articles; return how many of them changed."""
    return _retag(articles, added=set(), removed=set(tags), user=user)


def _retag(articles: Iterable[Article], *, added: set[Tag], removed: set[Tag], user: User | None) -> int:
    changed = 0
    for article in articles:
        now = set(article.tags.all())
        wanted = (now | added) - removed
        if wanted != now:
            _write_tags(article, sorted(wanted, key=lambda tag: tag.name))
            _record(article, user=user, change=Revision.Change.TAGS, note="", derive_related=True)
            changed += 1
    return changed


def delete_article(article: Article, *, user: User | None) -> None:
    """Remove an article for good, and from the lists that showed it. Only for what was never public, and for undo."""
    delete_articles([article], user=user)


@transaction.atomic
def delete_articles(articles: Iterable[Article], *, user: User | None, derive_related: bool = True) -> set[int]:
    """Remove articles for good; return the ids of those whose related headlines showed one of them.

    These are made anew here; `derive_related=False` leaves them to a later `related.rebuild_for`.
    """
    ids = [article.pk for article in articles]
    neighbours = Article.objects.filter(related_headlines__related__in=ids).exclude(pk__in=ids)
    to_refresh = set(neighbours.values_list("pk", flat=True))
    Article.objects.filter(pk__in=ids).delete()
    if derive_related:
        related.refresh(to_refresh)
    return to_refresh


def _write_credits(article: Article, credit_lines: Sequence[Credit]) -> None:
    now = [(b.author_id, b.name_as_printed, b.title_as_printed, b.bio, b.role) for b in article.bylines.all()]
    wanted = [(c.author.pk, c.name_as_printed, c.title_as_printed, c.bio, c.role) for c in credit_lines]
    if now == wanted:
        return
    article.bylines.all().delete()
    fields = ("author_id", "name_as_printed", "title_as_printed", "bio", "role")
    Byline.objects.bulk_create(
        Byline(article=article, position=position, **dict(zip(fields, line, strict=True)))
        for position, line in enumerate(wanted)
    )


def _write_tags(article: Article, tags: Sequence[Tag]) -> None:
    now = set(article.tagged_items.values_list("tag_id", flat=True))
    wanted = [tag.pk for tag in tags]
    article.tagged_items.filter(tag_id__in=now - set(wanted)).delete()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag_id=pk) for pk in wanted if pk not in now
    )


def _record(article: Article, *, user: User | None, change: str, note: str, derive_related: bool) -> Revision | None:
    """Keep the revision and what is derived; nothing where the article is as its last revision has it."""
    # Prefetched rows may be from before the change.
    fresh = Article.objects.select_related("series", "answers").get(pk=article.pk)
    last = article.revisions.first()
    taken = snapshot(fresh)
    if last is not None and last.snapshot == taken:
        return None
    number = last.number + 1 if last else 1
    revision = Revision.objects.create(
        article=fresh, number=number, parent=last, user=user, change=change, note=note, snapshot=taken
    )
    article.version = number
    # Tags, credits and corrections are saved beside the article: they count as a save of it.
    Article.objects.filter(pk=article.pk).update(version=number, modified_at=revision.created_at)
    search.index([fresh])
    if derive_related:
        related.refresh([fresh.pk])
    return revision
