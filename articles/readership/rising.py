"""Which columns more people read than usual: each against itself, never against the most read.

The rule follows Hendrickson, Kolb, Lehman and Montague, “Trend Detection in Social Data” (2015): the count of a period
is held against what its own earlier counts lead one to expect. Here:

    now    readers of the last 24 hours
    usual  the mean of 24 hours over the 28 days before these, or over the days that the column has been out if fewer
    times  (now + 5) / (usual + 5)

The five on both sides are additive (Laplace) smoothing: of small numbers, large ratios are chance. It rises if `now` is
at least 10 and `times` at least 2. A column that has been out for less than three days before these 24 hours has no
usual yet. The numbers are in `rules`. More times come first, then more readers, the newer column, the permanent id.

What rises is looked at when lists are made, is kept in the shared cache for two hours, and is no part of the record.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from articles.models import Article
from articles.readership import hiding, reads, rules
from articles.readership.spans import DAY, Span

logger = logging.getLogger(__name__)

KEY = "readership:rising"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A column and how many times its usual it is read."""

    article_id: int
    times: float
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising:
    """What rises at a moment, the steepest first."""

    at: datetime
    rises: tuple[Rise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A public column that rises, for a page; `times` is a whole number, at least 2."""

    article: Article
    times: int


def refresh(*, at: datetime) -> Rising:
    """Look what rises at a moment, keep it for pages to show, and return it."""
    found = Rising(at=at, rises=tuple(look(at=at)))
    cache.set(KEY, found, rules.RISING_SHOWN_SECONDS)
    return found


def shown(*, at: datetime) -> tuple[datetime | None, list[Shown]]:
    """Return when it was looked at and what is to be shown of it, in one query.

    None where that was too long ago, or the cache that keeps it is away: no page fails for it.
    """
    found = _kept()
    if found is None or not timedelta() <= at - found.at <= timedelta(seconds=rules.RISING_SHOWN_SECONDS):
        return None, []
    public = Article.objects.published(at=at).in_bulk([rise.article_id for rise in found.rises])
    rises = [
        Shown(article=public[rise.article_id], times=int(rise.times))
        for rise in found.rises
        if rise.article_id in public
    ]
    return found.at, rises[: rules.RISING_PLACES]


def _kept() -> Rising | None:
    try:
        found: Rising | None = cache.get(KEY)
    except Exception:
        logger.exception("What is rising is not shown: the cache that keeps it does not answer.")
        return None
    return found


def look(*, at: datetime) -> list[Rise]:
    """Return what rises at a moment, the steepest first, some more than there are places: four queries."""
    now = Span.of_hours(rules.RISING_HOURS, at=at)
    if now.start is None:
        raise ValueError("These hours have no beginning.")
    begin = now.start
    read = dict(reads.totals(now, at_least=rules.RISING_MINIMUM_READS, limit=rules.CONTENDERS))
    usual = reads.of_articles(read, Span(start=begin - rules.RISING_USUAL_DAYS * DAY, end=begin))
    hidden = hiding.taken_off(read)
    articles = (
        Article.objects.published(at=at)
        .filter(pk__in=read, published_at__lte=begin - rules.RISING_LEAST_DAYS * DAY)
        .exclude(pk__in=hidden)
        .order_by()
    )
    found = []
    for pk, guid, published_at in articles.values_list("pk", "guid", "published_at"):
        if published_at is None:
            continue  # it is no public column then; the database's own rules say so too
        days_out = min(float(rules.RISING_USUAL_DAYS), (begin - published_at) / DAY)
        times = times_of(read[pk], usual[pk] / days_out)
        if times >= rules.RISING_TIMES:
            found.append(((-times, -read[pk], -published_at.timestamp(), guid), pk, times))
    return [Rise(article_id=pk, times=times, now=read[pk]) for _order, pk, times in sorted(found)[: 2 * rules.PLACES]]


def times_of(now: int, usual: float) -> float:
    """Return how many times its usual something is read, both sides smoothed; rounded, so that order is no accident."""
    return round((now + rules.RISING_SMOOTHING) / (usual + rules.RISING_SMOOTHING), 6)
