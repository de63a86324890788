"""Beacons and lists for the tests of this app."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.readership import counting, days, recounting, rules, services
from articles.readership.models import HourlyReads, MostReadList
from articles.readership.recounting import Verdict
from tests.builders import POSTED, make_article

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOON = datetime(2017, 1, 20, 3, 0, tzinfo=UTC)  # noon in Seoul
DAY = date(2017, 1, 20)
_numbers = count(1)


def send_beacon(article: Article | int | str, client: Client | None = None, **headers: Any) -> HttpResponse:
    """Send what the script of an article's page sends, and return the answer."""
    named = {"user-agent": BROWSER, "sec-fetch-site": "same-origin", **headers}
    value = article.pk if isinstance(article, Article) else article
    address = {"REMOTE_ADDR": named.pop("address")} if "address" in named else {}
    sent = {name.replace("_", "-"): text for name, text in named.items() if text is not None}
    return (client or Client()).post(
        reverse("readership:reads"),
        f"article={value}",
        content_type="application/x-www-form-urlencoded;charset=UTF-8",
        headers=sent,
        **address,
    )


def reads_of(article: Article) -> int:
    """Return how many reads of an article are stored."""
    return sum(HourlyReads.objects.filter(article=article).values_list("count", flat=True))


def make_reads(article: Article, reads: int, at: datetime = NOON) -> None:
    """Store reads of an article in the hour of a moment."""
    counting.record(article.pk, hour=days.hour_of(at), reads=reads)


def make_articles(number: int, **fields: Any) -> list[Article]:
    """Return so many published articles, made in one statement: nothing is asked of them but their reads."""
    given = {"status": "published", "published_at": POSTED, **fields}
    made = [
        Article(
            headline=f"Column number {one}",
            slug=f"column-{one}",
            published_on=days.day_of(given["published_at"]),
            **given,
        )
        for one in (next(_numbers) for _ in range(number))
    ]
    return Article.objects.bulk_create(made)


def make_counted(at: datetime = NOON, places: int = rules.PLACES) -> MostReadList:
    """Return the counted list of a moment, over new articles, the first of which is read most."""
    for place, article in enumerate(make_articles(places)):
        make_reads(article, 100 - place, at)
    made = services.refresh_counted(at=at)
    assert made is not None
    return made


def make_printed(headlines: Sequence[str] = ("A printed headline",), *, article: Article | None = None,
                 day: date | None = None) -> MostReadList:  # fmt: skip
    """Return a list that was printed on the page of an article (by default a new one)."""
    return services.keep_printed_list(article or make_article(), list(enumerate(headlines, start=1)), day)


def make_closed(window: int = rules.WINDOW_DAYS) -> MostReadList:
    """Return the list of a day that is over, with reads on several days."""
    articles = make_articles(12)
    for place, article in enumerate(articles):
        make_reads(article, 30 - place)
        make_reads(article, 2, NOON - timedelta(days=3))
    services.refresh_counted(at=NOON)
    services.refresh_counted(at=NOON + timedelta(days=1))
    return MostReadList.objects.get(day=DAY, window_days=window)


def verdict(counted: MostReadList) -> Verdict:
    """Return what counting a list again says."""
    return recounting.recount(MostReadList.objects.get(pk=counted.pk)).verdict
