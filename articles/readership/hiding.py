"""Taking a line off counted lists, with a reason that readers see, and putting it back.

The place stays, and so does what was counted: no hash changes. What holds for a column in one list holds in the other
windows of that day, and in the lists of later days until it is put back in one: also where it was in none meanwhile.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from articles.readership.models import MostReadEntry, MostReadList, TakenOff


@transaction.atomic
def take_off(entry: MostReadEntry, because: str, *, at: datetime) -> None:
    """Take a line off the counted lists of its day; ValueError without a reason, or for a list of another kind."""
    reason = because.strip()
    if not reason:
        raise ValueError("Say why the line is taken off: readers see it.")
    _mark(entry, reason, at)


@transaction.atomic
def put_back(entry: MostReadEntry) -> None:
    """Show a line in the counted lists of its day again."""
    _mark(entry, "", None)


def taken_off(article_ids: Collection[int]) -> dict[int, tuple[datetime, str]]:
    """Return which of these articles are off the lists, since when and why: one query."""
    rows = TakenOff.objects.filter(article__in=article_ids).values_list("article_id", "since", "because")
    return {pk: (since, because) for pk, since, because in rows}


def _mark(entry: MostReadEntry, because: str, at: datetime | None) -> None:
    source = entry.list
    if source.kind != MostReadList.Kind.COUNTED:
        raise ValueError("Lines are taken off counted lists alone: what was printed is evidence.")
    lines = MostReadEntry.objects.filter(list__kind=MostReadList.Kind.COUNTED, list__day=source.day)
    same = lines.filter(article_id=entry.article_id) if entry.article_id else lines.filter(pk=entry.pk)
    same.update(hidden_because=because, hidden_at=at)
    if entry.article_id and at is not None:
        TakenOff.objects.update_or_create(article_id=entry.article_id, defaults={"since": at, "because": because})
    elif entry.article_id:
        TakenOff.objects.filter(article_id=entry.article_id).delete()
    entry.hidden_because, entry.hidden_at = because, at
