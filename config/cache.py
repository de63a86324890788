"""The shared caches, with what counting asks of many keys at once.

All workers of a site share one: a file of SQLite (`config/sqlite_cache.py`) or Redis. The one in memory is for tests.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache


class InBatches(BaseCache):
    """What counting asks of a cache; here one key after the other, for a cache that has no better way."""

    def add_many(self, keys: Collection[str], timeout: int) -> set[str]:
        """Keep the keys that are free for so many seconds; return those. Of several callers one gets a key."""
        return {key for key in keys if self.add(key, 1, timeout)}

    def add_up(self, deltas: Mapping[str, int], timeout: int) -> dict[str, int]:
        """Add to numbers, which begin at nought and last for so many seconds; return what each has come to."""
        for key in deltas:
            self.add(key, 0, timeout)
        return {key: self.incr(key, delta) for key, delta in deltas.items()}

    def sweep(self) -> None:
        """Remove what has expired, where the cache does not do so by itself."""


class MemoryCache(InBatches, LocMemCache):
    """Django's cache in the memory of one process."""


class BatchingRedisCache(InBatches, RedisCache):
    """Django's Redis cache, which sends the commands for many keys together."""

    _cache: Any  # Django's own client, which its stubs do not know

    def add_many(self, keys: Collection[str], timeout: int) -> set[str]:
        """Keep the keys that are free; return those."""
        with self._cache.get_client(write=True).pipeline(transaction=False) as commands:
            for key in keys:
                commands.set(self.make_key(key), 1, ex=timeout, nx=True)
            return {key for key, is_new in zip(keys, commands.execute(), strict=True) if is_new}

    def add_up(self, deltas: Mapping[str, int], timeout: int) -> dict[str, int]:
        """Add to numbers; return what each has come to."""
        with self._cache.get_client(write=True).pipeline(transaction=False) as commands:
            for key, delta in deltas.items():
                name = self.make_key(key)
                commands.set(name, 0, ex=timeout, nx=True)
                commands.incrby(name, delta)
            return dict(zip(deltas, commands.execute()[1::2], strict=True))
