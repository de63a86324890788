"""Reads wait in memory and are counted together; what could not be counted goes on waiting."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from articles.readership import buffer, counting, limits, marks, salts, services
from articles.readership.buffer import Buffer
from articles.readership.marks import Read
from articles.readership.models import HourlyReads
from tests.builders import make_article
from tests.readership.building import reads_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(settings, monkeypatch: pytest.MonkeyPatch) -> Buffer:
    """Return a buffer that counts when it is told to, and has no thread."""
    settings.READS_FLUSH_SECONDS = 1
    monkeypatch.setattr(Buffer, "_start", lambda _buffer: None)
    return Buffer()


def read(article_id: int, reader: str = "a") -> Read:
    """Return a read of this moment."""
    return marks.read_of(
        article_id=article_id, address=reader, agent="Browser", network=reader, at=timezone.now(), host="news.example"
    )


def fails_once(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Let a function fail when it is called first."""
    works, calls = getattr(module, name), []

    def fail_first(*given: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise OperationalError("database is locked")
        return works(*given)

    monkeypatch.setattr(module, name, fail_first)


def test_reads_wait_until_they_are_counted_together(waiting: Buffer, django_assert_num_queries) -> None:
    first, second = make_article(), make_article()
    cache.set(services.REFRESHED, 1)
    for number in range(20):
        waiting.add(read((first, second)[number % 2].pk, f"reader {number}"))

    assert (len(waiting), HourlyReads.objects.count()) == (20, 0)
    with django_assert_num_queries(7):  # public, a savepoint, hours, hosts: those stored, how many, new
        assert waiting.flush() == 20
    assert (reads_of(first), reads_of(second), len(waiting)) == (10, 10, 0)


def test_second_read_of_a_reader_is_let_go_while_the_first_waits(waiting: Buffer) -> None:
    article = make_article()

    waiting.add(read(article.pk))
    waiting.add(read(article.pk))

    assert len(waiting) == 1
    assert [waiting.flush(), waiting.flush(), reads_of(article)] == [1, 0, 1]


def test_second_read_that_another_worker_took_does_not_count(waiting: Buffer) -> None:
    article, other = make_article(), Buffer()

    waiting.add(read(article.pk))
    other.add(read(article.pk))

    assert (waiting.flush(), other.flush()) == (1, 0)


def test_nought_seconds_count_at_once(settings) -> None:
    settings.READS_FLUSH_SECONDS = 0
    article, waiting = make_article(), Buffer()

    waiting.add(read(article.pk))

    assert (reads_of(article), len(waiting)) == (1, 0)


@pytest.mark.parametrize(
    ("module", "name"),
    [(counting, "public_and_new"), (limits, "within"), (counting, "write"), (salts, "agree")],
)
def test_what_failed_is_counted_once_when_it_is_tried_again(
    waiting: Buffer, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    article = make_article()
    waiting.add(read(article.pk))
    fails_once(monkeypatch, module, name)

    with pytest.raises(OperationalError):
        waiting.flush()
    kept = len(waiting)
    waiting.add(read(article.pk, "another"))
    waiting.add(read(article.pk))
    waiting.flush()

    assert kept == 1
    assert (reads_of(article), len(waiting)) == (2, 0)


def test_reads_of_the_last_second_of_a_day_count_on_it(waiting: Buffer) -> None:
    article = make_article()
    late = datetime(2017, 1, 20, 14, 59, 59, tzinfo=UTC)
    with time_machine.travel(late + timedelta(seconds=4), tick=False):
        for at in (late, late, late + timedelta(seconds=2)):
            waiting.add(
                marks.read_of(article_id=article.pk, address="a", agent="Browser", network="n", at=at),
            )

        waiting.flush()

    assert [row.hour.astimezone(UTC).hour for row in HourlyReads.objects.order_by("hour")] == [14, 15]


def test_more_than_may_wait_is_dropped_and_said(
    waiting: Buffer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(buffer, "MOST_WAITING", 3)
    article = make_article()
    for number in range(5):
        waiting.add(read(article.pk, f"reader {number}"))

    waiting.flush()

    assert reads_of(article) == 3
    assert "2 reads were not counted: 3 waited already." in caplog.text


def test_failure_is_logged_once_and_so_is_its_end(waiting: Buffer, caplog: pytest.LogCaptureFixture) -> None:
    waiting.add(read(make_article().pk))
    outcomes = iter([OperationalError("locked"), OperationalError("locked"), None])

    def flush() -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome

    with caplog.at_level(logging.WARNING):
        done = [waiting._try(flush) for _ in range(3)]

    assert done == [False, False, True]
    assert [one.getMessage() for one in caplog.records] == [
        "Counting reads failed and is tried again; 1 wait.",
        "Counting reads goes on.",
    ]


def test_list_is_made_anew_when_reads_were_counted(waiting: Buffer, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[datetime] = []
    monkeypatch.setattr(services, "refresh_counted_now_and_then", lambda *, at, beside: made.append(at))

    waiting.flush()
    waiting.add(read(make_article().pk))
    waiting.flush()
    waiting.add(read(make_article().pk))
    waiting.flush(makes_lists=False)

    assert len(made) == 1
