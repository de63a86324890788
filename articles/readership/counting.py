"""Counting one read: once an article and reader-day, into the hour's row. Nothing of the reader is kept.

What stands for a reader is a keyed hash of address, browser and article. Its key is random, lives in the shared cache
until the paper's day ends, and is nowhere else: afterwards nobody, we included, can tell whose hash it was.
"""

import hmac
import secrets
from datetime import datetime

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest

from articles.models import Article
from articles.readership import beacon, days, rules
from articles.readership.models import HourlyReads

SALT_BYTES = 32
MINUTE = 60


def count_read(request: HttpRequest, article_id: int, *, at: datetime) -> bool:
    """Count a read of an article at a moment, if it is to be counted; return whether it was."""
    if not beacon.is_reader(request):
        return False
    if not Article.objects.published(at=at).filter(pk=article_id).exists():
        return False
    address = beacon.client_address(request)
    salt = _salt(at)
    mark = _hash(salt, "reader", address, beacon.user_agent(request), str(article_id))
    if not cache.add(f"reads:{mark}", 1, days.seconds_left(at)):
        return False
    if _is_burst(_hash(salt, "network", beacon.network_of(address)), at):
        return False
    record(article_id, hour=days.hour_of(at))
    return True


def record(article_id: int, *, hour: datetime, reads: int = 1) -> None:
    """Add reads to an article's row of an hour; the database adds, so that two at once both count."""
    rows = HourlyReads.objects.filter(article_id=article_id, hour=hour)
    if rows.update(count=F("count") + reads):
        return
    # Whoever is first makes the row, at nought; both then add.
    HourlyReads.objects.bulk_create([HourlyReads(article_id=article_id, hour=hour)], ignore_conflicts=True)
    rows.update(count=F("count") + reads)


def _salt(at: datetime) -> bytes:
    key = f"reads:salt:{days.day_of(at)}"
    salt: bytes | None = cache.get(key)
    if salt is None:
        # Of several who find none, one stores its own and all read that one back.
        cache.add(key, secrets.token_bytes(SALT_BYTES), days.seconds_left(at))
        salt = cache.get(key)
    if salt is None:
        raise RuntimeError("The cache did not keep the day's salt: reads cannot be told apart.")
    return salt


def _hash(salt: bytes, *parts: str) -> str:
    return hmac.new(salt, "\0".join(parts).encode("utf-8", "surrogateescape"), "sha256").hexdigest()


def _is_burst(network: str, at: datetime) -> bool:
    key = f"reads:network:{network}:{int(at.timestamp()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    return cache.incr(key) > rules.NETWORK_READS_A_MINUTE
