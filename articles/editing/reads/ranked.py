"""Reads by column, columnist, subject and referring site: the most read first, each beside what it was before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from articles.editing.reads.asking import ARTICLE, AUTHOR, REFERRER, TAG, Asked
from articles.editing.reads.rows import Row
from articles.models import Article, Tag
from articles.readership import reads, rules
from articles.readership.spans import DAY
from authors.models import Author

A_BATCH = 500


def rows(asked: Asked, *, limit: int | None = None) -> Iterator[Row]:
    """Yield a line for each, batch by batch; without a `limit` there may be as many as there are columns."""
    return _RANKS[asked.by](asked, limit)


def _columns(asked: Asked, limit: int | None) -> Iterator[Row]:
    for some in _batches(reads.totals(asked.this, asked.scope, limit=limit)):
        last = reads.of_articles(some, asked.last) if asked.last else {}
        found = Article.objects.defer("body", "bio_as_printed").prefetch_related("bylines__author").in_bulk(some)
        for pk, this in some.items():
            if pk in found:
                yield _column(asked, found[pk], this, last.get(pk))


def _column(asked: Asked, article: Article, this: int, last: int | None) -> Row:
    names = ", ".join(byline.name for byline in article.bylines.all())
    return Row(
        label=article.headline,
        key=str(article.pk),
        this=this,
        last=last,
        note=names,
        language=article.language,
        url=asked.of(ARTICLE, article.pk),
    )


def _columnists(asked: Asked, limit: int | None) -> Iterator[Row]:
    last = dict(reads.by_author(asked.last, asked.scope)) if asked.last else None
    for some in _batches(reads.by_author(asked.this, asked.scope, limit=limit)):
        names = dict(Author.objects.filter(pk__in=some).values_list("pk", "name"))
        yield from _named(asked, AUTHOR, some, names, last)


def _subjects(asked: Asked, limit: int | None) -> Iterator[Row]:
    last = dict(reads.by_tag(asked.last, asked.scope)) if asked.last else None
    for some in _batches(reads.by_tag(asked.this, asked.scope, limit=limit)):
        names = dict(Tag.objects.filter(pk__in=some).values_list("pk", "name"))
        yield from _named(asked, TAG, some, names, last)


def _named(
    asked: Asked, kind: str, some: Mapping[int, int], names: Mapping[int, str], last: Mapping[int, int] | None
) -> Iterator[Row]:
    for pk, this in some.items():
        if pk in names:
            before = None if last is None else last.get(pk, 0)
            yield Row(label=names[pk], key=str(pk), this=this, last=before, url=asked.of(kind, pk))


def _sites(asked: Asked, limit: int | None) -> Iterator[Row]:
    """Yield the hosts by whole days: the hours of referrers are not kept."""
    first, back = first_day_of_sites(asked), timedelta(days=asked.stretch.back)
    last = dict(reads.by_host(first - back, asked.today - back, asked.scope)) if _has_sites_before(asked) else None
    for host, this in reads.by_host(first, asked.today, asked.scope, limit=limit):
        yield Row(label=host, key=host, this=this, last=None if last is None else last.get(host, 0))


def first_day_of_sites(asked: Asked) -> date:
    """Return the first day of which referring sites are known."""
    oldest = asked.today - rules.REFERRERS_KEPT_DAYS * DAY
    return max(oldest, asked.first_day or oldest)


def _has_sites_before(asked: Asked) -> bool:
    days = asked.stretch.days
    return days is not None and days + asked.stretch.back <= rules.REFERRERS_KEPT_DAYS


def _batches(pairs: Iterable[tuple[int, int]]) -> Iterator[dict[int, int]]:
    """Yield pairs in parts that fit into one query."""
    left = iter(pairs)
    while some := dict(islice(left, A_BATCH)):
        yield some


_RANKS: dict[str, Callable[[Asked, int | None], Iterator[Row]]] = {
    ARTICLE: _columns, AUTHOR: _columnists, TAG: _subjects, REFERRER: _sites
}  # fmt: skip
