"""From a query to articles in order: words in the headline first, then in the names, then anywhere; newest first.

Anywhere is the text, and the tag that the whole query names, by its own name or by another word for it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.db.models import Case, F, Value, When

from articles.models import Article, ArticleQuerySet
from articles.search.engines import article_ids
from articles.search.queries import Query, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What was found.

    `articles` is a queryset in order that runs when it is sliced or counted, with bylines loaded; `terms` are for
    `highlight`; `problem` is a sentence for the reader where nothing could be searched for, else "".
    """

    articles: ArticleQuerySet
    terms: tuple[str, ...]
    problem: str


def search(typed: str, *, at: datetime | None = None) -> SearchResults:
    """Search what the public may see at a moment (default: now). Nothing that is typed is an error."""
    query = parse(typed)
    found = _matching(Article.objects.published(at=at).for_listing(), query)
    return SearchResults(articles=found, terms=query.terms, problem=query.problem)


def matching(queryset: ArticleQuerySet, typed: str) -> ArticleQuerySet:
    """Return those of `queryset` that match what was typed, in the order of `search`; none where it has a problem."""
    return _matching(queryset, parse(typed))


def _matching(queryset: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    if query.problem or not query.terms:
        return queryset.none()
    vendor = connections[queryset.db].vendor
    tier = Case(
        When(pk__in=article_ids(vendor, query, "headline"), then=Value(0)),
        When(pk__in=article_ids(vendor, query, "names"), then=Value(1)),
        default=Value(2),
    )
    found = queryset.filter(pk__in=article_ids(vendor, query))
    return found.order_by(tier, F("published_at").desc(nulls_last=True), "-pk")
