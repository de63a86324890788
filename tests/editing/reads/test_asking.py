"""A question of reads in an address."""

import pytest

from articles.editing.reads.asking import STRETCHES, ask
from articles.readership.days import day_of
from tests.builders import make_article
from tests.editing.reads.counted import DAY, NOW, TODAY, asked


@pytest.mark.parametrize(
    ("span", "by", "meant"),
    [
        ("", "", ("7", "day")),
        ("30", "hour", ("30", "hour")),
        ("today", "day", ("today", "hour")),
        ("year", "hour", ("year", "week")),
        ("all", "author", ("all", "author")),
        ("9", "nonsense", ("7", "day")),
    ],
)
def test_what_does_not_go_together_is_the_usual(span, by, meant):
    found = asked(span, by)

    assert (found.span, found.by) == meant


def test_seven_days_end_with_the_hour_that_has_begun():
    found = asked("7")

    assert (day_of(found.this.start), found.until) == (TODAY - 6 * DAY, "16:00")
    assert (found.this.start - found.last.start, found.this.end - found.last.end) == (7 * DAY, 7 * DAY)


def test_today_is_compared_with_the_same_day_of_the_week():
    assert day_of(asked("today").last.start) == TODAY - 7 * DAY


@pytest.mark.parametrize("span", [key for key, stretch in STRETCHES.items() if stretch.days])
def test_stretches_that_are_compared_have_no_day_in_common_and_none_between(span):
    found = asked(span)

    assert found.last.end <= found.this.start
    assert found.stretch.back % 7 == 0 or span == "30"


def test_all_time_is_compared_with_nothing():
    assert asked("all").last is None


@pytest.mark.django_db
def test_address_says_the_question():
    article = make_article()
    found = asked("30", "article", article=article)

    assert found.address() == f"?span=30&by=article&article=%23{article.pk}"
    assert found.address(span="7", article="") == "?span=7&by=article"
    assert found.of("author", 5) == f"?span=30&by=day&article=%23{article.pk}&author=%235"


def test_question_is_seen_from_a_moment():
    assert ask({}, {}, at=NOW).today == TODAY
