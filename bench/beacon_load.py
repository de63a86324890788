"""How many beacons a second the site takes, beside a bare Django view in the same gunicorn.

    DATABASE_URL=sqlite:////tmp/beacons.db DEBUG=0 SECRET_KEY=... .venv/bin/python bench/beacon_load.py --seconds 20

The database is migrated and filled with columns; CACHE_URL may name a Redis, else the default cache is used in a folder
of its own. Readers, each a reader of one column, post over connections that stay open, from processes of their own, as
fast as the site answers (a closed loop). A line each for the bare view without the site's middleware, the bare view
behind it, and the beacon: requests a second, processor time of the server a request, and that as a ratio to the bare
view. Then whether what was counted is what was sent.
"""

import argparse
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv/bin/python"
ARTICLES = 50
AGENTS = tuple(
    f"Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0" for version in range(120, 145)
)
FROM = ("", "&from=news.example.org", "", "&from=search.example.com", "")
SITE, BARE = "config.wsgi", "bench.bare_view"
PROCESSES, CONNECTIONS = 2, 24
TICK = os.sysconf("SC_CLK_TCK")
READERS_A_PROCESS = 5_000_000
WARM_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one server took in: answers of 204, in how many seconds, for how many of processor time."""

    answers: int
    before: int  # answers while it was getting warm
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the server's processor time an answer."""
        return 1000 * self.processor / self.answers


def beacon(reader: int, articles: list[int], path: str) -> bytes:
    """Return the request of a reader of one column; three readers are in one network."""
    body = f"article={articles[reader % len(articles)]}{FROM[reader % len(FROM)]}"
    network, last = divmod(reader, 3)
    address = f"{20 + (network >> 16 & 127)}.{network >> 8 & 255}.{network & 255}.{last + 1}"
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n"
        f"Sec-Fetch-Site: same-origin\r\nUser-Agent: {AGENTS[reader % len(AGENTS)]}\r\nX-Forwarded-For: {address}\r\n"
        f"Origin: http://127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def send(given: tuple[int, int, float, list[int], str]) -> tuple[int, int]:
    """Post beacons of new readers for so many seconds; return how many were answered by 204, and how many otherwise."""
    port, first, seconds, articles, path = given
    readers, waiting = count(first), selectors.DefaultSelector()
    end, answered, refused, under_way = time.monotonic() + seconds, 0, 0, 0
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ)
        connection.sendall(beacon(next(readers), articles, path))
        under_way += 1
    while under_way:
        for key, _events in waiting.select(timeout=30):
            connection = key.fileobj
            answer = connection.recv(4096)
            under_way -= 1
            answered += answer.startswith(b"HTTP/1.1 204")
            refused += not answer.startswith(b"HTTP/1.1 204")
            if time.monotonic() < end:
                if not answer or b"connection: close" in answer.lower():
                    waiting.unregister(connection)
                    connection.close()
                    connection = socket.create_connection(("127.0.0.1", port))
                    waiting.register(connection, selectors.EVENT_READ)
                connection.sendall(beacon(next(readers), articles, path))
                under_way += 1
    return answered, refused


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application as it is deployed; yield its port and its process's id, and end it as an operator does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "gunicorn", "--config", "config/gunicorn.conf.py", application]
    server = subprocess.Popen(  # noqa: S603 our own server
        command, cwd=ROOT, env={**environment, "PORT": str(port)}, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(120)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(b"GET /reads/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if connection.recv(100):
                    time.sleep(3)  # the other workers
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not answer within a minute.")


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process and its children, those that have ended included."""
    ticks = 0
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    for one in (str(pid), *children.split()):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICK


def measure(application: str, environment: dict[str, str], seconds: float, articles: list[int]) -> Measured:
    """Return what an application took in."""
    with served(application, environment) as (port, pid), get_context("spawn").Pool(PROCESSES) as pool:
        path = "/reads/" if application == SITE else "/bare/"
        # Readers who come first find workers that have not imported all yet.
        first = [
            (port, (PROCESSES + number) * READERS_A_PROCESS, WARM_SECONDS, articles, path)
            for number in range(PROCESSES)
        ]
        warm = pool.map(send, first)
        time.sleep(2)
        begun, before = time.monotonic(), processor_seconds(pid)
        given = [(port, number * READERS_A_PROCESS, seconds, articles, path) for number in range(PROCESSES)]
        found = pool.map(send, given)
        took = time.monotonic() - begun
        time.sleep(2)  # what waits in the buffers is written
        spent = processor_seconds(pid) - before
    if any(refused for _answered, refused in found):
        print(f"  {sum(refused for _answered, refused in found)} answers were not 204")
    return Measured(
        answers=sum(answered for answered, _refused in found),
        before=sum(answered for answered, _refused in warm),
        seconds=took,
        processor=spent,
    )


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of manage.py; return what it printed."""
    command = [PYTHON, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own program
    return done.stdout


def make_articles(environment: dict[str, str]) -> list[int]:
    """Return the ids of published columns in the database, which is migrated."""
    manage(environment, "migrate", "--verbosity", "0")
    made = manage(environment, "shell", "--verbosity", "0", "--command", MAKE)
    return [int(number) for number in made.split()]


MAKE = f"""
from django.utils import timezone
from articles.editing import services
from articles.models import Article, Revision
from articles.readership.models import HourlyReads, ReferrerReads
HourlyReads.objects.all().delete()
ReferrerReads.objects.all().delete()
for number in range({ARTICLES} - Article.objects.published().count()):
    article = Article(headline=f"Column {{number}}", body="<p>A text.</p>", status="published")
    article.published_at = timezone.now()
    services.save_article(article, user=None, change=Revision.Change.CREATED, credits=[])
print(*Article.objects.published().values_list("pk", flat=True)[:{ARTICLES}])
"""
SUMS = """
from django.db.models import Sum
from articles.readership.models import HourlyReads, ReferrerReads
print(HourlyReads.objects.aggregate(sum=Sum("count"))["sum"], ReferrerReads.objects.aggregate(sum=Sum("count"))["sum"])
"""


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "SECRET_KEY": "measures-only-" + "0123456789" * 5,
            "DATABASE_URL": f"sqlite:///{folder}/beacons.sqlite3",
            "CACHE_URL": f"sqlite:///{folder}/cache.sqlite3",
            **os.environ,
            "ENV_FILE": os.devnull,
            "SITE_URL": "http://127.0.0.1",
            "PROXY_COUNT": "1",
        }
        articles = make_articles(environment)
        bare = measure(BARE, {**environment, "BARE_MIDDLEWARE": "off"}, seconds, articles)
        _print("bare view, no middleware", bare, bare)
        _print("bare view behind the site's", measure(BARE, environment, seconds, articles), bare)
        beacons = measure(SITE, environment, seconds, articles)
        _print("beacon", beacons, bare)
        counted, referred = map(int, manage(environment, "shell", "--verbosity", "0", "--command", SUMS).split())
        sent = beacons.before + beacons.answers
        print(f"sent {sent}, counted {counted}, of them from other sites {referred}")
        if counted != sent:
            sys.exit("What was counted is not what was sent.")


def _print(name: str, measured: Measured, bare: Measured) -> None:
    ratio = measured.cost / bare.cost
    print(f"{name:<30} {measured.rate:>7.0f} a second {measured.cost:>7.2f} ms each {ratio:>6.2f} times", flush=True)


if __name__ == "__main__":
    main()
