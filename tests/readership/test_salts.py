"""While the cache is away no beacon is answered by an error, the log says so once, and counting goes on afterwards."""

import logging
import sqlite3
from datetime import timedelta

import pytest
import redis
import time_machine
from django.core.cache import cache

from articles.readership import salts
from tests.builders import make_article
from tests.readership.building import NOON, reads_of, send_beacon

pytestmark = pytest.mark.django_db
AWAY = (
    sqlite3.OperationalError("attempt to write a readonly database"),
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.DatabaseError("file is not a database"),
    PermissionError("cache.lock"),
    redis.ConnectionError("Connection refused"),
    redis.TimeoutError("Timeout reading from socket"),
    redis.ReadOnlyError("You can't write against a read only replica."),
    redis.OutOfMemoryError("command not allowed when used memory > 'maxmemory'."),
)


class Away:
    """A cache that fails until it is back; `asked` says how often it was asked for a salt."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
        self.error, self.asked, self._add = error, 0, cache.add
        monkeypatch.setattr(cache, "add", self.add)

    def add(self, key: str, value: object, timeout: int) -> bool:
        self.asked += "salt" in key
        if self.error is not None:
            raise self.error
        return self._add(key, value, timeout)


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_beacons_are_answered_and_let_go_until_the_cache_is_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    article, away = make_article(), Away(monkeypatch, error)
    monkeypatch.setattr(salts, "REST_SECONDS", 0)

    with caplog.at_level(logging.WARNING):
        answers = [send_beacon(article, address=f"192.0.2.{number}").status_code for number in range(3)]
        counted_meanwhile, away.error = reads_of(article), None
        answers += [send_beacon(article, address=f"192.0.2.{number}").status_code for number in range(2)]

    assert answers == [204] * 5
    assert (counted_meanwhile, reads_of(article)) == (0, 2)
    assert [record.getMessage() for record in caplog.records] == [
        "The cache does not keep the day's salt: reads are answered, and not counted until it does.",
        "Reads are counted again; 3 were not.",
    ]


def test_cache_that_failed_is_not_asked_by_each_beacon(monkeypatch: pytest.MonkeyPatch) -> None:
    article, away = make_article(), Away(monkeypatch, redis.TimeoutError())

    for number in range(20):
        send_beacon(article, address=f"192.0.2.{number}")

    assert away.asked == 1


def test_cache_that_keeps_nothing_is_away_too(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    monkeypatch.setattr(cache, "get", lambda *_given: None)

    assert send_beacon(article).status_code == 204
    assert reads_of(article) == 0


def test_salt_that_is_known_needs_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOON, tick=False):
        known = salts.agree(NOON)
        away = Away(monkeypatch, OSError())

        assert (salts.at_hand(NOON), away.asked) == (known, 0)


@pytest.mark.parametrize(("after_midnight", "is_known"), [(-1, True), (59, True), (60, False)])
def test_salt_is_forgotten_a_minute_after_its_day_and_not_before(after_midnight: int, *, is_known: bool) -> None:
    with time_machine.travel(NOON, tick=False):
        salts.agree(NOON)

    salts.forget_past(NOON + timedelta(hours=12, seconds=after_midnight))

    assert bool(salts._salts) is is_known
