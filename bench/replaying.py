"""Replaying a log of beacons through the site's own code with the log's clock, and comparing with the truth."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from itertools import pairwise
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import time_machine
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, override_settings

from articles.models import Article
from articles.models.article import guid_for
from articles.readership import limits, most_read, rules, views
from articles.readership.buffer import Buffer
from articles.readership.days import hour_of
from articles.readership.marks import Read
from articles.readership.models import HourlyReads
from authors.models import User
from bench.beacon_log import DAY, HOUR, Kind, Log, Sent

FLUSH_SECONDS = 60  # of the log; the site itself counts every second
BATCH = 1_000
SIGNED_IN_SECONDS = 11 * HOUR  # then the desk signs in again: whose session has run out is a reader
PATH = "/reads/"


class WatchedBuffer(Buffer):
    """The site's buffer, emptied when the replay says so, that knows of each read who sent it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.sender: str = Kind.READER
        self.senders: dict[str, str] = {}

    def add(self, read: Read) -> None:
        """Take a read as the site does, and remember who was the first to send it."""
        self.senders.setdefault(read.mark, self.sender)
        super().add(read)

    def _start(self) -> None:
        """Start no thread: the log's clock runs faster than it would."""


@dataclass(slots=True)
class Counted:
    """What the site counted: by sender, article and hour."""

    reads: Counter[tuple[str, int, datetime]] = field(default_factory=Counter)
    beacons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def of(self, kind: str) -> int:
        """Return how many reads of a sender count."""
        return sum(number for (sender, _article, _hour), number in self.reads.items() if sender == kind)


def make_columns(number: int, *, before: datetime) -> list[int]:
    """Return the ids of so many published columns, made straight in the table; none has the moment of another."""
    ids: list[int] = []
    for start in range(0, number, BATCH):
        made = Article.objects.bulk_create(
            Article(
                headline=f"Column {count}", slug=f"column-{count}", status="published", guid=guid_for(f"replay{count}"),
                published_at=at, published_on=at.date(), first_public_at=at, body="<p>Words.</p>",
            )
            for count in range(start, min(start + BATCH, number))
            for at in [before - timedelta(days=1, minutes=count)]
        )  # fmt: skip
        ids += [one.pk for one in made]
    return ids


def replay(days: Iterable[Sequence[Sent]], ids: Sequence[int], *, staff: User) -> Counted:
    """Send every beacon of a log to the site, at its time, through all of its middleware; return what was counted.

    The columns of the log are the articles `ids`, the one read most first.
    """
    counted, waiting = Counted(), WatchedBuffer()
    within = limits.within

    def watched(reads: Iterable[Read]) -> list[Read]:
        passed = within(reads)
        counted.reads.update((waiting.senders[one.mark], one.article_id, hour_of(one.at)) for one in passed)
        return passed

    started = time.perf_counter()
    with (
        override_settings(READS_FLUSH_SECONDS=1, PROXY_COUNT=0),
        patch.object(views, "waiting", waiting),
        patch.object(limits, "within", watched),
    ):
        for sent in days:
            with time_machine.travel(datetime.fromtimestamp(sent[0].at, UTC), tick=False) as clock:
                _send(sent, ids, waiting, clock, counted.beacons, staff=staff)
            waiting.senders.clear()
    counted.seconds = time.perf_counter() - started
    return counted


def _send(
    sent: Sequence[Sent], ids: Sequence[int], waiting: WatchedBuffer, clock: Any, beacons: Counter[str], *, staff: User
) -> None:
    """Send a day's beacons, and let the site count what waits once a minute and when the day is over."""
    handler = BaseHandler()
    handler.load_middleware()
    host = urlsplit(settings.SITE_URL).netloc
    now, signed_in_at, cookie = sent[0].at, 0, ""
    for one in sent:
        if one.at != now:
            if one.at // FLUSH_SECONDS != now // FLUSH_SECONDS:
                waiting.flush()
            now = one.at
            clock.move_to(datetime.fromtimestamp(now, UTC))
        if now - signed_in_at > SIGNED_IN_SECONDS:
            signed_in_at, cookie = now, _cookie_of(staff)
        waiting.sender = one.kind
        beacons[one.kind] += 1
        answer = handler.get_response(_request(one, ids[one.column], host, cookie if one.kind == Kind.STAFF else ""))
        if answer.status_code != HTTPStatus.NO_CONTENT:
            raise RuntimeError(f"{one} was answered with {answer.status_code}.")
    clock.move_to(datetime.fromtimestamp(now - now % HOUR + HOUR + 5, UTC))
    waiting.flush()


def _request(one: Sent, article_id: int, host: str, cookie: str) -> WSGIRequest:
    body = b"article=%d" % article_id
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST", "PATH_INFO": PATH, "SERVER_NAME": "site", "SERVER_PORT": "80",
            "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body), "HTTP_HOST": host, "REMOTE_ADDR": one.address,
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": one.agent, **one.headers,
            **({"HTTP_COOKIE": cookie} if cookie else {}),
        }
    )  # fmt: skip


def _cookie_of(staff: User) -> str:
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def wrong_hours(counted: Counted, log: Log, ids: Sequence[int]) -> int:
    """Return in how many hours of columns the honest readers that were counted are not those of the truth."""
    truth = {(ids[column], hour): number for (column, hour), number in log.truth.items()}
    found = {
        (article_id, int(hour.timestamp())): number
        for (sender, article_id, hour), number in counted.reads.items()
        if sender == Kind.READER
    }
    return sum(truth.get(key, 0) != found.get(key, 0) for key in truth.keys() | found.keys())


def wrong_rows(counted: Counted) -> int:
    """Return how many rows of the database are not the sum of what was counted into them."""
    sums: Counter[tuple[int, datetime]] = Counter()
    for (_sender, article_id, hour), number in counted.reads.items():
        sums[article_id, hour.astimezone(UTC)] += number
    rows = {(pk, hour): number for pk, hour, number in HourlyReads.objects.values_list("article_id", "hour", "count")}
    return sum(sums.get(key, 0) != rows.get(key, 0) for key in sums.keys() | rows.keys())


def ends_of_days(log: Log) -> Iterator[datetime]:
    """Yield the last minute of each day of a log."""
    for day in range(1, log.plan.days + 1):
        yield log.plan.start + timedelta(seconds=day * DAY - 60)


def true_totals(log: Log, ids: Sequence[int], *, window: int, at: datetime) -> Counter[int]:
    """Return the honest readers of each article in a window that ends with a day."""
    end = at.timestamp()
    first = end - window * DAY if window else 0.0
    totals: Counter[int] = Counter()
    for (column, hour), number in log.truth.items():
        if first <= hour <= end:
            totals[ids[column]] += number
    return totals


def moved_places(log: Log, ids: Sequence[int], *, window: int, at: datetime) -> list[str]:
    """Return, in a sentence each, the places of a list that are not those of the honest readers alone."""
    totals = true_totals(log, ids, window=window, at=at)
    order = {pk: number for number, pk in enumerate(ids)}  # the earlier a column of the log, the newer it is
    able = [pk for pk, number in totals.items() if number >= rules.MINIMUM_READS]
    true = sorted(able, key=lambda pk: (-totals[pk], order[pk]))[: rules.PLACES]
    found = [article.pk for article in most_read.most_read(days=window, at=at)]
    if len(found) != len(true):
        return [f"{len(found)} places instead of {len(true)}"]
    return [
        f"place {place}: column {order[have]} instead of {order[want]}"
        for place, (have, want) in enumerate(zip(found, true, strict=True), start=1)
        if have != want
    ]


def networks_needed(totals: Mapping[int, int], *, days: int, limit: int) -> int:
    """Return with how many networks an attacker who does all that the limits let him do can move some place at last."""
    top = sorted(totals.values(), reverse=True)[: rules.PLACES + 1]
    return min(((above - below) // (limit * days) + 1 for above, below in pairwise(top)), default=0)
