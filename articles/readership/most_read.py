"""Which columns were read by most readers: sums of the stored reads, in a fixed order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Byline
from articles.readership import days as calendar
from articles.readership import ranking, reads, rules
from articles.readership.ranking import Candidate
from articles.readership.rulebook import Rules, of_now
from articles.readership.spans import Span

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Reads(TypedDict):
        """What a ranked article comes with."""

        reads: int

    class IsPublic(TypedDict):
        """What a looked-at article comes with."""

        is_public: bool

    RankedArticle = WithAnnotations[Article, Reads]
    LookedAt = WithAnnotations[Article, IsPublic]

CHUNK = 200
IN_A_QUERY = 5_000
DAWN = datetime(1, 1, 2, tzinfo=UTC)


def most_read(
    *, days: int | None = None, limit: int | None = None, at: datetime | None = None
) -> "list[RankedArticle]":
    """Return the most read of what is published, each with `reads`: the last days up to a moment (default: now).

    `days`: 1 for the last 24 hours, `rules.ALL_TIME` for all time, else days of the paper, today included; by default
    those of the list that stands beside columns. Nothing with fewer than `rules.MINIMUM_READS` readers is among them.
    """
    moment = at or timezone.now()
    found = standing(of_now(days), day=calendar.day_of(moment), until=moment)[:limit]
    articles = Article.objects.in_bulk([one.article_id for one in found])
    made = []
    for one in found:
        article: RankedArticle = articles[one.article_id]  # type: ignore[assignment]  # it gets them here
        article.reads = one.reads
        made.append(article)
    return made


def standing(by: Rules, *, day: date, until: datetime) -> list[Candidate]:
    """Return the columns that stand in the list of a day, in their order, by some rules."""
    return ranking.rank(contenders(by, day=day, until=until), by, day=day)


def contenders(by: Rules, *, day: date, until: datetime) -> list[Candidate]:
    """Return the columns that may hold or contest a place, the most read first, those off the site among them.

    They are looked at from the top until every place is filled, at most `rules.CONTENDERS` of them: sums are made from
    the indexes of reads alone, which is ten times faster than to join half a million hours with their articles.
    Columns that are too old by the rules do not contest anything.
    """
    found: list[Candidate] = []
    for chunk in _chunks(totals(by, day=day, until=until)):
        found += sorted(_look_at_all(chunk, at=until), key=ranking.order)
        if len(found) >= rules.CONTENDERS or len(ranking.rank(found, by, day=day)) >= by.places:
            break
    return found[: rules.CONTENDERS]


def _look_at_all(totals: Mapping[int, int], *, at: datetime) -> Iterator[Candidate]:
    """Yield articles as candidates, however many have as many readers."""
    left = iter(totals.items())
    while some := dict(islice(left, IN_A_QUERY)):
        yield from look_at(some, at=at)


def look_at(totals: Mapping[int, int], *, at: datetime) -> list[Candidate]:
    """Return articles, given their ids and readers, as candidates at a moment."""
    public = Article.objects.published(at=at).filter(pk=OuterRef("pk"))
    needed = ("guid", "published_at", "published_on", "status", "embargoed_until", "expires_at")
    articles: QuerySet[LookedAt] = (
        Article.objects.filter(pk__in=totals).order_by().only(*needed).annotate(is_public=Exists(public))
    )
    authors: dict[int, list[str]] = {}
    signed = Byline.objects.filter(article__in=list(totals), role=Byline.Role.WRITER).order_by("author__slug")
    for article_id, slug in signed.values_list("article_id", "author__slug").distinct():
        authors.setdefault(article_id, []).append(slug)
    return [
        Candidate(
            guid=one.guid,
            published_at=one.published_at or DAWN,
            published_on=one.published_on or DAWN.date(),
            authors=tuple(authors.get(one.pk, ())),
            out="" if one.is_public else why_out(one, at=at),
            reads=totals[one.pk],
            article_id=one.pk,
        )
        for one in articles
    ]


def why_out(article: Article, *, at: datetime) -> str:
    """Return in a word why an article that is not public at a moment is not."""
    if article.status != Article.Status.PUBLISHED:
        return str(article.status)
    if article.embargoed_until is not None and article.embargoed_until > at:
        return "embargoed"
    if article.expires_at is not None and article.expires_at <= at:
        return "expired"
    return "scheduled"


def totals(by: Rules, *, day: date, until: datetime) -> Iterable[tuple[int, int]]:
    """Return the ids of the articles that are new enough and read enough for a list, with their readers, most first."""
    span, first = by.span(day, until=until), by.first_day(day)
    if first is None:
        return reads.totals(span, at_least=by.minimum)
    # Few are that new: their reads are summed, not everybody's.
    return _of_new(Article.objects.filter(published_on__gte=first), span, at_least=by.minimum)


def _of_new(articles: QuerySet[Article], span: Span, *, at_least: int) -> list[tuple[int, int]]:
    sums = reads.of_articles(articles.order_by().values_list("pk", flat=True), span).items()
    return sorted(((pk, count) for pk, count in sums if count >= at_least), key=lambda pair: (-pair[1], -pair[0]))


def _chunks(totals: Iterable[tuple[int, int]]) -> Iterator[dict[int, int]]:
    """Yield totals in chunks that never part articles with as many readers: their order is not known yet."""
    chunk: dict[int, int] = {}
    lowest = 0
    for article_id, count in totals:
        if len(chunk) >= CHUNK and count < lowest:
            yield chunk
            chunk = {}
        chunk[article_id] = lowest = count
    if chunk:
        yield chunk
