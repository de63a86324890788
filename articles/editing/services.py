"""The one write path of articles: the admin, the loader, commands and the API change an article through here alone.

Each function works in one transaction: it writes the article, its revision and everything derived from it (search
words, related headlines), or nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from articles import bulk, search
from articles.editing import addresses, old_links, retagging, tagging
from articles.editing.retagging import Retag
from articles.editing.snapshots import compose, snapshot
from articles.models import Article, Byline, Correction, OldLink, Revision, Tag, TaggedArticle
from articles.new_rows import new_row
from articles.related import services as related
from articles.words import Words
from authors.models import Author, User

# Changes that readers should know of: they move "Updated".
SUBSTANTIVE = frozenset({Revision.Change.CLARIFICATION, Revision.Change.CORRECTION, Revision.Change.NEW_TEXT})

WITH_PAGE = frozenset({Article.Status.PUBLISHED, Article.Status.RETRACTED})


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
    would lack a date or a headline. `derive_related=False` leaves related headlines and
    links to it to a later `related.refresh` and `lead_old_links`.
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
    had_page = _has_page(article)
    addresses.assign(article)
    article.save()
    if credits is not None:
        _write_credits(article, credits)
    if tags is not None:
        _write_tags(article, tagging.tags_for(tags))
    revision = _record(article, user=user, change=change, note=note)
    if derive_related and had_page != (article.status in WITH_PAGE):
        lead_old_links([article.pk])
    if derive_related and revision is not None:
        related.refresh([article.pk])
    return revision


def _has_page(article: Article) -> bool:
    """Whether the article has a page before it is saved."""
    if article.pk is None:
        return False
    return Article.objects.filter(pk=article.pk, status__in=WITH_PAGE).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article that is not saved yet, with its byline, its tags and words (`articles.words`), for many at once."""

    article: Article
    credits: Sequence[Credit]
    tags: Sequence[Tag]
    words: Words
    note: str = ""


@transaction.atomic
def create_articles(
    new: Sequence[NewArticle], *, user: User | None, change: str = Revision.Change.LOADED, at: datetime | None = None
) -> None:
    """Make many articles in a dozen statements: the rows that `save_article` makes of each, one after the other.

    Related headlines are left to a later `related.rebuild_for`. NotPublishableError as `save_article` has it, for the
    first that lacks something; then none is made.
    """
    moment, articles = at or timezone.now(), [one.article for one in new]
    for article in articles:
        check_publishable(article)
        if article.status == Article.Status.PUBLISHED:
            article.first_public_at = moment
    addresses.assign_new(articles)
    bulk.insert(articles, needs_ids=True)
    bylines = [_bylines(one) for one in new]
    bulk.insert(line for lines in bylines for line in lines)
    bulk.insert(new_row(TaggedArticle, content_object=one.article, tag=tag) for one in new for tag in one.tags)
    bulk.insert(
        new_row(
            Revision, article=one.article, number=1, user=user, change=change, note=one.note,
            snapshot=compose(one.article, bylines=lines, tags=[tag.name for tag in one.tags]),
        )
        for one, lines in zip(new, bylines, strict=True)
    )  # fmt: skip
    search.index_new(
        (one.article, [name for line in lines for name in search.names_of(line)], one.words)
        for one, lines in zip(new, bylines, strict=True)
    )


def _bylines(new: NewArticle) -> list[Byline]:
    return [
        new_row(
            Byline, article=new.article, author=line.author, position=position, name_as_printed=line.name_as_printed,
            title_as_printed=line.title_as_printed, bio=line.bio, role=line.role,
        )
        for position, line in enumerate(new.credits)
    ]  # fmt: skip


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
    article: Article, *, user: User | None, on: date | None, note: str, kind: str = Correction.Kind.CORRECTION,
    words_before: str = "", words_after: str = "", precision: str = Correction.Known.DAY,
    moves_updated: bool = True, derive_related: bool = True,
) -> Correction:  # fmt: skip
    """Add a notice to an article; `on` is None where its day is not known.

    `moves_updated=False` for one that came with the source and is in its dates.
    """
    correction = Correction.objects.create(
        article=article, kind=kind, issued_on=on, issued_precision=precision, note=note,
        words_before=words_before, words_after=words_after,
    )  # fmt: skip
    change = Revision.Change.CORRECTION if moves_updated else Revision.Change.LOADED
    save_article(article, user=user, change=change, note=note[:200], derive_related=derive_related)
    return correction


@transaction.atomic
def add_tags(articles: Iterable[Article], names: Iterable[str], *, user: User | None) -> int:
    """Add tags to many articles; return how many of them changed."""
    added = frozenset(tag.pk for tag in tagging.tags_for(names))
    return len(retagging.retag((Retag(column=article.pk, added=added) for article in articles), user=user))


@transaction.atomic
def remove_tags(articles: Iterable[Article], tags: Iterable[Tag], *, user: User | None) -> int:
    """Take tags off many articles; return how many of them changed."""
    removed = frozenset(tag.pk for tag in tags)
    return len(retagging.retag((Retag(column=article.pk, removed=removed) for article in articles), user=user))


@transaction.atomic
def lead_old_links(article_ids: Collection[int], *, without: Collection[int] = ()) -> int:
    """Lead the links in these articles, and those that mean one of them, to where the articles are now.

    Returns how many texts changed. A link to what has no page is as its source had it; `without` are articles that are
    about to go. Readers are told of no update: the text says what it said.
    """
    changed = []
    for led in old_links.lead(old_links.about(article_ids), without=without):
        if led.body != led.article.body:
            led.article.body = led.body
            save_article(
                led.article, user=None, change=Revision.Change.LOADED, note=old_links.NOTE, derive_related=False
            )
            changed.append(led.article.pk)
        OldLink.objects.bulk_update(led.links, ["led_as", "target"])
    related.keep_links(changed)
    return len(changed)


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
    if OldLink.objects.filter(target__in=ids).exists():
        lead_old_links(ids, without=ids)
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


def _record(article: Article, *, user: User | None, change: str, note: str) -> Revision | None:
    """Keep the revision and the words; nothing where the article is as its last revision has it."""
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
    return revision
