"""From the database to the plain values that scoring works on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count

from articles.models import Article, Byline, SearchText, TaggedArticle
from articles.related import terms, vocabulary
from articles.related.scoring import Column, Rarity, rarity, word_rarities

# Whose hand a column is in: not a translator's or a photographer's.
WRITERS = (Byline.Role.WRITER, Byline.Role.INTERVIEWER)


@dataclass(frozen=True, slots=True)
class Found:
    """A column with how many articles hold each of its words and tags, and how rare that makes these."""

    column: Column
    rarities: Rarity
    holding: dict[str, int]
    tagged: dict[int, int]


def columns(article_ids: Iterable[int]) -> dict[int, Column]:
    """Return the articles that exist as columns by id: four queries whatever their number."""
    ids = list(article_ids)
    words = {
        text.article_id: terms.both(text.headline, text.text) for text in SearchText.objects.filter(article__in=ids)
    }
    empty: tuple[dict[str, float], dict[str, float]] = ({}, {})
    return {
        pk: replace(column, weights=weights, heading=heading)
        for pk, column in facts(ids).items()
        for weights, heading in [words.get(pk, empty)]
    }


def facts(article_ids: Iterable[int]) -> dict[int, Column]:
    """Return the articles that exist as columns without weights, by id and in its order: three queries."""
    ids = list(article_ids)
    authors, papers = _authors(ids)
    tags: dict[int, dict[int, str]] = defaultdict(dict)
    for article_id, tag_id, name in TaggedArticle.objects.filter(content_object__in=ids).values_list(
        "content_object_id", "tag_id", "tag__name"
    ):
        tags[article_id][tag_id] = name
    found = Article.objects.filter(pk__in=ids).order_by("pk")
    return {
        pk: Column(
            id=pk,
            published_at=published_at,
            authors=authors[pk],
            papers=papers,
            tags=tags[pk],
            series=series,
            series_name=series_name or "",
            answers=answers,
        )
        for pk, published_at, series, series_name, answers in found.values_list(
            "pk", "published_at", "series_id", "series__name", "answers_id"
        )
    }


def _authors(ids: list[int]) -> tuple[dict[int, dict[int, str]], frozenset[int]]:
    """Return the writers of each article with their names, and which of them are the paper itself."""
    authors: dict[int, dict[int, str]] = defaultdict(dict)
    papers = set()
    lines = Byline.objects.filter(article__in=ids, role__in=WRITERS)
    for article_id, author_id, name, is_paper in lines.order_by("position", "id").values_list(
        "article_id", "author_id", "author__name", "author__is_paper"
    ):
        authors[article_id][author_id] = name
        if is_paper:
            papers.add(author_id)
    return authors, frozenset(papers)


def tag_holdings(tag_ids: Iterable[int]) -> dict[int, int]:
    """Return how many articles hold each tag."""
    held = TaggedArticle.objects.filter(tag__in=list(tag_ids)).order_by().values_list("tag_id")
    return dict(held.annotate(Count("id")))


def with_rarities(column: Column) -> Found:
    """Return a column with the rarity of what it holds: two queries."""
    articles, holding = vocabulary.counts(column.weights)
    tagged = tag_holdings(column.tags)
    rarities = Rarity(
        articles=articles,
        words=word_rarities(articles, holding),
        tags={tag: rarity(articles, number) for tag, number in tagged.items()},
    )
    return Found(column, rarities, holding, tagged)
