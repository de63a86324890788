"""How much one network may add: what comes above it does not count.

A network is an IPv4 /24 or an IPv6 /48, and stands in the cache as a mark. What a read must pass comes in an order:
what one limit refuses uses up nothing of the next, so that who hammers one column does not silence his neighbours.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from articles.readership import rules
from articles.readership.marks import Read, by_day, shared
from articles.readership.salts import GRACE_SECONDS, seconds_kept

MINUTE = 60


def within(reads: Iterable[Read]) -> list[Read]:
    """Return the reads that no limit of their network refuses, in their order; they are counted towards it."""
    return [read for together in by_day(reads) for read in _within_day(together)]


def _within_day(reads: list[Read]) -> list[Read]:
    kept = seconds_kept(reads[0].at)
    reads = _under(reads, rules.NETWORK_READS_AN_ARTICLE, _network_and_article, kept)
    reads = _under(reads, rules.NETWORK_READS_A_MINUTE, _network_and_minute, 2 * MINUTE + GRACE_SECONDS)
    return _under(reads, rules.NETWORK_READS_A_DAY, _network, kept)


def _under(reads: list[Read], limit: int, key_of: Callable[[Read], str], seconds: int) -> list[Read]:
    """Return the first reads under each key that do not exceed a limit, what was there before included."""
    keys = [key_of(read) for read in reads]
    wanted = Counter(keys)
    totals = shared.add_up(wanted, seconds) if wanted else {}
    left = {key: limit - (totals[key] - number) for key, number in wanted.items()}
    found = []
    for key, read in zip(keys, reads, strict=True):
        if left[key] > 0:
            left[key] -= 1
            found.append(read)
    return found


def _network_and_article(read: Read) -> str:
    return f"reads:of:{read.network}:{read.article_id}"


def _network_and_minute(read: Read) -> str:
    return f"reads:in:{read.network}:{int(read.at.timestamp()) // MINUTE}"


def _network(read: Read) -> str:
    return f"reads:by:{read.network}"
