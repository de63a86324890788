"""What the desk reported, and the columns that it is about, in the format of `evaluate_related`."""

from collections.abc import Iterator
from typing import Any

from articles import markup
from articles.models import Article
from articles.related.models import BadMatch

CHUNK = 500


def bad_matches() -> Iterator[dict[str, Any]]:
    """Yield the reports, the oldest first: documents by their guid, which outlives addresses and row ids."""
    found = BadMatch.objects.order_by("reported_at", "pk").values_list(
        "article__guid", "related__guid", "article__headline", "related__headline", "note", "reported_at", "score",
        "parts",
    )  # fmt: skip
    for article, related, headline, other, note, reported_at, score, parts in found.iterator(chunk_size=CHUNK):
        yield {
            "article": article,
            "related": related,
            "headline": headline,
            "related_headline": other,
            "note": note,
            "reported_at": reported_at.isoformat(),
            "score": score,
            "parts": parts,
        }


def documents() -> Iterator[dict[str, Any]]:
    """Yield every published column as a document: all are needed, for words are rare among all of them."""
    found = Article.objects.filter(status=Article.Status.PUBLISHED).order_by("guid").prefetch_related("tags")  # type: ignore[misc]  # taggit has no types
    for article in found.iterator(chunk_size=CHUNK):
        yield {
            "id": article.guid,
            "headline": article.headline,
            "text": markup.text(article.body),
            "date": article.published_at.isoformat() if article.published_at else None,
            "tags": sorted(tag.name for tag in article.tags.all()),
            "labels": [],
        }
