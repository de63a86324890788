"""The candidates of one column, asked from the database: those that share its words, its tags, its people or a bond."""

from collections import defaultdict
from collections.abc import Container, Iterator

from django.db.models import Case, Value, When

from articles import search
from articles.models import Article, Byline, TaggedArticle
from articles.related.loading import WRITERS, Found
from articles.related.models import NamedTag
from articles.related.promise import BOUND, BY_THE_AUTHOR, best, equals, telling_tags, telling_words
from articles.related.scoring import AUTHOR, bond, tag_worth, word_worth


def candidates(found: Found, *, without: Container[int] = ()) -> list[int]:
    """Return the ids of published articles to compare with a column; never its own, nor any of `without`.

    Five queries or so.
    """
    promise: dict[int, float] = defaultdict(float)
    theirs = list(_by_author(found))
    for hints in (_by_word(found), _by_tag(found), theirs, _by_bond(found)):
        for article_id, worth in hints:
            promise[article_id] += worth
    promise.pop(found.column.id, None)
    offered = {pk: worth for pk, worth in promise.items() if pk not in without} if without else promise
    return best(offered, (pk for pk, _ in theirs), _times(equals(offered)))


def _times(article_ids: list[int]) -> dict[int, float]:
    """Return when these appeared: a query where there are any."""
    if not article_ids:
        return {}
    moments = Article.objects.filter(pk__in=article_ids).values_list("pk", "published_at")
    return {pk: moment.timestamp() for pk, moment in moments if moment}


def _by_word(found: Found) -> Iterator[tuple[int, float]]:
    weights, rarities = found.column.weights, found.rarities
    words = telling_words(weights, rarities.words, found.holding)
    yield from ((pk, word_worth(weights[word], word, rarities)) for word, pk in search.holding(words))


def _by_tag(found: Found) -> Iterator[tuple[int, float]]:
    """Yield those that carry its tags, or name the people and places that it carries or names."""
    tags = telling_tags(found.rarities.tags.holding)
    held = TaggedArticle.objects.filter(tag__in=tags, content_object__status=Article.Status.PUBLISHED)
    named = NamedTag.objects.filter(tag__in=tags, article__status=Article.Status.PUBLISHED)
    pairs = (
        held.order_by()
        .values_list("tag_id", "content_object_id")
        .union(named.order_by().values_list("tag_id", "article_id"), all=True)
    )
    worth = {tag: tag_worth(tag, found.column, found.rarities) for tag in tags}
    yield from ((article_id, worth[tag]) for tag, article_id in sorted(pairs))


def _by_author(found: Found) -> Iterator[tuple[int, float]]:
    """Yield the nearest in time by the same author, before and after."""
    moment = found.column.published_at
    for author in sorted(found.column.writers):
        lines = Byline.objects.filter(author=author, role__in=WRITERS, article__status=Article.Status.PUBLISHED)
        before = lines.filter(article__published_at__lte=moment) if moment else lines
        after = lines.filter(article__published_at__gt=moment) if moment else lines.none()
        newest = before.order_by("-article__published_at", "-article_id").values_list("article_id", flat=True)
        oldest = after.order_by("article__published_at", "article_id").values_list("article_id", flat=True)
        # One more than is wanted: the column itself is among them.
        for article_id in [*newest[: BY_THE_AUTHOR + 1], *oldest[:BY_THE_AUTHOR]]:
            yield article_id, AUTHOR


def _by_bond(found: Found) -> Iterator[tuple[int, float]]:
    """Yield the columns that it answers or links to, or that do so to it; then the parts of its series."""
    column, articles = found.column, Article.objects
    linked = column.leads_to | column.led_from
    # One question for each index: all of them in one would be answered by going through the archive.
    answering = articles.filter(answers=column.id).order_by().values_list("pk", flat=True)
    close = {*answering, *linked, *([column.answers] if column.answers else [])}
    series: list[int] = []
    if column.series is not None:
        parts = articles.filter(series=column.series, status=Article.Status.PUBLISHED)
        series = list(parts.order_by("-published_at", "-pk").values_list("pk", flat=True)[:BOUND])
    bound = close.union(series)
    if not bound:
        return
    published = articles.filter(pk__in=bound, status=Article.Status.PUBLISHED)
    closest = published.order_by(Case(When(pk__in=close, then=Value(0)), default=Value(1)), "-published_at", "-pk")
    for pk, in_series, answers in closest.values_list("pk", "series_id", "answers_id")[:BOUND]:
        yield pk, bond(column, pk, series=in_series, answers=answers)
