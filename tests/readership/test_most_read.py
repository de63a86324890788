"""Ranking by the stored hours."""

from datetime import timedelta

import pytest

from articles.readership import counting, days, rules
from articles.readership.models import HourlyReads
from articles.readership.most_read import most_read
from tests.builders import POSTED, make_article, make_draft
from tests.readership.building import NOON, make_articles, make_reads, reads_of

pytestmark = pytest.mark.django_db


def ranked(**arguments) -> list[tuple[str, int]]:
    return [(article.headline, article.reads) for article in most_read(**{"at": NOON, **arguments})]


def test_reads_of_several_hours_are_added() -> None:
    first, second = make_article("First"), make_article("Second")
    make_reads(second, 6)
    make_reads(first, 4)
    make_reads(first, 3, NOON - timedelta(days=2))

    assert ranked() == [("First", 7), ("Second", 6)]


def test_recording_adds_to_the_row_of_the_hour() -> None:
    article = make_article()

    for _ in range(3):
        counting.record(article.pk, hour=days.hour_of(NOON))

    assert HourlyReads.objects.count() == 1
    assert reads_of(article) == 3


def test_window_is_seven_of_the_papers_days() -> None:
    inside, outside = make_article("Inside"), make_article("Outside")
    first_moment = NOON - timedelta(days=6, hours=12)  # midnight in Seoul
    make_reads(inside, 5, first_moment)
    make_reads(outside, 5, first_moment - timedelta(seconds=1))

    assert ranked() == [("Inside", 5)]
    assert ranked(days=8) == [("Inside", 5), ("Outside", 5)] or ranked(days=8) == [("Outside", 5), ("Inside", 5)]


def test_later_hours_do_not_count() -> None:
    article = make_article()
    make_reads(article, 50, NOON + timedelta(hours=1))

    assert ranked() == []


def test_too_few_readers_are_no_place() -> None:
    make_reads(make_article("Enough"), rules.MINIMUM_READS)
    make_reads(make_article("Too few"), rules.MINIMUM_READS - 1)

    assert ranked() == [("Enough", rules.MINIMUM_READS)]


def test_what_is_not_published_is_left_out() -> None:
    articles = [
        make_draft("Draft"),
        make_article("Embargoed", embargoed_until=NOON + timedelta(hours=1)),
        make_article("Later", published_at=NOON + timedelta(hours=1)),
        make_article("Expired", expires_at=NOON - timedelta(hours=1)),
        make_article("Retracted", status="retracted"),
        make_article("Public"),
    ]
    for article in articles:
        make_reads(article, 9)

    assert ranked() == [("Public", 9)]


def test_tie_goes_to_the_newer_then_to_the_later_added() -> None:
    for headline, age in (("Old", 2), ("Twin", 1), ("Later twin", 1), ("New", 0)):
        make_reads(make_article(headline, published_at=POSTED - timedelta(days=age)), 5)

    assert [headline for headline, _ in ranked()] == ["New", "Later twin", "Twin", "Old"]


def test_order_is_the_same_over_several_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, article in enumerate(make_articles(9)):
        make_reads(article, 5 + place // 3)
    whole = ranked()

    monkeypatch.setattr("articles.readership.most_read.CHUNK", 2)

    assert len(whole) == 9
    assert ranked() == whole


def test_what_is_hidden_at_the_top_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.readership.most_read.CHUNK", 2)
    for _ in range(5):
        make_reads(make_draft(), 50)
    make_reads(make_article("Public"), 5)

    assert ranked() == [("Public", 5)]


@pytest.mark.parametrize("articles", [3, 12])
def test_two_queries(django_assert_num_queries, articles: int) -> None:
    for article in make_articles(articles):
        make_reads(article, 9)

    with django_assert_num_queries(2):  # sums, articles
        found = [article.get_absolute_url() for article in most_read(at=NOON)]

    assert len(found) == min(articles, rules.PLACES)
