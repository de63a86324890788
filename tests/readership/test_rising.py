"""What rises: each column against its own usual, and nothing of it mixed with the most read."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from articles.editing import services as editing
from articles.models import Article
from articles.readership import hiding, rising, rules, services
from articles.readership.models import MostReadList
from articles.readership.spans import DAY
from tests.articles.hidden import REASONS, make_hidden
from tests.builders import POSTED, make_article
from tests.readership.building import NOON, make_articles, make_counted, make_reads

pytestmark = pytest.mark.django_db

BEFORE = NOON - 2 * DAY


def make_risen(headline: str = "", *, now: int, usual: int = 0, **fields) -> Article:
    """Return a column with so many readers now, and `usual` in each 24 hours of the four weeks before."""
    article = make_article(headline, **fields)
    if now:
        make_reads(article, now)
    if usual:
        make_reads(article, usual * rules.RISING_USUAL_DAYS, BEFORE)
    return article


def rises() -> list[tuple[str, float]]:
    headlines = dict(Article.objects.values_list("pk", "headline"))
    return [(headlines[rise.article_id], rise.times) for rise in rising.look(at=NOON)]


def test_column_rises_against_its_own_usual() -> None:
    make_risen("Always read", now=110, usual=100)
    make_risen("Steep", now=25, usual=1)
    make_risen("Less steep", now=45, usual=5)

    assert rises() == [("Steep", 5.0), ("Less steep", 5.0)] or rises() == [("Less steep", 5.0), ("Steep", 5.0)]
    assert rises()[0][0] == "Less steep"  # as steep, and read by more


@pytest.mark.parametrize(("now", "usual", "is_rising"), [(9, 0, False), (10, 0, True), (14, 5, False), (15, 5, True)])
def test_minimum_and_smoothing_decide(now: int, usual: int, is_rising: bool) -> None:
    make_risen(now=now, usual=usual)

    assert bool(rises()) == is_rising


def test_times_are_smoothed_on_both_sides() -> None:
    assert rising.times_of(10, 0) == 3.0
    assert rising.times_of(115, 55) == 2.0


@pytest.mark.parametrize(("days", "is_rising"), [(2, False), (3, False), (4, True)])
def test_new_column_has_no_usual_yet(days: int, is_rising: bool) -> None:
    make_risen(now=50, published_at=NOON - days * DAY)

    assert bool(rises()) == is_rising


def test_usual_of_a_younger_column_is_the_mean_of_its_own_days() -> None:
    begin = NOON + timedelta(hours=1) - DAY  # of the 24 hours
    article = make_article(published_at=begin - 4 * DAY)
    make_reads(article, 45)
    make_reads(article, 20, NOON - 3 * DAY)  # five in each of four days

    assert rises() == [(article.headline, 5.0)]


def test_tie_goes_to_the_newer_then_to_the_lower_permanent_id() -> None:
    for headline, age, guid in (("Old", 2, "tag:o"), ("Twin", 1, "tag:b"), ("Other twin", 1, "tag:a")):
        make_risen(headline, now=20, guid=guid, published_at=POSTED - age * DAY)

    assert [headline for headline, _times in rises()] == ["Other twin", "Twin", "Old"]


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_not_public_does_not_rise(reason: str) -> None:
    make_reads(make_hidden(reason), 50)

    assert rises() == []


def test_column_that_the_desk_took_off_the_lists_does_not_rise() -> None:
    made = make_counted()
    before = len(rises())
    hiding.take_off(made.entries.get(rank=1), "By order of a court", at=NOON)

    assert len(rises()) == before - 1


@pytest.mark.parametrize("number", [1, 12])
def test_five_queries(django_assert_num_queries, number: int) -> None:
    for article in make_articles(number):
        make_reads(article, 20)

    with django_assert_num_queries(5):  # readers now, and before by hour and day, taken off, articles
        rising.look(at=NOON)


def test_page_shows_it_beside_the_most_read_and_apart(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        risen = make_risen("A column that rises", now=135, usual=1)
        make_counted()
        html = client.get("/most-read/").text

    most_read, _, after = html.partition("<h2>Rising</h2>")
    section = after.partition("</section>")[0]
    assert section.index(risen.headline) < section.index("23 times its usual")
    assert section.count("<li>") == rules.RISING_PLACES
    assert "times its usual" not in most_read


def test_page_says_when_nothing_rises_and_when_nobody_looked(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        before = client.get("/most-read/").text
        services.refresh_counted()
        after = client.get("/most-read/").text

    assert "Too little was read in the last hours to say." in before
    assert "Nothing rises at the moment." in after


def test_what_rose_long_ago_is_not_shown(client: Client) -> None:
    make_risen("A column that rose", now=35)
    with time_machine.travel(NOON, tick=False):
        services.refresh_counted()
        kept = cache.get(rising.KEY)
    late = NOON + timedelta(seconds=rules.RISING_SHOWN_SECONDS + 1)
    with time_machine.travel(late, tick=False):
        cache.set(rising.KEY, kept, 60)  # of a cache that keeps things for longer than it was asked to

        html = client.get("/most-read/").text

    assert "A column that rose" not in html


def test_column_that_left_the_site_meanwhile_is_not_shown(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        risen = make_risen("Xyzzymark rises", now=35)
        services.refresh_counted()
        editing.unpublish(risen, user=None)

        html = client.get("/most-read/").text

    assert "Xyzzymark" not in html
    assert MostReadList.objects.count() == 0


def test_cache_that_is_away_fails_no_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: object) -> object:
        raise OSError("no cache")

    monkeypatch.setattr(rising.cache, "get", away)

    assert client.get("/most-read/").status_code == 200
