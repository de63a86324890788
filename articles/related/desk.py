"""What the desk says about a list: pins come first in their order, blocked articles never appear, reports are kept."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Max

from articles.models import Article
from articles.related import services
from articles.related.account import account
from articles.related.models import BadMatch, RelatedHeadline
from authors.models import User

Origin = RelatedHeadline.Origin


@transaction.atomic
def pin(article: Article, related: Article, user: User | None) -> RelatedHeadline:
    """Put an article first in another's list, after those pinned before. Pinning twice is harmless.

    ValueError for an article in its own list.
    """
    _refuse_itself(article, related)
    pinned = article.related_headlines.filter(origin=Origin.PINNED)
    known = pinned.filter(related=related).first()
    if known is not None:
        return known
    last = pinned.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return _say(article, related, user, {"origin": Origin.PINNED, "position": position}, "pinned")


@transaction.atomic
def block(article: Article, related: Article, user: User | None) -> RelatedHeadline:
    """Keep an article out of another's list; the next best takes its place. ValueError for an article's own list."""
    _refuse_itself(article, related)
    return _say(article, related, user, {"origin": Origin.BLOCKED, "position": 0}, "blocked")


@transaction.atomic
def order_pins(article: Article, related_ids: list[int], user: User | None) -> None:
    """Put the pinned articles of a list into this order; those that are not named come after."""
    pinned = list(article.related_headlines.filter(origin=Origin.PINNED).order_by("position", "pk"))
    wanted = {related: place for place, related in enumerate(related_ids)}
    pinned.sort(key=lambda row: wanted.get(row.related_id, len(wanted)))
    for position, row in enumerate(pinned):
        row.position = position
    RelatedHeadline.objects.bulk_update(pinned, ["position"])
    _log(article, user, "Related headlines: pins put into order.")


def unpin(article: Article, related: Article, user: User | None) -> None:
    """Take a pin off; the article stays in the list where its score puts it. Harmless without a pin."""
    _take_back(article, related, user, Origin.PINNED, "no longer pinned")


def unblock(article: Article, related: Article, user: User | None) -> None:
    """Let an article into a list again. Harmless where it was not blocked."""
    _take_back(article, related, user, Origin.BLOCKED, "no longer blocked")


@transaction.atomic
def report(article: Article, related: Article, user: User | None, note: str = "") -> BadMatch:
    """Keep that an article is out of place in another's list, with the score that speaks for it now.

    The list stays as it is: a report judges rankings, a block changes a list. Reporting twice is harmless, and a later
    note takes the place of an earlier one. ValueError for an article's own list.
    """
    _refuse_itself(article, related)
    told = note.strip()[: BadMatch._meta.get_field("note").max_length]
    known = BadMatch.objects.filter(article=article, related=related).first()
    if known is None:
        score, parts = _speaks_for(article, related)
        values: dict[str, Any] = {"reported_by": user, "note": told, "score": score, "parts": parts}
        known = BadMatch.objects.create(article=article, related=related, **values)
        _log(article, user, f"Related headlines: “{related}” reported as a bad match{f': {told}' if told else ''}.")
    elif told and told != known.note:
        known.note = told
        known.save(update_fields=["note"])
        _log(article, user, f"Related headlines: note on “{related}”, a bad match: {told}.")
    return known


@transaction.atomic
def take_back_report(article: Article, related: Article, user: User | None) -> None:
    """Forget that an article was reported as a bad match. Harmless where it was not."""
    removed, _ = BadMatch.objects.filter(article=article, related=related).delete()
    if removed:
        _log(article, user, f"Related headlines: “{related}” no longer reported as a bad match.")


def _speaks_for(article: Article, related: Article) -> tuple[float, dict[str, Any]]:
    """Return the score of a pair and its parts: as the list has them, else as a new one would; 0 for no candidate."""
    row = article.related_headlines.filter(related=related, origin=Origin.COMPUTED).first()
    if row is not None:
        return row.score, row.parts
    told = account(article)
    candidates = (one for one in (*told.shown, *told.left) if one.article.pk == related.pk)
    return next(((one.score, dict(one.parts)) for one in candidates), (0.0, {}))


def _refuse_itself(article: Article, related: Article) -> None:
    if article.pk == related.pk:
        raise ValueError("An article can't stand in its own list.")


def _say(
    article: Article, related: Article, user: User | None, values: dict[str, object], what: str
) -> RelatedHeadline:
    row, _ = RelatedHeadline.objects.update_or_create(
        article=article, related=related, defaults={"score": 0.0, "parts": {}, **values}
    )
    services.refresh_list(article.pk)
    _log(article, user, f"Related headlines: “{related}” {what}.")
    return row


@transaction.atomic
def _take_back(article: Article, related: Article, user: User | None, origin: str, what: str) -> None:
    removed, _ = article.related_headlines.filter(related=related, origin=origin).delete()
    if removed:
        services.refresh_list(article.pk)
        _log(article, user, f"Related headlines: “{related}” {what}.")


def _log(article: Article, user: User | None, message: str) -> None:
    """Write it into the article's history in the admin, under the name of whoever did it."""
    if user is not None:
        changed = Article.objects.filter(pk=article.pk)
        LogEntry.objects.log_actions(user.pk, changed, CHANGE, change_message=message, single_object=True)
