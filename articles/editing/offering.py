"""Whether a column, or any column of a subject, may stand in lists of related headlines: the desk's word.

It holds at once, on every page: the page's own query asks. What is done here besides is to fill the lists again.
"""

from typing import Any

from django.db import transaction

from articles.editing import retagging
from articles.models import Article, Tag
from articles.related import services as related
from articles.related.models import OfferedNowhere


@transaction.atomic
def offer_column(article: Article, *, nowhere: bool) -> bool:
    """Offer a column nowhere as a related headline, or where it belongs again; return whether that is a change.

    Its own list stays, and so do pins of it, which show again when it is offered again.
    """
    changed = _say(article, nowhere=nowhere)
    if changed:
        related.refresh([article.pk])
    return changed


@transaction.atomic
def offer_subject(tag: Tag, *, nowhere: bool) -> bool:
    """Offer no column of a subject as a related headline, or all of them again; return whether that is a change.

    The lists follow as after a change of the tags of as many columns.
    """
    changed = _say(tag, nowhere=nowhere)
    if changed:
        retagging.derive(list(tag.tagged_items.order_by("content_object").values_list("content_object", flat=True)))
    return changed


def is_nowhere(subject: Article | Tag) -> bool:
    """Whether the desk said so of this column or subject itself."""
    return subject.pk is not None and OfferedNowhere.objects.filter(**_named(subject)).exists()


def _say(subject: Article | Tag, *, nowhere: bool) -> bool:
    if nowhere:
        return OfferedNowhere.objects.get_or_create(**_named(subject))[1]
    return OfferedNowhere.objects.filter(**_named(subject)).delete()[0] > 0


def _named(subject: Article | Tag) -> dict[str, Any]:
    return {"article" if isinstance(subject, Article) else "tag": subject}
