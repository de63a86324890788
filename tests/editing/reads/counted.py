"""Reads at the desk, counted for the tests of its page: it is three in the afternoon of a Wednesday in Seoul."""

from datetime import UTC, date, datetime, timedelta

from articles.editing.reads.asking import Asked, ask
from articles.models import Article
from articles.readership.days import start_of
from articles.readership.models import DailyReads, HourlyReads, ReferrerReads

TODAY = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 6, 30, tzinfo=UTC)  # 15:30 in Seoul
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asked(span: str = "7", by: str = "", **scope: object) -> Asked:
    return ask({"span": span, "by": by}, scope, at=NOW)


def read(article: Article, times: int, *, days_ago: int = 0, hour: int = 9) -> None:
    """Store reads by the hour, as many as there are."""
    at = start_of(TODAY - days_ago * DAY) + hour * HOUR
    HourlyReads.objects.create(article=article, hour=at, count=times)


def read_long_ago(article: Article, times: int, *, days_ago: int) -> None:
    """Store reads whose hours have become a day."""
    DailyReads.objects.create(article=article, day=TODAY - days_ago * DAY, count=times)


def came_from(host: str, article: Article, times: int, *, days_ago: int = 0) -> None:
    ReferrerReads.objects.create(article=article, day=TODAY - days_ago * DAY, host=host, count=times)
