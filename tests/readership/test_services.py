"""Counted lists as they are made, closed and counted again; printed and picked ones as they are kept."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command

from articles.editing import services as editing
from articles.models import Article
from articles.readership import most_read, rules, services
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


def test_list_appears_once_every_place_has_readers_enough() -> None:
    articles = make_articles(rules.PLACES)
    for article in articles[:-1]:
        make_reads(article, rules.MINIMUM_READS)
    make_reads(articles[-1], rules.MINIMUM_READS - 1)

    before = refresh()
    make_reads(articles[-1], 1)
    after = refresh()

    assert before is None
    assert after is not None
    assert (after.day, after.window_days, after.entries.count()) == (DAY, rules.WINDOW_DAYS, rules.PLACES)


@pytest.mark.parametrize(("published", "places"), [(4, 0), (5, 5), (9, 9), (10, 10), (12, 10)])
def test_small_paper_has_a_shorter_list_or_none(published: int, places: int) -> None:
    for article in make_articles(published):
        make_reads(article, rules.MINIMUM_READS)

    made = refresh()

    assert rules.places_of(published) == places
    assert (made.entries.count() if made else 0) == places


def test_second_refresh_changes_todays_list() -> None:
    made = make_counted()
    last = Article.objects.get(pk=made.entries.get(rank=10).article_id)
    make_reads(last, 1000)

    again = refresh(NOON + timedelta(minutes=10))

    assert again is not None
    assert again.pk == made.pk
    assert again.entries.get(rank=1).article_id == last.pk
    assert MostReadList.objects.count() == 1


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
    assert most_read.stored(made) == most_read.recount(made)
    assert refresh(NOON + timedelta(days=1)).day == DAY + timedelta(days=1)


def test_closed_list_does_not_change_again() -> None:
    made = make_counted()
    refresh(NOON + timedelta(days=1))
    make_reads(make_article(), 500, NOON + timedelta(days=1))

    refresh(NOON + timedelta(days=2))

    assert most_read.stored(made) == most_read.recount(MostReadList.objects.get(pk=made.pk))
    assert made.entries.count() == rules.PLACES


def test_withdrawn_column_leaves_todays_list() -> None:
    made = make_counted()
    spare = make_article()
    make_reads(spare, 5)
    editing.unpublish(Article.objects.get(pk=made.entries.get(rank=1).article_id), user=None)

    refresh(NOON + timedelta(minutes=10))

    assert made.entries.get(rank=10).article_id == spare.pk
    assert most_read.recount(MostReadList.objects.get(pk=made.pk)) == most_read.stored(made)


def test_read_makes_the_list_at_most_every_five_minutes() -> None:
    articles = make_articles(rules.PLACES + 1)
    for article in articles:
        make_reads(article, rules.MINIMUM_READS)

    with time_machine.travel(NOON, tick=False):
        send_beacon(articles[0])
        first = MostReadList.objects.get().entries.get(rank=1)
        for number in range(5):
            send_beacon(articles[1], address=f"192.0.2.{number}")
        same = MostReadList.objects.get().entries.get(rank=1)
        cache.delete(services.REFRESHED)  # as it goes by itself after the five minutes
        send_beacon(articles[1], address="192.0.2.99")
        later = MostReadList.objects.get().entries.get(rank=1)

    assert first.article_id == same.article_id == articles[0].pk
    assert later.article_id == articles[1].pk


def test_list_appears_with_the_read_that_fills_its_last_place() -> None:
    articles = make_articles(rules.PLACES)
    found = []

    with time_machine.travel(NOON, tick=False):
        for article in articles:
            for number in range(rules.MINIMUM_READS):
                send_beacon(article, address=f"192.0.2.{number}")
                found.append(MostReadList.objects.count())

    assert found == [0] * (rules.PLACES * rules.MINIMUM_READS - 1) + [1]


def test_recount_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_counted()

    call_command("recount_most_read", made.pk)

    out = capsys.readouterr().out
    assert "The same." in out
    assert out.count(most_read.digest(made, most_read.stored(made))) == 2


def test_recount_finds_what_was_tampered_with(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_counted()
    made.entries.filter(rank=3).update(reads=4000)

    with pytest.raises(SystemExit) as left:
        call_command("recount_most_read", made.pk)

    assert left.value.code == 1
    assert "4000" in capsys.readouterr().out


def test_recount_of_an_open_list_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_counted()
    make_reads(make_article(), 400)

    with pytest.raises(SystemExit):
        call_command("recount_most_read", made.pk)

    assert "before its day was over" in capsys.readouterr().out


def test_recount_of_a_printed_list_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("recount_most_read", make_printed().pk)

    assert "was not counted here" in capsys.readouterr().out


def test_recount_of_no_list_is_a_wrong_call() -> None:
    with pytest.raises(CommandError, match="no list 99"):
        call_command("recount_most_read", 99)


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
