"""What stands for a reader until the paper's day is over, and how it is made and forgotten.

A mark is a keyed hash of address, browser and article. Its key is the day's salt (`salts.py`): when that is forgotten,
nobody, we included, can tell whose mark it was.
"""

import hmac
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol, cast

from django.core.cache import cache

from articles.readership import days, salts
from articles.readership.salts import seconds_kept

MARK_BYTES = 16


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


def read_of(*, article_id: int, address: str, agent: str, network: str, at: datetime, host: str = "") -> Read | None:
    """Return a read as it may wait in memory: without address and browser; None while the day's salt is not at hand."""
    salt = salts.at_hand(at)
    if salt is None:
        return None
    return Read(
        _hash(salt, "reader", address, agent, str(article_id)), _hash(salt, "network", network), article_id, at, host
    )


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


def _hash(salt: bytes, *parts: str) -> str:
    given = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hmac.digest(salt, given, "sha256")[:MARK_BYTES].hex()
