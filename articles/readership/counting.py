"""Counting reads, many together: which of them count, and adding them to the rows of hours and of referring hosts.

Three steps that can be told apart, so that what failed half way can go on where it stood (`buffer.py`): what is public
and new, what the limits let through, and what the database adds. Nothing of a reader reaches the third.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from articles.models import Article
from articles.readership import adding, days, referrers
from articles.readership.marks import Read, new_of
from articles.readership.models import HourlyReads, ReferrerReads

AT_ONCE = 300  # articles or hosts of a question: SQLite takes 999 values, where it is old


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Reads summed: by article and hour, and by article, day and referring host."""

    hours: Counter[tuple[int, datetime]] = field(default_factory=Counter)
    hosts: Counter[tuple[int, date, str]] = field(default_factory=Counter)

    def add(self, reads: Iterable[Read]) -> None:
        """Add reads that count."""
        for read in reads:
            self.hours[read.article_id, days.hour_of(read.at)] += 1
            if read.host:
                self.hosts[read.article_id, days.day_of(read.at), read.host] += 1

    def only(self, articles: set[int]) -> "Sums":
        """Return what belongs to some articles."""
        return Sums(
            hours=Counter({key: number for key, number in self.hours.items() if key[0] in articles}),
            hosts=Counter({key: number for key, number in self.hosts.items() if key[0] in articles}),
        )

    def __len__(self) -> int:
        return self.hours.total()


def public_and_new(reads: Sequence[Read]) -> list[Read]:
    """Return the reads of published articles whose readers were not there yet that day, and keep their marks."""
    if not reads:
        return []
    asked = sorted({read.article_id for read in reads})
    latest = max(read.at for read in reads)
    public = {
        pk
        for some in _chunks(asked)
        for pk in Article.objects.published(at=latest).filter(pk__in=some).order_by().values_list("pk", flat=True)
    }
    return new_of(read for read in reads if read.article_id in public)


def write(sums: Sums) -> None:
    """Add sums to their rows, all or none; what belongs to an article that is no more is left out.

    DatabaseError where the database does not take them.
    """
    try:
        _write(sums)
    except IntegrityError:
        there = Article.objects.filter(pk__in={article_id for article_id, _hour in sums.hours})
        _write(sums.only(set(there.values_list("pk", flat=True))))


def record(article_id: int, *, hour: datetime, reads: int = 1) -> None:
    """Add reads to an article's row of an hour; the database adds, so that two at once both count."""
    write(Sums(hours=Counter({(article_id, hour): reads})))


@transaction.atomic
def _write(sums: Sums) -> None:
    adding.add(HourlyReads, sums.hours)
    for some in _chunks(sorted(sums.hosts)):
        bounded = referrers.bounded(Counter({key: sums.hosts[key] for key in some}))
        adding.add(ReferrerReads, bounded)


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
