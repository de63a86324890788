"""Tags of many columns at once, part of the one write path (`services`): the rows and revisions of one save after the
other, in a handful of statements for each five hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from articles.editing.models import AwaitsRelated
from articles.editing.snapshots import compose
from articles.models import Article, Byline, Correction, Revision, Tag, TaggedArticle
from articles.related import services as related
from authors.models import User

BATCH = 500
# Related headlines of so many are made at once; those of more follow by `catch_up`, as each takes a tenth of a second.
AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Retag:
    """What is done, or was done, to the tags of one column: ids of the tags given to it and taken off it."""

    column: int
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()


@transaction.atomic
def retag(wanted: Iterable[Retag], *, user: User | None, note: str = "") -> list[Retag]:
    """Change the tags of columns; return what changed, without columns that are gone or have it so already.

    Each changed column gets a revision. Search words do not depend on tags.
    """
    done: list[Retag] = []
    remaining = iter(wanted)
    while batch := list(islice(remaining, BATCH)):
        done += _retag({one.column: one for one in batch}, user=user, note=note)
    derive([one.column for one in done])
    return done


def _retag(wanted: Mapping[int, Retag], *, user: User | None, note: str) -> list[Retag]:
    ids = sorted(wanted)
    locked = Article.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    there = set(locked.values_list("pk", flat=True))
    tags = _tags_of(ids)
    done = [
        Retag(column=pk, added=wanted[pk].added - tags[pk], removed=(wanted[pk].removed - wanted[pk].added) & tags[pk])
        for pk in ids
        if pk in there
    ]
    done = [one for one in done if one.added or one.removed]
    if done:
        _write(done)
        _record([one.column for one in done], user=user, note=note)
    return done


def _tags_of(ids: Sequence[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for column, tag in TaggedArticle.objects.filter(content_object__in=ids).values_list("content_object", "tag"):
        found[column].add(tag)
    return found


def _write(done: Sequence[Retag]) -> None:
    by_tag: dict[int, list[int]] = defaultdict(list)
    for one in done:
        for tag in one.removed:
            by_tag[tag].append(one.column)
    for tag, columns in by_tag.items():
        TaggedArticle.objects.filter(tag=tag, content_object__in=columns).delete()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object_id=one.column, tag_id=tag) for one in done for tag in sorted(one.added)
    )


def _record(ids: Sequence[int], *, user: User | None, note: str) -> None:
    """Keep a revision of each, as it stands now."""
    names = dict(Tag.objects.filter(tagged_items__content_object__in=ids).values_list("pk", "name"))
    tags = _tags_of(ids)
    last = dict(Revision.objects.filter(article__in=ids).order_by("number").values_list("article", "pk"))
    numbers = dict(Revision.objects.filter(article__in=ids).order_by("number").values_list("article", "number"))
    bylines = Byline.objects.select_related("author").order_by("position", "id")
    corrections = Correction.objects.oldest_first()
    articles = Article.objects.filter(pk__in=ids).select_related("series", "answers").order_by("pk")
    found = articles.prefetch_related(Prefetch("bylines", bylines), Prefetch("corrections", corrections))
    now = timezone.now()
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=numbers.get(article.pk, 0) + 1,
            parent_id=last.get(article.pk),
            user=user,
            change=Revision.Change.TAGS,
            note=note,
            snapshot=compose(
                article,
                bylines=article.bylines.all(),
                tags=[names[tag] for tag in tags[article.pk]],
                corrections=article.corrections.all(),
            ),
        )
        for article in found
    )
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")[:1]
    Article.objects.filter(pk__in=ids).update(version=Subquery(newest), modified_at=now)


def derive(columns: Sequence[int]) -> None:
    """Make the related headlines of a few columns whose tags, or what is said of them, changed; mark those of many.

    `catch_up` makes those that are marked.
    """
    if len(columns) <= AT_ONCE:
        related.refresh(columns)
    else:
        AwaitsRelated.objects.bulk_create((AwaitsRelated(article_id=pk) for pk in columns), ignore_conflicts=True)


def catch_up() -> int:
    """Make the related headlines that changes of many columns left for later; return of how many columns."""
    waiting = list(AwaitsRelated.objects.order_by("article").values_list("article", flat=True))
    related.rebuild_for(waiting)
    # The marks go last: stopped before, the next call makes all of it again, which does no harm.
    AwaitsRelated.objects.filter(article__in=waiting).delete()
    return len(waiting)
