"""Full-text search over what the public may see: one behaviour on SQLite (FTS5) and PostgreSQL (tsvector)."""

from collections.abc import Iterable

from articles import markup
from articles.models import Article, SearchText


def index(articles: Iterable[Article]) -> None:
    """Write the words of `articles` for the engine; called by the write path in its transaction."""
    for article in articles:
        names = " ".join(byline.name for byline in article.bylines.all())
        words = {"headline": article.headline, "names": names, "text": markup.text(article.body)}
        SearchText.objects.update_or_create(article=article, defaults=words)
