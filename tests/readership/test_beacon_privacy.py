"""After many beacons no table holds anything of a reader, and when the day is over the cache's file does not either."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from articles.readership import buffer, marks, salts
from tests.builders import make_article
from tests.readership.building import NOON, make_reads, reads_of, send_beacon

pytestmark = pytest.mark.django_db
READERS = [
    ("203.0.113.77", "Mozilla/5.0 (X11; Linux x86_64) Unmistakable/7"),
    ("203.0.113.78", "Mozilla/5.0 (Windows NT 10.0) Unmistakable/8"),
    ("2001:db8:77::9", "Mozilla/5.0 (iPhone) Unmistakable/9"),
    ("198.51.100.201", "Mozilla/5.0 (compatible; Googlebot/2.1; Unmistakable)"),
    ("no-address-at-all", "Mozilla/5.0 (Android) Unmistakable/10"),
]
TRACES = ("203.0.113", "2001:db8:77", "198.51.100.201", "no-address-at-all", "Unmistakable", "private-path", "secret=1")


@pytest.fixture
def cache_folder(settings, tmp_path: Path) -> Iterator[Path]:
    """Let the default cache of a site be used, in a folder of its own."""
    location = str(tmp_path / "cache.sqlite3")
    settings.CACHES = {"default": {"BACKEND": "config.sqlite_cache.SqliteCache", "LOCATION": location}}
    yield tmp_path
    caches["default"].close()


@pytest.fixture
def spared(cache_folder: Path) -> tuple[list[bytes], Path]:
    """Send beacons of all kinds at noon; return the marks and the salt that came of them, and the cache's folder."""
    with time_machine.travel(NOON, tick=False):
        for article in (make_article(), make_article()):
            for address, agent in READERS:
                for sent in (f"{article.pk}&from=news.example.org/private-path?secret=1", article.pk, "x"):
                    send_beacon(sent, address=address, **{"user-agent": agent})
            assert reads_of(article) == 4
        with caches["default"]._asking() as connection:
            rows = connection.execute("SELECT key FROM entries WHERE key LIKE '%reads:%'").fetchall()
        keys = [key.rpartition(":")[2].encode() for (key,) in rows if "salt" not in key]
        found = [key for key in keys if len(key) == 2 * marks.MARK_BYTES]
        return [*found, salts.agree(NOON)], cache_folder


def test_no_table_holds_anything_of_a_reader(spared: tuple[list[bytes], Path]) -> None:
    secrets, _folder = spared

    everything = _all_tables()

    assert len(secrets) > len(READERS)
    assert "other" in everything  # the referring host, as it is kept
    assert not [trace for trace in TRACES if trace in everything]
    assert not [secret for secret in secrets if secret.hex() in everything or repr(secret)[2:-1] in everything]


def test_cache_holds_marks_and_no_reader_while_the_day_lasts(spared: tuple[list[bytes], Path]) -> None:
    secrets, folder = spared

    kept = _bytes_below(folder)

    assert all(secret in kept for secret in secrets)
    assert not [trace for trace in TRACES if trace.encode() in kept]


@pytest.mark.parametrize("sweep", [buffer._sweep, partial(call_command, "prune_reads", stdout=StringIO())])
def test_nothing_is_left_of_them_when_the_day_is_over(
    spared: tuple[list[bytes], Path], sweep: Callable[[], object]
) -> None:
    secrets, folder = spared

    with time_machine.travel(NOON + timedelta(hours=12, seconds=salts.GRACE_SECONDS + 2), tick=False):
        sweep()

    kept = _bytes_below(folder)
    assert kept
    assert not [secret for secret in secrets if secret in kept]


def test_process_forgets_the_salt_when_the_day_is_over(spared: tuple[list[bytes], Path]) -> None:
    buffer._sweep()

    assert salts._salts == {}


def test_reads_are_stored_by_the_hour_and_no_finer() -> None:
    article = make_article()

    make_reads(article, 3, NOON + timedelta(minutes=17, seconds=5))

    assert [row.hour for row in article.hourly_reads.all()] == [NOON]


def _all_tables() -> str:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608 names of tables
            found.append((table, cursor.fetchall()))
    assert len(found) > 20
    return repr(found)


def _bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
