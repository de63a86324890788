"""Keeping the words of articles: one row each, from which the database itself keeps the engine's index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from articles import markup
from articles.models import Article, Byline, SearchText
from articles.search.words import prepare

BATCH = 500


def index(articles: Iterable[Article]) -> None:
    """Write the words of `articles` for the engine; called by the write path in its transaction.

    Two statements for each five hundred articles. Bylines are read anew: prefetched ones may be from before a change.
    """
    for batch in _batches(articles):
        names = _names([article.pk for article in batch])
        rows = [
            SearchText(
                article_id=article.pk,
                headline=prepare(article.headline),
                names=prepare(" · ".join(names[article.pk])),
                text=prepare(f"{article.standfirst}\n\n{markup.text(article.body)}"),
            )
            for article in batch
        ]
        SearchText.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["article"], update_fields=["headline", "names", "text"]
        )


def _batches(articles: Iterable[Article]) -> Iterator[Sequence[Article]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _names(article_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of each article's bylines: as printed that day, and the columnist's today where it differs."""
    names: dict[int, list[str]] = defaultdict(list)
    for byline in Byline.objects.filter(article__in=article_ids):
        names[byline.article_id] += dict.fromkeys([byline.name, byline.author.name])
    return names
