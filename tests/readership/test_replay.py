"""Small logs of beacons, replayed: readers are counted exactly, attackers no more than their networks may."""

from datetime import datetime

import pytest
from django.utils import timezone

from articles.readership import rules
from bench import beacon_log, replaying
from bench.beacon_log import Kind, Log, Plan
from tests.builders import make_user

pytestmark = pytest.mark.django_db
START = timezone.make_aware(datetime(2017, 3, 6), timezone.get_default_timezone())  # noqa: DTZ001 made aware here


def small_plan(beacons: int, *, networks: int, limit: int = 1, seed: int = 1) -> Plan:
    """Return a plan of a day in which no network has more readers of a column than a limit lets through."""
    return Plan(
        start=START, beacons=beacons, columns=24, readers=beacons, carriers=0.1, campus=0.02,
        carrier_networks=beacons // 10 // limit, campus_networks=beacons // 50 // limit, home_networks=beacons,
        seed=seed, days=1, attacks=beacon_log.attacks(limit, most=beacons // 10, networks=networks, days=1),
    )  # fmt: skip


def replay(plan: Plan) -> tuple[Log, list[int], replaying.Counted]:
    log, ids = Log(plan), replaying.make_columns(plan.columns, before=plan.start)
    return log, ids, replaying.replay(log.days(), ids, staff=make_user(is_superuser=False, is_staff=True))


def assert_holds(log: Log, ids: list[int], counted: replaying.Counted) -> None:
    assert counted.of(Kind.READER) == log.truth.total() > 0
    assert replaying.wrong_hours(counted, log, ids) == 0
    assert replaying.wrong_rows(counted) == 0
    assert {kind: counted.of(kind) for kind in Kind if kind != Kind.READER} == dict.fromkeys(
        set(Kind) - {Kind.READER}, 0
    )
    for attack in log.plan.attacks:
        most = len(attack.networks) * rules.NETWORK_READS_AN_ARTICLE * attack.days
        assert 0 < counted.of(attack.name) <= most


def test_few_beacons_are_counted_as_the_truth_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "NETWORK_READS_AN_ARTICLE", 3)
    monkeypatch.setattr(replaying, "FLUSH_SECONDS", 86_400)

    log, ids, counted = replay(small_plan(250, networks=2, limit=3))

    assert set(counted.beacons) == {*Kind, *(attack.name for attack in log.plan.attacks)}
    assert_holds(log, ids, counted)


@pytest.mark.thorough
@pytest.mark.parametrize(("limit", "is_moved"), [(1, False), (10_000, True)])
def test_attackers_of_49_networks_move_no_place_where_there_is_a_limit(
    limit: int, is_moved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "NETWORK_READS_AN_ARTICLE", limit)
    monkeypatch.setattr(replaying, "FLUSH_SECONDS", 1_800)

    log, ids, counted = replay(small_plan(20_000, networks=49))

    assert_holds(log, ids, counted)
    [at] = replaying.ends_of_days(log)
    for window in rules.WINDOWS:
        assert bool(replaying.moved_places(log, ids, window=window, at=at)) is is_moved


def test_same_plan_gives_the_same_log() -> None:
    first, second = (list(Log(small_plan(300, networks=1)).days()) for _ in range(2))

    assert first == second
    assert list(Log(small_plan(300, networks=1, seed=2)).days()) != first


def test_nobody_of_a_log_shares_address_and_browser_with_another() -> None:
    log = Log(small_plan(600, networks=1))

    readers = [log._reader(number)[1:] for number in range(log.plan.readers)]

    assert len(set(readers)) == len(readers)


@pytest.mark.parametrize(
    ("totals", "days", "needed"),
    [
        ({1: 100, 2: 59}, 1, 3),  # 41 behind: two networks with 20 each are not enough, nor to be as many
        ({1: 100, 2: 61}, 1, 2),
        ({1: 100, 2: 59}, 3, 1),
        ({1: 5000, 2: 4000, 3: 3900}, 1, 6),
        ({1: 10}, 1, 0),
    ],
)
def test_networks_that_an_attack_needs(totals: dict[int, int], days: int, needed: int) -> None:
    assert replaying.networks_needed(totals, days=days, limit=20) == needed


def test_readers_that_a_limit_would_cut() -> None:
    together = {(0, 1, 1): 12, (1, 1, 1): 5, (1, 2, 1): 30}

    assert [beacon_log.cut_by(together, limit) for limit in (10, 20, 30)] == [22, 10, 0]
    assert beacon_log.cut_by(together, 10, merged=2) == 27
