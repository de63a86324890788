"""Counted lists as they are made, closed and counted again; printed and picked ones as they are kept."""

import threading
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from articles.editing import services as editing
from articles.models import Article
from articles.readership import days, rules, services
from articles.readership.models import MostReadEntry, MostReadList
from tests.builders import make_article
from tests.readership.building import (
    DAY,
    NOON,
    make_articles,
    make_counted,
    make_printed,
    make_reads,
    send_beacon,
)

pytestmark = pytest.mark.django_db


def refresh(at=NOON) -> MostReadList | None:
    return services.refresh_counted(at=at)


def test_list_appears_once_five_places_are_filled() -> None:
    articles = make_articles(rules.PLACES)
    for article in articles[: rules.FEWEST_PLACES - 1]:
        make_reads(article, rules.MINIMUM_READS)
    for article in articles[rules.FEWEST_PLACES - 1 :]:
        make_reads(article, rules.MINIMUM_READS - 1)

    before = refresh()
    make_reads(articles[-1], 1)
    after = refresh()

    assert before is None
    assert after is not None
    assert (after.day, after.window_days, after.entries.count()) == (DAY, rules.WINDOW_DAYS, rules.FEWEST_PLACES)


@pytest.mark.parametrize(("read", "places"), [(4, 0), (5, 5), (9, 9), (12, 10)])
def test_place_is_filled_by_a_column_with_readers_enough_alone(read: int, places: int) -> None:
    for article in make_articles(read):
        make_reads(article, rules.MINIMUM_READS)
    for article in make_articles(3):
        make_reads(article, rules.MINIMUM_READS - 1)

    made = refresh()

    assert (made.entries.count() if made else 0) == places


def test_every_window_has_its_list_and_says_its_rules() -> None:
    make_counted()

    made = {one.window_days: one for one in MostReadList.objects.all()}

    assert sorted(made) == sorted(rules.WINDOWS)
    assert {one.rules["window_days"] == window for window, one in made.items()} == {True}
    assert {(one.rules["version"], one.rules["minimum"]) for one in made.values()} == {
        (rules.VERSION, rules.MINIMUM_READS)
    }


def test_lists_over_much_time_are_made_seldom() -> None:
    articles = make_articles(rules.PLACES)
    for article in articles:
        make_reads(article, rules.MINIMUM_READS)
    services.refresh_counted_now_and_then(at=NOON)
    make_reads(articles[3], 90)
    cache.delete(services.REFRESHED)  # as it goes by itself after some minutes
    services.refresh_counted_now_and_then(at=NOON + timedelta(minutes=6))

    first = {one.window_days: one.entries.get(rank=1).reads for one in MostReadList.objects.all()}

    assert first == {1: 95, 7: 95, 30: 5, rules.ALL_TIME: 5}


def test_second_refresh_changes_todays_list() -> None:
    made = make_counted()
    last = Article.objects.get(pk=made.entries.get(rank=10).article_id)
    make_reads(last, 1000)

    again = refresh(NOON + timedelta(minutes=10))

    assert again is not None
    assert again.pk == made.pk
    assert again.entries.get(rank=1).article_id == last.pk
    assert MostReadList.objects.count() == len(rules.WINDOWS)


def test_refresh_without_news_keeps_the_rows() -> None:
    made = make_counted()
    rows = list(made.entries.values_list("pk", flat=True))

    refresh(NOON + timedelta(minutes=10))

    assert list(made.entries.values_list("pk", flat=True)) == rows


def test_list_that_an_editor_took_off_stays_off() -> None:
    made = make_counted()
    MostReadList.objects.update(is_shown=False)

    refresh(NOON + timedelta(minutes=10))

    made.refresh_from_db()
    assert not made.is_shown


def test_day_that_is_over_is_counted_once_more() -> None:
    made = make_counted()
    late = make_article("Read late in the evening")
    make_reads(late, 500, NOON + timedelta(hours=11))

    refresh(NOON + timedelta(days=1))

    made.refresh_from_db()
    assert made.entries.get(rank=1).article_id == late.pk
    assert (made.counted_at, len(made.digest)) == (days.end_of(DAY), 64)
    assert refresh(NOON + timedelta(days=1)).day == DAY + timedelta(days=1)


def test_day_is_closed_when_its_last_reads_have_been_counted() -> None:
    make_counted()
    midnight = days.end_of(DAY)

    refresh(midnight + timedelta(seconds=rules.CLOSING_SECONDS - 1))
    before = MostReadList.objects.filter(day=DAY).exclude(digest="").count()
    refresh(midnight + timedelta(seconds=rules.CLOSING_SECONDS))

    assert before == 0
    assert MostReadList.objects.filter(day=DAY).exclude(digest="").count() == len(rules.WINDOWS)


def test_closed_list_does_not_change_again() -> None:
    make_counted()
    refresh(NOON + timedelta(days=1))
    closed = list(MostReadList.objects.filter(day=DAY).order_by("pk").values())
    lines = list(MostReadEntry.objects.filter(list__day=DAY).order_by("pk").values())
    make_reads(make_article(), 500)

    refresh(NOON + timedelta(days=2))

    assert list(MostReadList.objects.filter(day=DAY).order_by("pk").values()) == closed
    assert list(MostReadEntry.objects.filter(list__day=DAY).order_by("pk").values()) == lines


def test_withdrawn_column_leaves_todays_list() -> None:
    made = make_counted()
    spare = make_article()
    make_reads(spare, 5)
    editing.unpublish(Article.objects.get(pk=made.entries.get(rank=1).article_id), user=None)

    refresh(NOON + timedelta(minutes=10))

    assert made.entries.get(rank=10).article_id == spare.pk


def first_places() -> set[int | None]:
    return set(MostReadEntry.objects.filter(rank=1, list__window_days=7).values_list("article_id", flat=True))


def test_read_makes_the_list_at_most_every_five_minutes() -> None:
    articles = make_articles(rules.PLACES)
    for article in articles:
        make_reads(article, rules.MINIMUM_READS)
    later = sorted(articles, key=lambda article: article.guid)[-1]

    with time_machine.travel(NOON, tick=False):
        send_beacon(later)
        first = first_places()
        for number in range(5):
            send_beacon(articles[0] if later != articles[0] else articles[1], address=f"192.0.2.{number}")
        same = first_places()
        cache.delete(services.REFRESHED)  # as it goes by itself after the five minutes
        send_beacon(later, address="192.0.2.99")

    assert first == same == {later.pk}
    assert first_places() != first


def test_reads_look_again_soon_while_there_is_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []
    monkeypatch.setattr(cache, "set", lambda key, _value, seconds: waits.append((key, seconds)))

    services.refresh_counted_now_and_then(at=NOON)
    services.refresh_counted_now_and_then(at=NOON)

    assert [seconds for key, seconds in waits if key == services.REFRESHED] == [rules.WAITING_SECONDS]


@pytest.mark.parametrize("fails", [False, True])
def test_no_read_waits_for_the_lists(monkeypatch: pytest.MonkeyPatch, caplog, fails: bool) -> None:
    threads = []

    def refresh(_at: datetime) -> None:
        threads.append(threading.current_thread())
        if fails:
            raise OSError("The disk is full.")

    monkeypatch.setattr(services, "_refresh_what_is_due", refresh)
    services.refresh_counted_now_and_then(at=NOON, beside=True)
    for thread in threading.enumerate():
        if thread.name == "most read":
            thread.join()

    assert [thread.name for thread in threads] == ["most read"]
    assert ("could not be made" in caplog.text) == fails


def test_refresh_command_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("refresh_most_read")
    none = capsys.readouterr().out
    with time_machine.travel(NOON, tick=False):
        make_counted()
        call_command("refresh_most_read")

    assert "no counted list yet" in none
    assert "10 places" in capsys.readouterr().out


def test_printed_list_is_kept_once() -> None:
    article = make_article()

    first = make_printed(("One", "Two"), article=article)
    second = make_printed(("One", "Two"), article=article)
    other = make_printed(("One", "Three"), article=article)

    assert first == second != other
    assert [(line.rank, line.headline) for line in first.entries.all()] == [(1, "One"), (2, "Two")]


def test_printed_list_learns_its_day_and_never_loses_it() -> None:
    article = make_article()

    make_printed(("One",), article=article)
    make_printed(("One",), article=article, day=DAY)
    kept = make_printed(("One",), article=article)

    kept.refresh_from_db()
    assert kept.day == DAY
    assert MostReadList.objects.count() == 1


def test_printed_ranks_stay_as_printed() -> None:
    kept = services.keep_printed_list(make_article(), [(7, "Seventh"), (2, "Second")], None)

    assert list(kept.entries.values_list("rank", "headline")) == [(2, "Second"), (7, "Seventh")]


@pytest.mark.parametrize("lines", [[], [(0, "x")], [(11, "x")], [(1, "x"), (1, "y")], [(1, "  ")], [(1, "x" * 501)]])
def test_list_that_cannot_be_is_refused(lines: list[tuple[int, str]]) -> None:
    with pytest.raises(ValueError, match="A l"):
        services.keep_printed_list(make_article(), lines, None)


def test_picked_list_holds_columns_and_bare_headlines() -> None:
    article = make_article("A column")

    made = services.make_curated_list([article, "Only words"], day=date(2017, 5, 3), note="For the election")

    lines = [(entry.rank, entry.headline, entry.article) for entry in made.entries.all()]
    assert lines == [(1, "A column", article), (2, "Only words", None)]
    assert (made.kind, made.note) == ("curated", "For the election")


def test_lines_keep_their_folded_headline() -> None:
    make_printed(("Café’s  “NEW”",))

    assert MostReadEntry.objects.get().key == "cafe s new"
