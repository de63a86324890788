"""From a column to an entry of a feed."""

from articles import attribution
from articles.attribution import one_line
from articles.feeds import content
from articles.feeds.entries import FeedEntry
from articles.models import Article


def entry(article: Article) -> FeedEntry:
    """Return a public article as an entry; ValueError for one without a date, which cannot be public."""
    if article.published_at is None or article.last_changed_at is None:
        raise ValueError(f"Article {article.pk} has no date and so no place in a feed.")
    bylines = list(article.bylines.all())
    return FeedEntry(
        id=article.guid,
        url=article.absolute_url,
        title=one_line(article.headline),
        summary=one_line(article.summary),
        html=content.full_text(article),
        published=article.published_at,
        updated=article.last_changed_at,
        authors=attribution.authors(bylines),
        contributors=attribution.contributors(bylines),
        tags=tuple(one_line(tag.name) for tag in article.tags.all()),
        language=article.language,
        rights=one_line(article.rights),
        original_url=article.canonical_url,
        picture=attribution.picture(article.image) if article.image else None,
        precision=article.published_precision,
    )
