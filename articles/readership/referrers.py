"""From which other sites readers come: the name of a host, and no more of an address.

A host is one of many readers and says nothing of one of them. What might is not kept by its name: numbers (somebody's
own machine), names of a home or an office network, and what goes beyond so many hosts of an article and day.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from articles.readership import rules
from articles.readership.models import LONGEST_HOST, ReferrerReads

LABEL = "[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)+{LABEL}")
PRIVATE_ENDINGS = (
    ".local",
    ".localhost",
    ".internal",
    ".lan",
    ".home",
    ".corp",
    ".intranet",
    ".test",
    ".invalid",
    ".arpa",
)

Key = tuple[int, date, str]  # article, day, host


def host_of(value: str, *, own: str) -> str:
    """Return the host that a beacon names; "" for none or our own, “other” for one that is not kept by its name."""
    host = value.strip().lower().rstrip(".").removeprefix("www.")
    if not host or host == own.lower().removeprefix("www."):
        return ""
    is_name = len(host) <= LONGEST_HOST and HOST.fullmatch(host) and not host.rpartition(".")[2].isdecimal()
    return host if is_name and not host.endswith(PRIVATE_ENDINGS) else rules.OTHER_HOSTS


def bounded(sums: Counter[Key]) -> Counter[Key]:
    """Return sums in which no article has more hosts a day than it may, those stored included: the rest is “other”."""
    stored = _stored(sums)
    room = {key: rules.HOSTS_AN_ARTICLE_DAY - number for key, number in _numbers(sums.keys() - stored).items()}
    found: Counter[Key] = Counter()
    for (article_id, day, host), reads in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        key = article_id, day, host
        if key not in stored and host != rules.OTHER_HOSTS:
            room[article_id, day] -= 1
            if room[article_id, day] < 0:
                key = article_id, day, rules.OTHER_HOSTS
        found[key] += reads
    return found


def _stored(keys: Iterable[Key]) -> set[Key]:
    articles, days, hosts = (set(values) for values in zip(*keys, strict=True))
    rows = ReferrerReads.objects.filter(article_id__in=articles, day__in=days, host__in=hosts)
    return set(rows.order_by().values_list("article_id", "day", "host"))


def _numbers(keys: Iterable[Key]) -> Counter[tuple[int, date]]:
    """Return how many hosts are stored for the articles and days of some keys."""
    found: Counter[tuple[int, date]] = Counter({(article_id, day): 0 for article_id, day, _host in keys})
    if found:
        articles, days = (set(values) for values in zip(*found, strict=True))
        rows = ReferrerReads.objects.filter(article_id__in=articles, day__in=days).exclude(host=rules.OTHER_HOSTS)
        found.update(rows.order_by().values_list("article_id", "day"))
    return found
