"""What stands for a reader until the paper's day is over, and how it is made and forgotten.

A mark is a keyed hash of address, browser and article. Its key, the day's salt, is random, lives in the shared cache
and in the workers' memory until the paper's day ends, and is nowhere else: afterwards nobody, we included, can tell
whose mark it was.
"""

import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol, cast

from django.core.cache import cache

from articles.readership import days

SALT_BYTES = 32
MARK_BYTES = 16
# Reads of a day's last seconds are counted when it is over: till then what tells readers apart is needed.
GRACE_SECONDS = 60


class Read(NamedTuple):
    """A read that waits to be counted. Without the day's salt nothing in it says whose it is."""

    mark: str  # of reader and article
    network: str  # the mark of the reader's network
    article_id: int
    at: datetime
    host: str = ""  # of the other site that led here


class SharedCache(Protocol):
    """What counting asks of the default cache, beyond Django's own (`config/cache.py`)."""

    def add_many(self, keys: Collection[str], timeout: int) -> set[str]:
        """Keep the keys that are free; return those."""

    def add_up(self, deltas: Mapping[str, int], timeout: int) -> dict[str, int]:
        """Add to numbers; return what each has come to."""

    def sweep(self) -> None:
        """Remove what has expired."""


shared = cast("SharedCache", cache)
_salts: dict[date, bytes] = {}  # at most one


def read_of(*, article_id: int, address: str, agent: str, network: str, at: datetime, host: str = "") -> Read:
    """Return a read as it may wait in memory: without address and browser.

    RuntimeError where the cache does not keep the salt.
    """
    day = days.day_of(at)
    salt = _salts.get(day) or agree_on_salt(at)
    return Read(
        _hash(salt, "reader", address, agent, str(article_id)), _hash(salt, "network", network), article_id, at, host
    )


def agree_on_salt(at: datetime) -> bytes:
    """Return the salt of a moment's day that all workers use; RuntimeError where the cache does not keep it.

    Where the cache has none, it gets ours: if it lost the day's salt, whoever knows it puts it back.
    """
    day = days.day_of(at)
    key = f"reads:salt:{day}"
    # Of several who find none, one stores its own and all read that one back. It outlives the marks by a second: a
    # cache that must make room begins with what expires first.
    cache.add(key, _salts.get(day) or secrets.token_bytes(SALT_BYTES), seconds_kept(at) + 1)
    salt: bytes | None = cache.get(key)
    if salt is None:
        raise RuntimeError("The cache did not keep the day's salt: reads cannot be told apart.")
    _salts.clear()
    _salts[day] = salt
    return salt


def forget() -> None:
    """Forget the salt in this process's memory; the cache forgets its own by itself."""
    _salts.clear()


def new_of(reads: Iterable[Read]) -> list[Read]:
    """Return the reads whose marks were not there yet, and keep their marks until the day is over."""
    return [read for together in by_day(reads) for read in _new_of_a_day(together)]


def _new_of_a_day(reads: list[Read]) -> list[Read]:
    first = {f"reads:{read.mark}": read for read in reversed(reads)}
    new = shared.add_many(first, seconds_kept(reads[0].at))
    return [read for key, read in reversed(first.items()) if key in new]


def by_day(reads: Iterable[Read]) -> list[list[Read]]:
    """Return reads parted by the paper's day, each day's in their order."""
    found: dict[date, list[Read]] = {}
    for read in reads:
        found.setdefault(days.day_of(read.at), []).append(read)
    return list(found.values())


def seconds_kept(at: datetime) -> int:
    """Return how long from now what stands for readers of a moment's day is kept: until a minute after it."""
    return max(days.seconds_left(at), 0) + GRACE_SECONDS


def _hash(salt: bytes, *parts: str) -> str:
    given = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hmac.digest(salt, given, "sha256")[:MARK_BYTES].hex()
