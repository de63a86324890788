"""The address of an article: its day in the paper's zone and a slug that is free on that day."""

from datetime import date, datetime

from django.utils import timezone

from articles.models import Article
from articles.models.article import MAX_SLUG
from authors.names import slug


def assign(article: Article) -> None:
    """Set `published_on` and `slug`. Once an article has been public its address never moves."""
    if article.first_public_at is None or article.published_on is None:
        article.published_on = day_of(article.published_at) if article.published_at else None
    elif not _taken(article, article.slug):
        return
    article.slug = _free(article, article.slug or slug(article.headline) or article.kind)


def day_of(moment: datetime) -> date:
    """Return the day of an aware moment in the paper's zone."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _free(article: Article, wanted: str) -> str:
    candidate, number = wanted, 1
    while _taken(article, candidate):
        number += 1
        suffix = f"-{number}"
        candidate = wanted[: MAX_SLUG - len(suffix)] + suffix
    return candidate


def _taken(article: Article, candidate: str) -> bool:
    if article.published_on is None:
        return False
    others = Article.objects.filter(published_on=article.published_on, slug=candidate).exclude(pk=article.pk)
    return others.exists()
