"""Which article a printed line means: by its folded headline for certain, by likeness as a suggestion to an editor."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from rapidfuzz import fuzz

from articles.models import Article
from articles.readership.models import LONGEST_HEADLINE, MostReadEntry, MostReadList
from articles.search.engines import article_ids
from articles.search.queries import Query, as_term
from authors.names import fold

CANDIDATES = 200  # headlines that are compared by likeness
SEARCHED_WORDS = 6  # of a headline, the longest first: they are the rarest
LEAST_LIKENESS = 55
FEW_KEYS = 50  # up to here the engine is asked for each; above, all headlines are read once


def suggest(headline: str, limit: int = 5) -> list[tuple[Article, int]]:
    """Return articles whose headlines are like this one, the likest first, each with its likeness in percent.

    Drafts are among them: it is an editor who asks. Ties: the newer article first.
    """
    key = fold(headline)
    found = []
    for article in _sharing_words(headline):
        likeness = round(fuzz.token_sort_ratio(key, fold(article.headline)))
        if likeness >= LEAST_LIKENESS:
            found.append((article, likeness))
    return sorted(found, key=lambda pair: -pair[1])[:limit]


def _sharing_words(headline: str) -> Iterator[Article]:
    """Yield the articles whose headlines share most words with this one: one query."""
    words = sorted(dict.fromkeys(as_term(headline).split()), key=len, reverse=True)[:SEARCHED_WORDS]
    if not words:
        return
    holds = [Q(pk__in=article_ids(connection.vendor, Query(terms=(word,)), "headline")) for word in words]
    shared = sum(
        (Case(When(one, then=Value(1)), default=Value(0), output_field=IntegerField()) for one in holds), Value(0)
    )
    rows = Article.objects.filter(reduce(or_, holds)).only("headline", "slug", "published_on", "published_at", "status")
    yield from rows.order_by(shared.desc(), "-published_at", "-id")[:CANDIDATES]


def link_exact(entries: Iterable[MostReadEntry]) -> int:
    """Link printed lines to the articles with the same folded headline; return how many lines were linked.

    Lines that are linked stay as they are, but those that only likeness led (`likeness`); and so do those whose
    headline several articles have: nothing is guessed. What an editor said to mean no column stays without one.
    """
    waiting = [
        entry
        for entry in entries
        if (entry.likeness if entry.likeness is not None else entry.article_id is None) and fold(entry.headline)
    ]
    articles = _by_key({fold(entry.headline): entry.headline for entry in waiting})
    linked = []
    for entry in waiting:
        same = articles.get(fold(entry.headline), [])
        if len(same) == 1:
            entry.article_id, entry.likeness = same[0], None
            linked.append(entry)
    MostReadEntry.objects.bulk_update(linked, ["article", "likeness"], batch_size=500)
    return len(linked)


def rematch(article: Article) -> int:
    """Link the printed lines that waited for this article; return how many."""
    key = fold(article.headline)[:LONGEST_HEADLINE]
    return link_exact(MostReadEntry.objects.filter(article__isnull=True, key=key, list__kind=MostReadList.Kind.PRINTED))


def _by_key(wanted: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the ids of the articles of each folded headline; `wanted` gives a headline to each."""
    found: dict[str, list[int]] = {}
    for pk, headline in _headlines(wanted):
        key = fold(headline)
        if key in wanted:
            found.setdefault(key, []).append(pk)
    return found


def _headlines(wanted: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    rows = Article.objects.order_by("pk").values_list("pk", "headline")
    if len(wanted) > FEW_KEYS:
        yield from rows.iterator()
        return
    phrases = {as_term(headline) for headline in wanted.values()} - {""}
    holds = [Q(pk__in=article_ids(connection.vendor, Query(terms=(phrase,)), "headline")) for phrase in phrases]
    if holds:
        yield from rows.filter(reduce(or_, holds))
