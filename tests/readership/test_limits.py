"""What one network may add."""

from datetime import datetime, timedelta

import pytest

from articles.readership import limits, rules
from articles.readership.marks import Read
from tests.readership.building import NOON


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a network add few reads, so that a test needs few."""
    monkeypatch.setattr(rules, "NETWORK_READS_AN_ARTICLE", 3)
    monkeypatch.setattr(rules, "NETWORK_READS_A_MINUTE", 5)
    monkeypatch.setattr(rules, "NETWORK_READS_A_DAY", 8)


def reads(number: int, *, network: str = "net", article: int = 0, at: datetime = NOON) -> list[Read]:
    """Return reads of a network; of an article each, where none is named."""
    mark = f"{network}-{at.date()}"  # under the day's salt
    return [Read(f"{mark}-{article}-{one}", mark, article or 100 + one, at) for one in range(number)]


def test_first_of_an_article_pass() -> None:
    given = reads(5, article=1)

    assert limits.within(given) == given[:3]
    assert limits.within(reads(1, article=1)) == []


def test_another_article_and_another_network_are_not_held_back() -> None:
    limits.within(reads(5, article=1))

    assert len(limits.within([*reads(2, article=2), *reads(5, network="other", article=1)])) == 2 + 3


def test_minute_is_bounded_and_the_next_is_free() -> None:
    assert len(limits.within(reads(7))) == 5
    assert len(limits.within(reads(1, article=1))) == 0
    assert len(limits.within(reads(1, article=2, at=NOON + timedelta(minutes=1)))) == 1


def test_day_is_bounded_and_the_next_is_free() -> None:
    for minute in range(4):
        limits.within(reads(3, article=10 + minute, at=NOON + timedelta(minutes=minute)))

    assert limits.within(reads(1, article=50, at=NOON + timedelta(hours=1))) == []
    assert len(limits.within(reads(1, article=50, at=NOON + timedelta(days=1)))) == 1


def test_who_hammers_one_article_does_not_silence_the_network() -> None:
    limits.within(reads(500, article=1))

    assert len(limits.within(reads(2, article=2))) == 2


def test_what_was_let_through_before_counts() -> None:
    for expected in (2, 1, 0):
        assert len(limits.within(reads(2, article=1))) == expected


def test_nothing_is_nothing() -> None:
    assert limits.within([]) == []
