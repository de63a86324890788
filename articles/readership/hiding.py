"""Taking a line off counted lists, with a reason that readers see, and putting it back.

The place stays, and so does what was counted: no hash changes. What holds for a column in one list holds in the other
windows of that day, and while it is the newest day in the lists of the days that follow (`counted` hands it on).
"""

from datetime import datetime

from django.db import transaction

from articles.readership.models import MostReadEntry, MostReadList


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


def _mark(entry: MostReadEntry, because: str, at: datetime | None) -> None:
    source = entry.list
    if source.kind != MostReadList.Kind.COUNTED:
        raise ValueError("Lines are taken off counted lists alone: what was printed is evidence.")
    lines = MostReadEntry.objects.filter(list__kind=MostReadList.Kind.COUNTED, list__day=source.day)
    same = lines.filter(article_id=entry.article_id) if entry.article_id else lines.filter(pk=entry.pk)
    same.update(hidden_because=because, hidden_at=at)
    entry.hidden_because, entry.hidden_at = because, at
