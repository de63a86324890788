"""How big the tables of reads are, before and after pruning, and what the ranking queries cost against a bare count.

    .venv/bin/python bench/reads_size.py [--columns 20000] [--years 5]

It works on a database of its own, or on an empty one that DATABASE_URL names; PostgreSQL is measured after a VACUUM
FULL. What is assumed: columns appear evenly over the years; the readers of one are a lognormal number (half have fewer
than `MEDIAN`, the mean is about 2.7 times that); each reader comes at an age of the column drawn from a Pareto
distribution (half within 2.5 days, a tenth after two months), so that old columns trickle on for years; hours of the
day are even, which makes more rows than real days do; three readers in ten come from another site, one of many by a
Pareto distribution. Rows grow with the number of columns alone, so that a million is told by proportion.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

from bench.scratch import use_scratch

use_scratch()
django.setup()

# ruff: noqa: E402 the settings must be there before the models
from django.core.management import call_command
from django.db import connection, models

from articles import bulk
from articles.models import Article
from articles.readership import pruning, reads, rules
from articles.readership.days import day_of
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, ReferrerReads, TotalReads
from articles.readership.spans import Span
from bench.replaying import make_columns

NOW = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)
MEDIAN, SPREAD, TAIL = 100, 1.4, 0.55
BUCKETS: tuple[type[models.Model], ...] = (HourlyReads, DailyReads, MonthlyReads)
TABLES: tuple[type[models.Model], ...] = (*BUCKETS, TotalReads, ReferrerReads)
FROM_ELSEWHERE, HOSTS_TAIL = 0.3, 0.7
AT_ONCE = 100  # columns whose rows are made together
MILLION = 1_000_000
TRIES = 3


def rows_of(article_id: int, years: int, chance: random.Random) -> Iterator[HourlyReads | ReferrerReads]:
    """Yield the hours of a column, from an even day of the years on, and the hosts of its days."""
    appeared = NOW - timedelta(hours=chance.randrange(years * 365 * 24))
    lived = (NOW - appeared) / timedelta(hours=1)
    readers = int(chance.lognormvariate(0, SPREAD) * MEDIAN)
    ages = Counter(int(24 * (chance.paretovariate(TAIL) - 1)) for _ in range(readers))
    first = appeared.replace(minute=0)
    hosts: Counter[tuple[date, str]] = Counter()
    for age, count in ages.items():
        if age <= lived:
            hour = first + timedelta(hours=age)
            yield HourlyReads(article_id=article_id, hour=hour, count=count)
            for _ in range(sum(chance.random() < FROM_ELSEWHERE for _ in range(count))):
                hosts[day_of(hour), f"site{int(chance.paretovariate(HOSTS_TAIL)) % 10_000}.example.org"] += 1
    for (day, host), count in hosts.items():
        yield ReferrerReads(article_id=article_id, day=day, host=host, count=count)


def sizes() -> dict[str, tuple[int, float]]:
    """Return rows and megabytes, indexes included, of each table."""
    found = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT SUM(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = %s)",
                    [table],
                )
            else:
                cursor.execute(f'VACUUM FULL ANALYZE "{table}"')
                cursor.execute("SELECT pg_total_relation_size(%s)", [table])
            found[model.__name__] = model._default_manager.count(), cursor.fetchone()[0] / MILLION
    return found


def tell_sizes(when: str, columns: int) -> None:
    """Print them, and what they come to for a million columns."""
    found = sizes()
    for name, (rows, megabytes) in found.items():
        print(
            f"{when}: {name} {rows:,} rows, {megabytes:.1f} MB, {rows / columns:.1f} rows a column"
            f"; a million columns: {megabytes * MILLION / columns / 1000:.1f} GB",
            flush=True,
        )
    together = sum(megabytes for _rows, megabytes in found.values())
    print(
        f"{when}: together {together:.1f} MB; a million columns: {together * MILLION / columns / 1000:.2f} GB",
        flush=True,
    )


def seconds(ask: Callable[[], object]) -> float:
    """Return the least of a few tries."""
    taken = []
    for _ in range(TRIES):
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _most_read_of(span: Span) -> list[tuple[int, int]]:
    return list(reads.totals(span, at_least=rules.MINIMUM_READS, limit=1_000))


def tell_times() -> None:
    """Print what each window's sums take, as a ratio to counting all rows of the three tables."""

    def count_all() -> list[int]:
        return [model._default_manager.count() for model in BUCKETS]

    bare = seconds(count_all)
    print(f"a bare count of all rows: {bare * 1000:.2f} ms")
    for window in rules.WINDOWS:
        span = Span.of_last_days(window, at=NOW) if window else Span.of_all_time(at=NOW)
        span = Span.of_hours(24, at=NOW) if window == 1 else span
        taken = seconds(partial(_most_read_of, span))
        print(f"sums of {f'{window} days' if window else 'all time'}: {taken / bare:.2f} times a bare count")

    span = Span.of_all_time(at=NOW)
    kept, summed = seconds(partial(_most_read_of, span)), seconds(_most_read_from_buckets)
    ratio = f"{summed / kept:,.0f} times"
    print(f"most read of all time: {kept * 1000:.1f} ms; from all buckets {summed * 1000:.0f} ms, {ratio}")
    if _most_read_of(span) != _most_read_from_buckets():
        raise SystemExit("The totals are not the sums of the buckets.")


def _most_read_from_buckets() -> list[tuple[int, int]]:
    """Return the most read of all time as the sum of every bucket, as it was made before totals were kept."""
    union = " UNION ALL ".join(f"SELECT article_id, count FROM {model._meta.db_table}" for model in BUCKETS)  # noqa: S608 our own tables
    sql = f"SELECT article_id, SUM(count) FROM ({union}) AS buckets GROUP BY 1 HAVING SUM(count) >= %s"  # noqa: S608 our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 2 DESC, 1 DESC LIMIT 1000", [rules.MINIMUM_READS])
        return [(pk, int(count)) for pk, count in cursor.fetchall()]


def main() -> None:
    """Fill, measure, prune, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=20_000)
    parser.add_argument("--years", type=int, default=5)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        parser.error("Give it a database without columns.")
    chance = random.Random(7)  # noqa: S311 no secret
    ids = make_columns(options.columns, before=NOW)
    for start in range(0, len(ids), AT_ONCE):
        made = [row for pk in ids[start : start + AT_ONCE] for row in rows_of(pk, options.years, chance)]
        for model in (HourlyReads, ReferrerReads):
            bulk.insert(row for row in made if isinstance(row, model))
    print(f"{options.columns:,} columns, {options.years} years, {connection.vendor}")
    tell_sizes("before", options.columns)
    before = reads.total(Span.of_all_time(at=NOW))
    start_at = time.perf_counter()
    done = pruning.prune(at=NOW)
    taken = time.perf_counter() - start_at
    moved = done.hours + done.days + done.hosts
    print(f"pruned {moved:,} rows in {taken:.0f} s: {moved / taken:,.0f} a second; {pruning.step(at=NOW)!r} is left")
    if reads.total(Span.of_all_time(at=NOW)) != before:
        raise SystemExit("Reads were lost or doubled.")
    tell_sizes("after", options.columns)
    tell_times()


if __name__ == "__main__":
    main()
