"""The default cache is shared by processes, of whom one wins an `add`, and what has expired leaves no trace."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
import time_machine

from config.sqlite_cache import SqliteCache

NOW = datetime(2017, 1, 20, 3, 0, tzinfo=UTC)


def make_cache(path: Path | str, entries: int = 1000) -> SqliteCache:
    """Return a cache in a file, as each worker has one."""
    return SqliteCache(str(path), {"OPTIONS": {"MAX_ENTRIES": entries}})


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[SqliteCache]:
    """Return a cache."""
    made = make_cache(tmp_path / "below" / "cache.sqlite3")
    yield made
    made.close()


def compete(path: str) -> tuple[int, int]:
    """Try to be first for a hundred keys, one by one and together, and count up; return how often we were first."""
    cache = make_cache(path)
    alone = sum(cache.add(f"alone-{number}", 1) for number in range(50))
    together = len(cache.add_many([f"together-{number}" for number in range(50)], 60))
    for _ in range(20):
        cache.incr("counter")
        cache.add_up({"sum": 2}, 60)
    cache.close()
    return alone, together


@pytest.mark.thorough
def test_exactly_one_process_wins_each_key_and_no_count_is_lost(tmp_path: Path) -> None:
    path = str(tmp_path / "cache.sqlite3")
    cache = make_cache(path)
    cache.set("counter", 0)

    with get_context("spawn").Pool(3) as pool:
        firsts = pool.map(compete, [path] * 3)

    assert sum(alone for alone, _together in firsts) == 50
    assert sum(together for _alone, together in firsts) == 50
    assert (cache.get("counter"), cache.get("sum")) == (60, 120)
    cache.close()


@pytest.mark.parametrize("value", [0, 7, -3, True, None, "text", b"bytes", {"a": [1, 2]}, 1.5, NOW])
def test_value_comes_back_as_it_was(cache: SqliteCache, value: object) -> None:
    cache.set("key", value)

    assert cache.get("key", "nothing") == value
    assert type(cache.get("key")) is type(value)


def test_what_is_not_there_is_the_default(cache: SqliteCache) -> None:
    assert cache.get("key") is None
    assert cache.get("key", 5) == 5
    assert "key" not in cache


def test_add_keeps_what_is_there(cache: SqliteCache) -> None:
    assert cache.add("key", "first")
    assert not cache.add("key", "second")
    assert cache.get("key") == "first"


def test_delete_says_whether_there_was_anything(cache: SqliteCache) -> None:
    cache.set("key", 1)

    assert [cache.delete("key"), cache.delete("key"), cache.get("key")] == [True, False, None]


def test_incr_needs_a_number(cache: SqliteCache) -> None:
    cache.set("key", 1)

    assert (cache.incr("key", 4), cache.decr("key")) == (5, 4)
    with pytest.raises(ValueError, match="no number"):
        cache.incr("other")


def test_many_at_once(cache: SqliteCache) -> None:
    cache.set_many({"a": 1, "b": "two"})

    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": "two"}
    assert cache.add_many(["a", "c", "d"], 60) == {"c", "d"}
    assert cache.add_up({"a": 2, "e": 3}, 60) == {"a": 3, "e": 3}


def test_what_expires_is_free_again(cache: SqliteCache) -> None:
    with time_machine.travel(NOW, tick=False):
        cache.set("set", 1, timeout=60)
        cache.set("kept", 1, timeout=None)
        cache.set("touched", 1, timeout=60)
        cache.add_many(["added"], 60)
        cache.add_up({"sum": 5}, 60)
        cache.touch("touched", 300)

    with time_machine.travel(NOW + timedelta(seconds=61), tick=False):
        assert [cache.get(key) for key in ("set", "kept", "touched", "added", "sum")] == [None, 1, 1, None, None]
        assert not cache.touch("set")
        assert cache.add("set", 2)
        assert cache.add_many(["added"], 60) == {"added"}
        assert cache.add_up({"sum": 2}, 60) == {"sum": 2}


def test_sums_expire_with_their_first(cache: SqliteCache) -> None:
    with time_machine.travel(NOW, tick=False):
        cache.add_up({"sum": 1}, 60)
    with time_machine.travel(NOW + timedelta(seconds=40), tick=False):
        cache.add_up({"sum": 1}, 60)

    with time_machine.travel(NOW + timedelta(seconds=70), tick=False):
        assert cache.get("sum") is None


def test_versions_are_apart(cache: SqliteCache) -> None:
    cache.set("key", 1, version=1)
    cache.set("key", 2, version=2)

    assert (cache.get("key", version=1), cache.get("key", version=2)) == (1, 2)


def test_nothing_of_what_expired_is_left_in_the_files(cache: SqliteCache, tmp_path: Path) -> None:
    with time_machine.travel(NOW, tick=False):
        cache.add_many([f"unmistakable-{number}" for number in range(500)], 60)
        cache.set("salt", "another-unmistakable", timeout=60)
        cache.set("kept", "not-to-be-swept", timeout=600)
    before = _bytes_below(tmp_path)

    with time_machine.travel(NOW + timedelta(seconds=61), tick=False):
        cache.sweep()

    assert b"unmistakable-7" in before
    assert b"unmistakable" not in _bytes_below(tmp_path)
    assert b"not-to-be-swept" in _bytes_below(tmp_path)


def test_full_cache_gives_up_what_expires_first(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = make_cache(tmp_path / "cache.sqlite3", entries=30)
    cache.add_many([f"soon-{number}" for number in range(31)], 60)
    cache.add_many(["late"], 61)

    cache.sweep()

    assert cache.get("late") == 1
    assert sum(cache.get(f"soon-{number}", 0) for number in range(31)) == 19
    assert "12 of its 32 entries" in caplog.text
    cache.close()


def test_clear_removes_everything(cache: SqliteCache) -> None:
    cache.set("key", 1)

    cache.clear()

    assert cache.get("key") is None


def test_failure_half_way_leaves_nothing(cache: SqliteCache) -> None:
    with pytest.raises(sqlite3.Error):
        cache.add_up({"good": 1, "worse": [1]}, 60)

    assert cache.get("good") is None


def test_file_is_opened_again_after_close(cache: SqliteCache) -> None:
    cache.set("key", 1)
    cache.close()
    cache.close()

    assert cache.get("key") == 1


def _bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
