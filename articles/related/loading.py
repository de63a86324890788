"""From the database to the plain values that scoring works on."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Value

from articles.models import Article, Byline, TaggedArticle
from articles.related import subjects, terms, vocabulary
from articles.related.columns import Column
from articles.related.models import NamedTag
from articles.related.scoring import Rarity, word_rarities
from articles.related.subjects import Tags
from articles.related.terms import Words

# Whose hand a column is in: not a translator's or a photographer's.
WRITERS = (Byline.Role.WRITER, Byline.Role.INTERVIEWER)
NOTHING = (Words([], b""), Words([], b""))


@dataclass(frozen=True, slots=True)
class Found:
    """A column with how many articles hold each of its words, and how rare that makes its words and tags."""

    column: Column
    rarities: Rarity
    holding: dict[str, int]


def columns(article_ids: Iterable[int]) -> dict[int, Column]:
    """Return the articles that exist as columns by id: four queries whatever their number."""
    ids = list(article_ids)
    words = vocabulary.words_of(ids)
    return {
        pk: replace(column, weights=terms.weighed(text), heading=terms.weighed(headline))
        for pk, column in facts(ids).items()
        for text, headline in [words.get(pk, NOTHING)]
    }


def facts(article_ids: Iterable[int]) -> dict[int, Column]:
    """Return the articles that exist as columns without weights, by id and in its order: three queries."""
    ids = list(article_ids)
    authors, papers = _authors(ids)
    tags, named = _tags(ids)
    found = Article.objects.filter(pk__in=ids).order_by("pk")
    return {
        pk: Column(
            id=pk,
            published_at=published_at,
            authors=authors[pk],
            papers=papers,
            tags=tags[pk],
            named=named[pk],
            series=series,
            series_name=series_name or "",
            answers=answers,
        )
        for pk, published_at, series, series_name, answers in found.values_list(
            "pk", "published_at", "series_id", "series__name", "answers_id"
        )
    }


def _tags(ids: list[int]) -> tuple[dict[int, dict[int, str]], dict[int, frozenset[int]]]:
    """Return the tags of each article with their names, and which of them its text alone names."""
    tags: dict[int, dict[int, str]] = defaultdict(dict)
    carries: dict[int, set[int]] = defaultdict(set)
    carried = TaggedArticle.objects.filter(content_object__in=ids).order_by()
    texts = NamedTag.objects.filter(article__in=ids).order_by()
    lines = carried.values_list("content_object_id", "tag_id", "tag__name", Value(0)).union(
        texts.values_list("article_id", "tag_id", "tag__name", Value(1)), all=True
    )
    for article_id, tag_id, name, is_named in lines:
        tags[article_id][tag_id] = name
        if not is_named:
            carries[article_id].add(tag_id)
    return tags, {pk: frozenset(tags[pk].keys() - carries[pk]) for pk in ids}


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


def tags_known(tag_ids: Iterable[int], articles: int) -> Tags:
    """Return what is known of these tags in an archive of so many articles: one query."""
    wanted = list(tag_ids)
    carried = (
        TaggedArticle.objects.filter(tag__in=wanted).order_by().values_list("tag_id", "tag__kind", "tag__age__news")
    )
    named = NamedTag.objects.filter(tag__in=wanted).order_by().values_list("tag_id", "tag__kind", "tag__age__news")
    holding: Counter[int] = Counter()
    kinds, news = {}, {}
    for tag, kind, is_news, number in carried.annotate(Count("id")).union(named.annotate(Count("id")), all=True):
        holding[tag] += number
        kinds[tag], news[tag] = kind, is_news or 0.0
    return subjects.known(articles, holding, kinds, news)


def with_rarities(column: Column) -> Found:
    """Return a column with the rarity of what it holds: two queries."""
    articles, holding = vocabulary.counts(column.weights)
    tags = tags_known(column.tags, articles)
    return Found(column, Rarity(articles=articles, words=word_rarities(articles, holding), tags=tags), holding)
