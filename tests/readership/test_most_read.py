"""Ranking by the stored hours."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Byline
from articles.readership import counting, days, rules
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads
from articles.readership.most_read import look_at, most_read
from tests.articles.hidden import REASONS, make_hidden
from tests.builders import POSTED, make_article, make_author, make_draft
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


def test_tie_goes_to_the_newer_then_to_the_lower_permanent_id() -> None:
    for headline, age, guid in (
        ("Old", 2, "tag:o"),
        ("Twin", 1, "tag:b"),
        ("Other twin", 1, "tag:a"),
        ("New", 0, "tag:z"),
    ):
        make_reads(make_article(headline, published_at=POSTED - timedelta(days=age), guid=guid), 5)

    assert [headline for headline, _ in ranked()] == ["New", "Other twin", "Twin", "Old"]


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
def test_four_queries(django_assert_num_queries, articles: int) -> None:
    for article in make_articles(articles):
        make_reads(article, 9)

    with django_assert_num_queries(4):  # sums, what they are of, who wrote it, the ranked ones
        found = [article.get_absolute_url() for article in most_read(at=NOON)]

    assert len(found) == min(articles, rules.PLACES)


def test_24_hours_are_the_last_hours_and_not_the_day() -> None:
    inside, outside = make_article("Inside"), make_article("Outside")
    make_reads(inside, 5, NOON - timedelta(hours=23))  # of the day before
    make_reads(outside, 5, NOON - timedelta(hours=24))

    assert ranked(days=1) == [("Inside", 5)]


def test_all_time_counts_hours_days_and_months() -> None:
    article = make_article("Read for years")
    make_reads(article, 5)
    DailyReads.objects.create(article=article, day=date(2016, 11, 1), count=7)
    MonthlyReads.objects.create(article=article, month=date(2012, 3, 1), count=11)

    assert ranked(days=rules.ALL_TIME) == [("Read for years", 23)]
    assert ranked(days=30) == [("Read for years", 5)]


def test_author_has_no_more_places_than_the_cap(settings) -> None:
    settings.MOST_READ_AUTHOR_CAP = 2
    busy = make_author("Busy")
    for place, authors in enumerate([[busy], [busy, "Other"], [busy], ["Other too"], []]):
        make_reads(make_article(f"No. {place}", authors=authors), 50 - place)

    assert [headline for headline, _ in ranked()] == ["No. 0", "No. 1", "No. 3", "No. 4"]


def test_translator_is_no_author_of_it(settings) -> None:
    settings.MOST_READ_AUTHOR_CAP = 1
    busy = make_author("Busy")
    for place in range(2):
        make_reads(make_article(f"No. {place}", authors=[busy]), 50 - place)
    Byline.objects.filter(article__headline="No. 1").update(role=Byline.Role.TRANSLATOR)

    assert [headline for headline, _ in ranked()] == ["No. 0", "No. 1"]


def test_old_columns_stand_aside_where_the_desk_wants_it_fresh(settings) -> None:
    settings.MOST_READ_FRESH_DAYS = 3
    for age in (0, 2, 3):  # days; noon in Seoul
        make_reads(make_article(f"{age} days old", published_at=NOON - timedelta(days=age)), 10 + age)

    assert ranked() == [("2 days old", 12), ("0 days old", 10)]


def test_nobody_is_looked_at_beyond_the_contenders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "CONTENDERS", 3)
    monkeypatch.setattr("articles.readership.most_read.CHUNK", 2)
    for place in range(5):
        make_reads(make_article(f"No. {place}"), 50 - place)

    assert [headline for headline, _ in ranked()] == ["No. 0", "No. 1", "No. 2"]


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_column_is_out_is_the_reason(reason: str) -> None:
    article = make_hidden(reason)

    [candidate] = look_at({article.pk: 5}, at=timezone.now())

    assert candidate.out == reason
