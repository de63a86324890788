"""What the desk offers nowhere as a related headline: single columns, and all columns of a tag."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, TaggedArticle
from articles.related.models import OfferedNowhere


def offered_nowhere(article: str = "pk") -> Q:
    """Return the condition that an article is offered nowhere; `article` names the field that holds its id."""
    itself = OfferedNowhere.objects.filter(article=OuterRef(article))
    by_tag = TaggedArticle.objects.filter(content_object=OuterRef(article), tag__offered_nowhere__isnull=False)
    return Q(Exists(itself)) | Q(Exists(by_tag))


def nowhere() -> frozenset[int]:
    """Return the ids of all articles that no list should hold: one query.

    They are those that are offered nowhere, and those that have expired: these come back by a save alone, which makes
    their lists anew. Until then they would keep the places of others in lists where nobody sees them.
    """
    single = OfferedNowhere.objects.filter(article__isnull=False).values_list("article_id", flat=True)
    tagged = TaggedArticle.objects.filter(tag__offered_nowhere__isnull=False).order_by()
    expired = Article.objects.filter(status=Article.Status.PUBLISHED, expires_at__lte=timezone.now()).order_by()
    return frozenset(
        single.union(tagged.values_list("content_object_id", flat=True), expired.values_list("pk", flat=True))
    )


def among(article_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these articles are offered nowhere: one query."""
    found = Article.objects.filter(offered_nowhere(), pk__in=list(article_ids))
    return frozenset(found.order_by().values_list("pk", flat=True))
