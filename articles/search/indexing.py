"""Keeping the words of articles: one row each, from which the database itself keeps the engine's index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from articles import bulk
from articles.models import Article, Byline, SearchText
from articles.new_rows import new_row
from articles.words import Words, prepare

BATCH = 500


def index_new(articles: Iterable[tuple[Article, Iterable[str], Words]]) -> None:
    """Write the words of articles that are just made, each with the names of its bylines (`names_of`)."""
    bulk.insert(
        new_row(
            SearchText, article_id=article.pk, headline=words.headline, names=prepare(" · ".join(names)),
            text=words.text,
        )
        for article, names, words in articles
    )  # fmt: skip


def index(articles: Iterable[Article]) -> None:
    """Write the words of `articles` for the engine; called by the write path in its transaction.

    Two statements for each five hundred articles. Bylines are read anew: prefetched ones may be from before a change.
    """
    for batch in _batches(articles):
        names = _names([article.pk for article in batch])
        all_words = ((one, Words.of(one.headline, one.standfirst, one.body)) for one in batch)
        rows = [
            SearchText(
                article_id=article.pk, headline=words.headline, names=prepare(" · ".join(names[article.pk])),
                text=words.text,
            )
            for article, words in all_words
        ]  # fmt: skip
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
        names[byline.article_id] += names_of(byline)
    return names


def names_of(byline: Byline) -> list[str]:
    """Return the name as printed that day, and the columnist's today where it differs."""
    return list(dict.fromkeys([byline.name, byline.author.name]))
