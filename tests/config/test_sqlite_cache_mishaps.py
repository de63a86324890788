"""The cache's file is deleted, damaged, locked or has no room while workers use it: it fails, and works again."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config import sqlite_cache
from config.sqlite_cache import SqliteCache
from tests.config.test_sqlite_cache import make_cache


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the cache's file is."""
    return tmp_path / "var" / "cache.sqlite3"


@pytest.fixture
def workers(path: Path) -> Iterator[tuple[SqliteCache, SqliteCache]]:
    """Return the same cache in two workers, which have used it."""
    made = make_cache(path), make_cache(path)
    made[0].add_many([f"key {number}" for number in range(500)], 60)
    made[1].get("key 1")
    yield made
    for one in made:
        one.close()


def shared_by(workers: tuple[SqliteCache, SqliteCache]) -> bool:
    """Return whether what one worker keeps the other sees."""
    first, second = workers
    first.set("from the first", 1)
    return second.get("from the first") == 1 and second.add("new", 1) and not first.add("new", 1)


def test_deleted_file_is_made_anew_by_all(workers: tuple[SqliteCache, SqliteCache], path: Path) -> None:
    path.unlink()

    assert workers[0].get("key 1") is None
    assert shared_by(workers)


def test_deleted_folder_is_made_anew(workers: tuple[SqliteCache, SqliteCache], path: Path) -> None:
    shutil.rmtree(path.parent)

    assert shared_by(workers)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 1000, None], ids=["empty", "text", "pages"])
def test_damaged_file_fails_and_is_begun_anew(
    workers: tuple[SqliteCache, SqliteCache],
    path: Path,
    caplog: pytest.LogCaptureFixture,
    content: bytes | None,
) -> None:
    for one in workers:
        one.close()  # what is in the log goes into the file
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x7f" * (len(whole) - 4096) if content is None else content)

    with caplog.at_level(logging.ERROR):
        for one in workers:
            try:
                one.add_many([f"key {number}" for number in range(500)], 60)
            except sqlite3.DatabaseError:
                continue

    assert shared_by(workers)
    assert sum("was damaged" in record.getMessage() for record in caplog.records) == bool(content != b"")


def test_file_that_is_emptied_while_it_is_open_works_again(
    workers: tuple[SqliteCache, SqliteCache], path: Path
) -> None:
    with path.open("wb"):
        pass

    for one in workers:
        try:
            one.add("another", 1)
        except sqlite3.DatabaseError:
            continue

    assert shared_by(workers)


def test_writer_that_does_not_let_go_is_an_error_and_the_next_goes_on(
    workers: tuple[SqliteCache, SqliteCache], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_cache, "WAIT_SECONDS", 0)
    for one in workers:
        one.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            workers[0].add_many(["locked out"], 60)
        other.execute("ROLLBACK")

    assert workers[0].add_many(["locked out"], 60) == {"locked out"}
    assert shared_by(workers)


def test_full_disk_is_an_error_and_keeps_nothing_of_the_call(workers: tuple[SqliteCache, SqliteCache]) -> None:
    cache = workers[0]
    with cache._asking() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(sqlite3.OperationalError, match="full"):
        cache.add_many([f"more {number}" for number in range(5000)], 60)

    assert cache.add_many(["more 1"], 60) == {"more 1"}  # a new connection, for which there is room
    assert shared_by(workers)


def test_sweeping_goes_by_parts(workers: tuple[SqliteCache, SqliteCache], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_cache, "AT_ONCE", 40)
    monkeypatch.setattr(sqlite_cache, "PAUSE_SECONDS", 0)
    cache = workers[0]
    cache.add_many([f"old {number}" for number in range(130)], -1)

    cache.sweep()

    with cache._asking() as connection:
        (left,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    assert left == 500
