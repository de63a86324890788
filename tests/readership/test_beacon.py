"""Which requests to /reads/ count, and that nothing of a reader is kept."""

import logging
import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.readership import marks, rules, salts
from articles.readership.services import REFRESHED
from tests.builders import make_article, make_draft, make_user
from tests.readership.building import BROWSER, NOON, reads_of, send_beacon

pytestmark = pytest.mark.django_db
URL = "/reads/"


class Kept(NamedTuple):
    """What was put into the cache."""

    key: str
    value: object
    seconds: int

    @property
    def is_mark(self) -> bool:
        """Whether it stands for a reader of an article."""
        return re.fullmatch(r"reads:[0-9a-f]{32}", self.key) is not None


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Kept]:
    """Return what will be put into the cache during the test, one by one or many at once."""
    found: list[Kept] = []
    add, add_many, add_up = cache.add, marks.shared.add_many, marks.shared.add_up

    def note(kept: Kept) -> None:
        if kept not in found:  # what is put in many at once may come one by one
            found.append(kept)

    def record(key: str, value: object, timeout: int) -> bool:
        note(Kept(key, value, timeout))
        return add(key, value, timeout)

    def record_many(keys: Collection[str], timeout: int) -> set[str]:
        for key in keys:
            note(Kept(key, 1, timeout))
        return add_many(keys, timeout)

    def record_up(deltas: Mapping[str, int], timeout: int) -> dict[str, int]:
        for key in deltas:
            note(Kept(key, 0, timeout))
        return add_up(deltas, timeout)

    monkeypatch.setattr(cache, "add", record)
    monkeypatch.setattr(cache, "add_many", record_many)
    monkeypatch.setattr(cache, "add_up", record_up)
    return found


def test_stranger_counts_and_gets_nothing_back() -> None:
    article = make_article()

    response = send_beacon(article)

    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert reads_of(article) == 1


def test_same_reader_counts_once_a_day() -> None:
    article = make_article()

    answers = [send_beacon(article).status_code for _ in range(3)]

    assert answers == [204, 204, 204]
    assert reads_of(article) == 1


def test_same_reader_counts_for_each_article() -> None:
    first, second = make_article(), make_article()

    send_beacon(first)
    send_beacon(second)

    assert (reads_of(first), reads_of(second)) == (1, 1)


def test_another_address_or_browser_is_another_reader() -> None:
    article = make_article()

    send_beacon(article)
    send_beacon(article, address="192.0.2.7")
    send_beacon(article, **{"user-agent": BROWSER.replace("140", "141")})

    assert reads_of(article) == 3


def test_day_ends_at_midnight_in_the_papers_zone() -> None:
    article = make_article()

    with time_machine.travel(NOON + timedelta(hours=11, minutes=59), tick=False):  # 23:59 in Seoul
        send_beacon(article)
        send_beacon(article)
    with time_machine.travel(NOON + timedelta(hours=12, minutes=1), tick=False):
        send_beacon(article)

    assert reads_of(article) == 2


def test_salt_and_marks_are_others_each_day(kept: list[Kept]) -> None:
    article = make_article()

    for day in (0, 1):
        with time_machine.travel(NOON + timedelta(days=day), tick=False):
            send_beacon(article)

    salts = {one.value for one in kept if "salt" in one.key}
    assert len(salts) == 2
    assert len({one.key for one in kept if one.is_mark}) == 2


def test_salt_and_marks_are_forgotten_a_minute_after_the_days_end(kept: list[Kept]) -> None:
    with time_machine.travel(NOON, tick=False):
        send_beacon(make_article())

    seconds = {one.seconds for one in kept if re.fullmatch(r"reads:(salt:.*|[0-9a-f]{32}|(of|by):.*)", one.key)}
    assert seconds == {12 * 3600 + salts.GRACE_SECONDS, 12 * 3600 + salts.GRACE_SECONDS + 1}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2.32",
        "",
        "   ",
    ],
)
def test_crawler_does_not_count(agent: str) -> None:
    article = make_article()

    response = send_beacon(article, **{"user-agent": agent})

    assert response.status_code == 204
    assert reads_of(article) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Sec-Purpose", "prefetch;prerender"),
        ("Sec-Purpose", "prefetch"),
        ("Purpose", "prefetch"),
        ("Purpose", "Prerender"),
        ("DNT", "1"),
        ("Sec-GPC", "1"),
    ],
)
def test_prefetch_and_who_wants_out_do_not_count(name: str, value: str) -> None:
    article = make_article()

    response = send_beacon(article, **{name: value})

    assert response.status_code == 204
    assert reads_of(article) == 0


def test_dnt_of_nought_counts() -> None:
    article = make_article()

    send_beacon(article, DNT="0")

    assert reads_of(article) == 1


def test_signed_in_staff_do_not_count() -> None:
    article, client = make_article(), Client()
    client.force_login(make_user())

    response = send_beacon(article, client)

    assert response.status_code == 204
    assert reads_of(article) == 0


def test_unknown_session_counts_as_a_reader() -> None:
    article, client = make_article(), Client()
    client.cookies["sessionid"] = "nothing-of-ours"

    send_beacon(article, client)

    assert reads_of(article) == 1


@pytest.mark.parametrize("status", ["draft", "in_review", "approved", "unpublished", "retracted"])
def test_article_that_is_not_published_does_not_count(status: str) -> None:
    article = make_draft(status=status)

    response = send_beacon(article)

    assert response.status_code == 204
    assert reads_of(article) == 0


def test_scheduled_and_embargoed_articles_do_not_count() -> None:
    later = timezone.now() + timedelta(hours=1)
    articles = [make_article(published_at=later), make_article(embargoed_until=later)]

    for article in articles:
        send_beacon(article)

    assert [reads_of(article) for article in articles] == [0, 0]


def test_burst_from_one_network_stops_counting() -> None:
    article = make_article()

    for number in range(rules.NETWORK_READS_AN_ARTICLE + 3):
        send_beacon(article, address=f"192.0.2.{number}")
    send_beacon(article, address="198.51.100.1")

    assert reads_of(article) == rules.NETWORK_READS_AN_ARTICLE + 1


def test_nothing_of_the_reader_is_stored_or_logged(caplog: pytest.LogCaptureFixture, kept: list[Kept]) -> None:
    article, agent, address = make_article(), f"{BROWSER} Unmistakable/7", "203.0.113.77"

    with caplog.at_level(logging.DEBUG, logger="articles"), caplog.at_level(logging.DEBUG, logger="django.request"):
        send_beacon(article, address=address, **{"user-agent": agent})
        send_beacon("x", address=address, **{"user-agent": agent})
        send_beacon(article, address=address, **{"user-agent": agent, "sec-fetch-site": "cross-site"})

    marks = [one.key.rpartition(":")[2] for one in kept if one.is_mark]
    secrets = ["Unmistakable", address, "203.0.113", *marks]
    assert reads_of(article) == 1
    assert len(marks) == 1
    assert not [secret for secret in secrets if secret in _whole_database() or secret in caplog.text]


def test_read_costs_four_queries_and_no_session(django_assert_num_queries) -> None:
    article = make_article()
    send_beacon(article)
    cache.set(REFRESHED, 1)  # the list was made a moment ago

    with django_assert_num_queries(4):  # is it published, add one, and a savepoint around that
        send_beacon(article, address="192.0.2.8")
    with django_assert_num_queries(1):  # is it published
        send_beacon(article, address="192.0.2.8")
    with django_assert_num_queries(0):
        send_beacon(article, **{"user-agent": "curl/8"})


def test_address_is_the_contracts() -> None:
    assert reverse("readership:reads") == URL


def _whole_database() -> str:
    rows = [row for model in apps.get_models() for row in model._base_manager.values_list()]
    return repr(rows)
