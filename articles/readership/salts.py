"""The key of the day's marks: random, in the shared cache and the workers' memory until the day ends, nowhere else.

While the cache is away and a process does not know the day's salt, readers cannot be told apart. Their beacons are let
go, uncounted: nobody sees an error for it, and no beacon waits long. The log says once when that begins, and when it is
over how many it were.
"""

import logging
import secrets
import threading
import time
from datetime import date, datetime

from django.core.cache import cache

from articles.readership import days

logger = logging.getLogger(__name__)

SALT_BYTES = 32
# Reads of a day's last seconds are counted when it is over: till then what tells readers apart is needed.
GRACE_SECONDS = 60
REST_SECONDS = 5  # so long after the cache failed no beacon asks it again

_salts: dict[date, bytes] = {}  # at most one


class _Outage:
    """How long the cache may not be asked for a salt, and how many reads were let go since it failed first."""

    def __init__(self) -> None:
        self.asking = threading.Lock()
        self.until = 0.0
        self.let_go = 0


_outage = _Outage()


def at_hand(at: datetime) -> bytes | None:
    """Return the salt of a moment's day, None while the cache does not give it: that read is let go."""
    salt = _salts.get(days.day_of(at))
    return salt or _asked_for(at)


def agree(at: datetime) -> bytes:
    """Return the salt of a moment's day that all workers use; RuntimeError where the cache does not keep it.

    Where the cache has none, it gets ours: if it lost the day's salt, whoever knows it puts it back. What the cache
    itself raises is passed on.
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
    """Forget the salt in this process's memory, and that the cache was away; the cache forgets its own by itself."""
    _salts.clear()
    _outage.until, _outage.let_go = 0.0, 0


def forget_past(at: datetime) -> None:
    """Forget the salts of days that were over, and whose reads were counted, at a moment."""
    for day in [day for day in _salts if (at - days.end_of(day)).total_seconds() >= GRACE_SECONDS]:
        _salts.pop(day, None)


def seconds_kept(at: datetime) -> int:
    """Return how long from now what stands for readers of a moment's day is kept: until a minute after it."""
    return max(days.seconds_left(at), 0) + GRACE_SECONDS


def _asked_for(at: datetime) -> bytes | None:
    # One thread asks; those who come meanwhile have its answer.
    with _outage.asking:
        salt = _salts.get(days.day_of(at))
        if salt is None and time.monotonic() >= _outage.until:
            salt = _try(at)
        if salt is None:
            _outage.let_go += 1
        elif _outage.let_go:
            logger.warning("Reads are counted again; %s were not.", _outage.let_go)
            _outage.let_go = 0
        return salt


def _try(at: datetime) -> bytes | None:
    try:
        return agree(at)
    except Exception:
        if not _outage.let_go:
            logger.exception(
                "The cache does not keep the day's salt: reads are answered, and not counted until it does."
            )
        _outage.until = time.monotonic() + REST_SECONDS
        return None
