"""Changes of tags on many columns, kept so that they can be undone; what somebody changed since stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from articles.editing.models import TagChange
from articles.editing.retagging import Retag, retag
from articles.models import Article, Tag, TaggedArticle
from authors.models import User

BATCH = 500
EXAMPLES = 8
Kind = TagChange.Kind
Item = TypeVar("Item")


class NotUndoableError(ValueError):
    """A change can't be undone; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done to the tags of many columns; `added` may hold names of tags that there are not yet."""

    kind: str
    added: tuple[str, ...] = ()
    removed: tuple[Tag, ...] = ()

    @property
    def says(self) -> str:
        """What it does, in words for the list of changes."""
        given = ", ".join(f"“{name}”" for name in self.added)
        taken = ", ".join(f"“{tag.name}”" for tag in self.removed)
        words = {Kind.ADD: f"{given} added", Kind.REMOVE: f"{taken} removed"}
        return words.get(Kind(self.kind), f"{taken} replaced by {given}")[:500]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a wish would do: how many columns it would change, out of how many, and some of them."""

    changed: int
    total: int
    examples: list[Article]

    @property
    def more(self) -> int:
        """How many would change besides the examples."""
        return self.changed - len(self.examples)


def affected(
    columns: Sequence[int], *, added: Iterable[Tag], removed: Iterable[Tag], only_with_removed: bool
) -> list[int]:
    """Return the columns that would change: that lack a tag to be added or have one to be removed.

    `only_with_removed` leaves those alone that have none to be removed: a replacement gives nothing to others.
    """
    wanted, unwanted = {tag.pk for tag in added}, {tag.pk for tag in removed}
    found = []
    for some in parts(columns):
        has: dict[int, set[int]] = {column: set() for column in some}
        rows = TaggedArticle.objects.filter(content_object__in=some, tag__in=wanted | unwanted)
        for column, tag in rows.values_list("content_object", "tag"):
            has[column].add(tag)
        for column, tags in has.items():
            loses = bool(tags & unwanted)
            gains = bool(wanted - tags) and (loses or not only_with_removed)
            if gains or loses:
                found.append(column)
    return found


def effect(columns: Sequence[int], *, wish: Wish, known: Iterable[Tag]) -> Effect:
    """Return what a wish would do; `known` are the tags among those to be added that there are already."""
    added = list(known)
    is_replacing = wish.kind == Kind.REPLACE
    if len(added) < len(wish.added) and not is_replacing:
        changed = list(columns)  # a tag that there is not yet is new to each
    else:
        changed = affected(columns, added=added, removed=wish.removed, only_with_removed=is_replacing)
    examples = Article.objects.filter(pk__in=changed[:EXAMPLES]).order_by("-published_at", "-pk").only("headline")
    return Effect(changed=len(changed), total=len(columns), examples=list(examples))


@transaction.atomic
def change(
    columns: Sequence[int], *, kind: str, added: Sequence[Tag] = (), removed: Sequence[Tag] = (), says: str,
    user: User | None,
) -> TagChange | None:  # fmt: skip
    """Change the tags of columns and keep what changed; None where nothing did."""
    ids = affected(columns, added=added, removed=removed, only_with_removed=kind == Kind.REPLACE)
    give, take = frozenset(tag.pk for tag in added), frozenset(tag.pk for tag in removed)
    done = retag((Retag(column=pk, added=give, removed=take) for pk in ids), user=user, note=says)
    return keep(done, kind=kind, says=says, user=user) if done else None


def keep(
    done: Iterable[Retag], *, kind: str, says: str, user: User | None, moved: Mapping[str, object] | None = None
) -> TagChange:
    """Keep what was done to columns, and what a merge moved besides."""
    lines = [[one.column, sorted(one.added), sorted(one.removed)] for one in done]
    return TagChange.objects.create(kind=kind, says=says, user=user, columns=lines, moved=dict(moved or {}))


def put_back(made: TagChange, *, user: User | None) -> list[Article]:
    """Give the columns of a change the tags that they had; return those that somebody changed since, which stay."""
    alive = set(Tag.objects.filter(merged_into=None).values_list("pk", flat=True))
    back, kept = [], []
    for some in parts(made.columns):
        now: dict[int, set[int]] = {}
        rows = TaggedArticle.objects.filter(content_object__in=[line[0] for line in some])
        for column, tag in rows.values_list("content_object", "tag"):
            now.setdefault(column, set()).add(tag)
        for column, added, removed in some:
            has = now.get(column, set())
            if set(added) <= has and not set(removed) & has and set(removed) <= alive:
                back.append(Retag(column=column, added=frozenset(removed), removed=frozenset(added)))
            else:
                kept.append(column)
    retag(back, user=user, note=f"undone: {made.says}"[:500])
    return list(Article.objects.filter(pk__in=kept).order_by("pk"))


def mark_undone(made: TagChange, kept: Sequence[Article], *, user: User | None) -> None:
    """Keep that a change was undone, by whom, and what stayed."""
    made.undone_at, made.undone_by = timezone.now(), user
    made.kept = [{"article": article.pk, "headline": article.headline} for article in kept]
    made.save(update_fields=["undone_at", "undone_by", "kept"])


def parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield items in parts that fit into one query."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def locked(pk: int) -> TagChange:
    """Return a change, for undoing it; NotUndoableError where that was done already."""
    made = TagChange.objects.select_for_update().get(pk=pk)
    if made.undone_at is not None:
        raise NotUndoableError("That was undone already.")
    return made
