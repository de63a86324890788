"""The default cache is shared by processes, and two of them cannot both win an `add`."""

from multiprocessing import get_context

from config.cache import LockingFileCache


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
