"""The address of an article: its day in the paper's zone and a slug that is free on that day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count

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


def assign_new(articles: Sequence[Article]) -> None:
    """Do what `assign` does for many articles that are not saved yet, in their order: one query."""
    for article in articles:
        article.published_on = day_of(article.published_at) if article.published_at else None
    days = {article.published_on for article in articles if article.published_on}
    taken = set(Article.objects.filter(published_on__in=days).order_by().values_list("published_on", "slug"))
    for article in articles:
        wanted = article.slug or slug(article.headline) or article.kind
        day = article.published_on
        article.slug = wanted if day is None else next(one for one in _spellings(wanted) if (day, one) not in taken)
        taken.add((day, article.slug))


def day_of(moment: datetime) -> date:
    """Return the day of an aware moment in the paper's zone."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _free(article: Article, wanted: str) -> str:
    return next(candidate for candidate in _spellings(wanted) if not _taken(article, candidate))


def _spellings(wanted: str) -> Iterator[str]:
    """Yield a slug and then the same with a number, without end."""
    yield wanted
    for number in count(2):
        suffix = f"-{number}"
        yield wanted[: MAX_SLUG - len(suffix)] + suffix


def _taken(article: Article, candidate: str) -> bool:
    if article.published_on is None:
        return False
    others = Article.objects.filter(published_on=article.published_on, slug=candidate).exclude(pk=article.pk)
    return others.exists()
