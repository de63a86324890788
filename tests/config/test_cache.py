"""The default cache is shared by processes, and two of them cannot both win an `add`."""

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import time_machine

from config.cache import LockingFileCache

NOW = datetime(2017, 1, 20, 3, 0, tzinfo=UTC)


def make_cache(folder: str) -> LockingFileCache:
    """Return a cache in `folder`, as each worker has one."""
    return LockingFileCache(folder, {"OPTIONS": {"MAX_ENTRIES": 1000}})


def add_and_count(folder: str) -> int:
    """Try to be first for fifty keys and count up one number; return how often we were first."""
    cache = make_cache(folder)
    firsts = sum(cache.add(f"key-{number}", 1) for number in range(50))
    for _ in range(20):
        cache.incr("counter")
    return firsts


def test_exactly_one_process_wins_each_key_and_no_count_is_lost(tmp_path):
    make_cache(str(tmp_path)).set("counter", 0)

    with get_context("spawn").Pool(3) as pool:
        firsts = pool.map(add_and_count, [str(tmp_path)] * 3)

    assert sum(firsts) == 50
    assert make_cache(str(tmp_path)).get("counter") == 60


def test_what_has_expired_makes_room_before_what_is_valid(tmp_path, monkeypatch):
    monkeypatch.setattr("config.cache.LOOK_FOR_ROOM_ONE_IN", 1)
    cache = LockingFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 20}})
    with time_machine.travel(NOW, tick=False):
        for number in range(15):
            cache.set(f"old-{number}", 1, timeout=60)
        for number in range(4):
            cache.set(f"new-{number}", 1, timeout=3600)

    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        cache.set("one", 1)
        cache.set("more", 1)
        kept = [number for number in range(4) if cache.get(f"new-{number}")]

    assert kept == [0, 1, 2, 3]
    assert len(list(tmp_path.glob("*.djcache"))) == 6


def test_valid_entries_are_bounded_too(tmp_path, monkeypatch):
    monkeypatch.setattr("config.cache.LOOK_FOR_ROOM_ONE_IN", 1)
    cache = LockingFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 20}})

    for number in range(60):
        cache.set(f"key-{number}", 1)

    assert len(list(tmp_path.glob("*.djcache"))) <= 20
