"""Two tags made one: what would move is shown first, every row that moves is kept, and all of it can go back."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from articles.editing.models import TagChange
from articles.editing.retagging import Retag, retag
from articles.editing.subjects import changes
from articles.models import Article, Tag, TagAlias, TaggedArticle
from authors.models import User

EXAMPLES = 8


class NotMergeableError(ValueError):
    """Two tags can't be merged; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a merge would move."""

    merged: Tag
    into: Tag
    columns: int
    with_both: int
    examples: list[Article]
    aliases: list[str]
    children: list[str]
    others: list[str]

    @property
    def to_tag(self) -> int:
        """How many columns would get the other tag instead."""
        return self.columns - self.with_both


def check(merged: Tag, into: Tag) -> None:
    """Refuse what makes no sense: NotMergeableError."""
    if merged.pk == into.pk:
        raise NotMergeableError(f"“{merged.name}” can't be merged into itself: choose another subject.")
    for tag in (merged, into):
        if tag.merged_into is not None:
            raise NotMergeableError(f"“{tag.name}” was merged into “{tag.merged_into.name}” already.")


def preview(merged: Tag, into: Tag) -> Preview:
    """Return what a merge would move; changes nothing. NotMergeableError where it makes no sense."""
    check(merged, into)
    columns = TaggedArticle.objects.filter(tag=merged)
    both = columns.filter(content_object__in=TaggedArticle.objects.filter(tag=into).values("content_object"))
    newest = Article.objects.filter(tagged_items__tag=merged).order_by(F("published_at").desc(nulls_last=True), "-pk")
    return Preview(
        merged=merged,
        into=into,
        columns=columns.count(),
        with_both=both.count(),
        examples=list(newest.only("headline", "published_on")[:EXAMPLES]),
        aliases=list(merged.aliases.values_list("name", flat=True)),
        children=list(merged.children.order_by("name").values_list("name", flat=True)),
        others=list(merged.merged.order_by("name").values_list("name", flat=True)),
    )


@transaction.atomic
def merge(merged: Tag, into: Tag, *, user: User | None) -> TagChange:
    """Make one tag of two: columns, other words, subjects below and earlier merges of `merged` go to `into`.

    The old name becomes another word for it, and the old page and its feeds lead to the new ones. NotMergeableError
    where it makes no sense.
    """
    tags = Tag.objects.select_for_update().select_related(None).in_bulk([merged.pk, into.pk])
    merged, into = tags[merged.pk], tags[into.pk]
    check(merged, into)
    says = f"“{merged.name}” merged into “{into.name}”"
    rows = TaggedArticle.objects.filter(tag=merged).order_by("content_object")
    columns = list(rows.values_list("content_object", flat=True))
    give, take = frozenset({into.pk}), frozenset({merged.pk})
    done = retag((Retag(column=pk, added=give, removed=take) for pk in columns), user=user, note=says)
    moved = _move(merged, into)
    merged.merged_into = into
    merged.parent = None
    merged.save(update_fields=["merged_into", "parent"])
    return changes.keep(done, kind=TagChange.Kind.MERGE, says=says[:500], user=user, moved=moved)


def _move(merged: Tag, into: Tag) -> dict[str, Any]:
    """Move what hangs on a tag besides columns; return every row that moved, and what stood there before."""
    moved: dict[str, Any] = {
        "merged": merged.pk, "into": into.pk, "parent": merged.parent_id, "into_parent": into.parent_id,
        "aliases": list(merged.aliases.values_list("pk", flat=True)),
        "earlier": list(merged.merged.values_list("pk", flat=True)),
    }  # fmt: skip
    if into.parent_id == merged.pk:
        into.parent = None
        into.save(update_fields=["parent"])
    # One level: what stood below the one stands beside the other where that stands below a third.
    above = into.parent_id or into.pk
    moved["above"] = above
    moved["children"] = list(merged.children.exclude(pk=above).values_list("pk", flat=True))
    TagAlias.objects.filter(pk__in=moved["aliases"]).update(tag=into)
    Tag.objects.filter(pk__in=moved["earlier"]).update(merged_into=into)
    Tag.objects.filter(pk__in=moved["children"]).update(parent=above)
    if not TagAlias.objects.filter(key=merged.key).exists():
        moved["alias"] = TagAlias.objects.create(tag=into, name=merged.name, key=merged.key).pk
    return moved


@transaction.atomic
def undo(made_id: int, *, user: User | None) -> TagChange:
    """Take a merge or another change back; what somebody changed since is kept and listed in `kept`.

    changes.NotUndoableError where it was undone already, or where a later merge must be undone before.
    """
    made = changes.locked(made_id)
    if made.kind == TagChange.Kind.MERGE:
        _part(made.moved)
    changes.mark_undone(made, changes.put_back(made, user=user), user=user)
    return made


def _part(moved: dict[str, Any]) -> None:
    """Make two tags of one again, with what hung on each."""
    tags = Tag.objects.select_for_update().in_bulk([moved["merged"], moved["into"]])
    merged, into = tags.get(moved["merged"]), tags.get(moved["into"])
    if merged is None or into is None:
        raise changes.NotUndoableError("One of the two subjects was deleted since, so they can't be parted.")
    if merged.merged_into_id != into.pk or into.merged_into_id is not None:
        raise changes.NotUndoableError(f"“{into.name}” was merged again since: undo that merge first.")
    TagAlias.objects.filter(pk=moved.get("alias") or 0, tag=into, key=merged.key).delete()
    TagAlias.objects.filter(pk__in=moved["aliases"], tag=into).update(tag=merged)
    Tag.objects.filter(pk__in=moved["earlier"], merged_into=into).update(merged_into=merged)
    merged.merged_into = None
    above = Tag.objects.filter(pk=moved["parent"], parent=None, merged_into=None).first()
    merged.parent = above
    merged.save(update_fields=["merged_into", "parent"])
    below = Q(pk__in=moved["children"], parent=moved["above"])
    if moved["into_parent"] == merged.pk and into.parent_id is None and not into.children.exclude(below).exists():
        below |= Q(pk=into.pk)
    Tag.objects.filter(below).update(parent=merged)
