"""The beacon as it is deployed: gunicorn, its workers and their threads, ended gently and killed without a word."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.readership.building import BROWSER

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).resolve().parents[2]
MAKE = """
from django.utils import timezone
from articles.editing import services
from articles.models import Article, Revision
article = Article(headline="A column", body="<p>A text.</p>", status="published", published_at=timezone.now())
services.save_article(article, user=None, change=Revision.Change.CREATED, credits=[])
"""
WAIT_SECONDS = 90
LOST_SECONDS = 2


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a site of its own with one column, whose id is 1."""
    made = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "for-a-test-only-" + "0123456789" * 5,
        "SITE_URL": "http://127.0.0.1",
        "PROXY_COUNT": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "CACHE_URL": f"sqlite:///{tmp_path}/cache.sqlite3",
        "STATIC_ROOT": f"{tmp_path}/static",
        "WEB_CONCURRENCY": "2",
        "PYTHONWARNINGS": "ignore:No directory at",
    }
    for command in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "--command", MAKE]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=made, check=True)  # noqa: S603 our own program
    return made


@contextmanager
def served(environment: dict[str, str], *options: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the site; yield its port and its process, which leads a group of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py", *options, "config.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment, "PORT": str(port)}, start_new_session=True)  # noqa: S603 our own program
    try:
        _wait_for(port)
        yield port, server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(WAIT_SECONDS)


def _wait_for(port: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=WAIT_SECONDS):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The server did not answer.")


def report(port: int, readers: range, *, patience: float = WAIT_SECONDS) -> None:
    """Send the beacon of each of some readers, each in a network of its own."""
    for reader in readers:
        headers = {
            "User-Agent": BROWSER,
            "Sec-Fetch-Site": "same-origin",
            "Host": "127.0.0.1",
            "X-Forwarded-For": f"20.{reader // 250}.{reader % 250}.7",
        }
        request = urllib.request.Request(f"http://127.0.0.1:{port}/reads/", b"article=1", headers)
        with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310 the server that this test started
            assert answer.status == 204


def counted(environment: dict[str, str]) -> int:
    """Return how many reads are stored."""
    with closing(sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        (found,) = database.execute("SELECT coalesce(sum(count), 0) FROM readership_hourlyreads").fetchone()
    return int(found)


def counted_in_time(environment: dict[str, str], expected: int) -> int:
    """Return how many reads are stored as soon as it is so many, or when the wait was in vain."""
    end = time.monotonic() + WAIT_SECONDS
    while counted(environment) != expected and time.monotonic() < end:
        time.sleep(0.1)
    return counted(environment)


@pytest.mark.parametrize("options", [(), ("--preload",)])
def test_reads_are_counted_while_it_runs_and_when_it_ends(
    environment: dict[str, str], options: tuple[str, ...]
) -> None:
    with served(environment, *options) as (port, server):
        report(port, range(20))
        report(port, range(20))  # the same readers
        running = counted_in_time(environment, 20)
        report(port, range(20, 60))
        server.terminate()
        server.wait(WAIT_SECONDS)

    assert (running, counted(environment)) == (20, 60)


REQUEST = (
    b"POST /reads/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 9\r\n\r\narticle=1"
)


@pytest.mark.parametrize("said", [b"", REQUEST[:30], REQUEST[:-2]], ids=["nothing", "half a head", "half a body"])
def test_clients_that_never_finish_keep_no_read_from_being_counted_at_the_end(
    environment: dict[str, str], said: bytes
) -> None:
    environment |= {"READS_FLUSH_SECONDS": "600", "WEB_CONCURRENCY": "1"}
    with served(environment, "--graceful-timeout", "6") as (port, server), ExitStack() as open_till_the_end:
        report(port, range(30))
        for _ in range(20):
            client = open_till_the_end.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(said)
        server.terminate()
        code = server.wait(WAIT_SECONDS)

    assert (code, counted(environment)) == (0, 30)


def test_clients_that_say_nothing_keep_nobody_waiting(environment: dict[str, str]) -> None:
    environment |= {"WEB_CONCURRENCY": "1"}
    with served(environment, "--keep-alive", "60") as (port, _server), ExitStack() as open_till_the_end:
        for _ in range(40):
            open_till_the_end.enter_context(socket.create_connection(("127.0.0.1", port)))
        report(port, range(5), patience=20)  # with a thread for each it took fifty seconds
        found = counted_in_time(environment, 5)

    assert found == 5


def test_killed_without_a_word_it_loses_the_last_two_seconds_at_most(environment: dict[str, str]) -> None:
    sent_at: list[float] = []
    with served(environment) as (port, server):
        for reader in range(200):
            report(port, range(reader, reader + 1))
            sent_at.append(time.monotonic())
            time.sleep(0.02)
        killed = time.monotonic()
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(WAIT_SECONDS)

    early = sum(moment < killed - LOST_SECONDS for moment in sent_at)
    assert early > 50
    assert early <= counted(environment) <= 200


def test_reads_wait_while_the_database_is_locked(environment: dict[str, str]) -> None:
    with served(environment) as (port, _server):
        report(port, range(5))
        counted_in_time(environment, 5)
        with closing(sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
            database.execute("BEGIN IMMEDIATE")
            report(port, range(5, 25))
            time.sleep(3)
            locked = counted(environment)
            database.rollback()
        found = counted_in_time(environment, 25)

    assert (locked, found) == (5, 25)


def test_process_that_was_forked_off_counts_no_read_of_its_parent(environment: dict[str, str]) -> None:
    program = """
import django, os
django.setup()
from django.utils import timezone
from articles.readership import marks
from articles.readership.buffer import waiting
def take(reader):
    waiting.add(marks.read_of(article_id=1, address=reader, agent="Browser", network=reader, at=timezone.now()))
take("parent")
child = os.fork()
if child:
    os.waitpid(child, 0)
else:
    assert len(waiting) == 0
    take("child")
"""
    made = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings", "READS_FLUSH_SECONDS": "30"}

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=made, check=True)  # noqa: S603 our own program

    assert counted(environment) == 2
