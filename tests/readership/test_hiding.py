"""A line that the desk took off keeps its place and says why, and what was counted stays."""

from datetime import datetime

import pytest

from articles.readership import hiding, lists, recounting, rules, services
from articles.readership.models import MostReadEntry, MostReadList
from articles.readership.recounting import Verdict
from articles.readership.spans import DAY
from tests.readership.building import DAY as DAY_OF_NOON
from tests.readership.building import NOON, make_articles, make_counted, make_printed, make_reads

pytestmark = pytest.mark.django_db

WORDS = "Taken off the list by the desk on 20 January 2017: By order of a court"


def taken_off(made: MostReadList, rank: int = 3) -> MostReadEntry:
    entry = made.entries.get(rank=rank)
    hiding.take_off(entry, " By order of a court ", at=NOON)
    return entry


def test_line_says_when_and_why_and_nothing_of_the_column() -> None:
    made = make_counted()
    taken_off(made)

    [shown] = lists.show([made], at=NOON)

    assert shown.lines[2] == lists.Line(3, "", "", gone=WORDS)
    assert [line.rank for line in shown.lines if line.gone] == [3]


def test_every_window_of_the_day_says_it() -> None:
    taken_off(make_counted())

    assert MostReadEntry.objects.filter(hidden_because="By order of a court").count() == len(rules.WINDOWS)


def test_line_is_put_back() -> None:
    made = make_counted()
    entry = taken_off(made)

    hiding.put_back(entry)

    assert not MostReadEntry.objects.exclude(hidden_because="", hidden_at=None).exists()
    assert lists.show([made], at=NOON)[0].lines[2].headline == entry.headline


def test_mark_outlives_a_new_count_of_the_day_and_goes_on_to_the_next() -> None:
    made = make_counted()
    entry = taken_off(made)
    make_reads(made.entries.get(rank=10).article, 1000)

    today = services.refresh_counted(at=NOON)
    tomorrow = services.refresh_counted(at=NOON + DAY)

    for one in (today, tomorrow):
        assert one.entries.get(article=entry.article).hidden_because == "By order of a court"
        assert one.entries.filter(hidden_at__isnull=False).count() == 1


@pytest.mark.parametrize("later", [NOON, NOON + DAY])
def test_mark_outlives_a_time_outside_the_lists(later: datetime) -> None:
    made = make_counted()
    entry = taken_off(made)
    for article in make_articles(rules.PLACES):
        make_reads(article, 5_000, later)
    away = services.refresh_counted(at=later)
    assert not away.entries.filter(article=entry.article).exists()

    make_reads(entry.article, 9_000, later)
    back = services.refresh_counted(at=later)

    assert back.entries.get(article=entry.article).rank == 1
    assert back.entries.get(article=entry.article).hidden_because == "By order of a court"


def test_column_that_was_put_back_stays_so_the_next_day() -> None:
    made = make_counted()
    hiding.put_back(taken_off(made))

    tomorrow = services.refresh_counted(at=NOON + DAY)

    assert not tomorrow.entries.filter(hidden_at__isnull=False).exists()


def test_hash_of_a_closed_list_does_not_change() -> None:
    for place, article in enumerate(make_articles(6)):
        make_reads(article, 50 - place)
    services.refresh_counted(at=NOON)
    services.refresh_counted(at=NOON + DAY)
    made = MostReadList.objects.get(day=DAY_OF_NOON, window_days=7)

    taken_off(made)

    found = recounting.recount(MostReadList.objects.get(pk=made.pk))
    assert (found.verdict, found.digest) == (Verdict.SAME, made.digest)


def test_reason_is_required() -> None:
    with pytest.raises(ValueError, match="Say why"):
        hiding.take_off(make_counted().entries.get(rank=1), "  ", at=NOON)


def test_printed_lines_are_evidence() -> None:
    with pytest.raises(ValueError, match="counted lists alone"):
        hiding.take_off(make_printed().entries.get(), "Wrong", at=NOON)
