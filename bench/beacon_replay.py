"""Replays a log of a million beacons through the site's counting, and compares with the truth of the log.

    .venv/bin/python bench/beacon_replay.py [--beacons 1000000] [--days 3] [--networks 49] [--seed 1]

It works on a database of its own, or on an empty one that DATABASE_URL names, with a cache that CACHE_URL names. What
the log holds, and what it assumes of networks, stands in `beacon_log.py`; `--networks` is how many the largest
attackers have. Prints a line a figure, and at last whether both sentences hold: every honest reader was counted once,
and no place was moved; the exit code says so too (0 or 1).
"""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

from bench.scratch import use_scratch

use_scratch()
django.setup()

# ruff: noqa: E402 the settings must be there before the models
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article
from articles.readership import rules
from authors.models import User
from bench import beacon_log, replaying
from bench.beacon_log import Kind, Log, Plan

LIMITS = (5, 10, 20, 40)  # of readers of a column from one network in a day
MERGED = (1, 2, 4, 8)  # so many networks as one: where readers live closer together


def main() -> int:
    """Make the log, replay it, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--beacons", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--networks", type=int, default=49)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        parser.error("Give it a database without columns.")
    cache.clear()
    start = timezone.make_aware(datetime(2017, 3, 6), timezone.get_default_timezone())  # noqa: DTZ001 made aware here
    limit = rules.NETWORK_READS_AN_ARTICLE
    attacks = beacon_log.attacks(limit, most=options.beacons * 9 // 100, networks=options.networks, days=options.days)
    # With fewer beacons there are fewer readers, as close together as among many.
    size = options.beacons / 1_000_000 * 3 / options.days
    plan = Plan(
        start=start, days=options.days, beacons=options.beacons, attacks=attacks, seed=options.seed,
        readers=int(150_000 * size), carrier_networks=max(int(1_536 * size), 16),
        campus_networks=max(int(96 * size), 4), home_networks=max(int(60_000 * size), 500),
    )  # fmt: skip
    log = Log(plan)
    ids = replaying.make_columns(plan.columns, before=start)
    staff = User.objects.create_user("desk", "desk@example.org", is_staff=True)
    counted = replaying.replay(log.days(), ids, staff=staff)
    _tell_senders(counted, log)
    wrong = replaying.wrong_hours(counted, log, ids), replaying.wrong_rows(counted)
    print(f"hours of columns in which the honest count is not the truth: {wrong[0]} of {len(log.truth)}")
    print(f"rows of the database that are not what was counted: {wrong[1]}")
    moved = _tell_places(log, ids)
    _tell_costs(log)
    holds = not any(wrong), not moved
    print(f"every honest reader counted once: {holds[0]}; no place moved: {holds[1]}")
    return 0 if all(holds) else 1


def _tell_senders(counted: replaying.Counted, log: Log) -> None:
    print(f"{counted.beacons.total():,} beacons in {counted.seconds:.0f} s; seed {log.plan.seed}")
    networks = {attack.name: len(attack.networks) for attack in log.plan.attacks}
    for kind, number in counted.beacons.most_common():
        print(f"  {kind}: {number:,} beacons, {counted.of(kind):,} counted ({networks.get(kind, 'many')} networks)")
    print(f"honest readers in truth: {log.truth.total():,}; counted: {counted.of(Kind.READER):,}")


def _tell_places(log: Log, ids: list[int]) -> int:
    """Print for each day and window which places were moved, and how many networks it takes to move one; count both."""
    limit, moved = rules.NETWORK_READS_AN_ARTICLE, 0
    for day, at in enumerate(replaying.ends_of_days(log), start=1):
        for window in rules.WINDOWS:
            found = replaying.moved_places(log, ids, window=window, at=at)
            days = min(window or day, day)
            totals = replaying.true_totals(log, ids, window=window, at=at)
            needed = replaying.networks_needed(totals, days=days, limit=limit)
            moved += len(found)
            print(
                f"day {day}, {f'{window} days' if window else 'all time'}: {len(found)} places moved"
                f"; whoever does all that the limits allow needs {needed} networks for one {'; '.join(found)}"
            )
    return moved


def _tell_costs(log: Log) -> None:
    """Print which share of honest readers would be cut by other limits and in denser networks."""
    densest = max(log.together.values())
    print(f"most readers that one network had of one column in a day: {densest}")
    for merged in MERGED:
        shares = [
            f"{beacon_log.cut_by(log.together, limit, merged=merged) / log.truth.total():.2%} by {limit}"
            for limit in LIMITS
        ]
        print(f"readers cut, with {merged} networks as one: {', '.join(shares)}")


if __name__ == "__main__":
    sys.exit(main())
