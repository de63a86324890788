"""The shared caches, with what counting asks of many keys at once.

All workers of a site share one: a file of SQLite (`config/sqlite_cache.py`) or Redis. The one in memory is for tests.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

CONNECT_SECONDS, ANSWER_SECONDS = 2, 4  # that a Redis may take; without a limit a request would wait for minutes


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
    """Django's Redis cache, which sends the commands for many keys together, and does not wait long for an answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """Take the address; limits of time are added to its options.

        A connection that was cut is made anew once. What was not answered in time is not sent again: it may have been
        done, and a mark that is there already counts for nothing.
        """
        limits = {
            "socket_connect_timeout": CONNECT_SECONDS,
            "socket_timeout": ANSWER_SECONDS,
            "retry": Retry(NoBackoff(), 1, supported_errors=(exceptions.ConnectionError,)),
        }
        super().__init__(server, {**params, "OPTIONS": {**limits, **params.get("OPTIONS", {})}})

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
