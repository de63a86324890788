"""Hours and days in the paper's zone."""

from datetime import UTC, date, datetime

from django.utils import timezone

from articles.readership import days


def test_day_is_the_papers() -> None:
    assert days.day_of(datetime(2017, 1, 19, 15, 0, tzinfo=UTC)) == date(2017, 1, 20)
    assert days.day_of(datetime(2017, 1, 19, 14, 59, tzinfo=UTC)) == date(2017, 1, 19)


def test_hours_do_not_lie_across_midnight(settings) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"
    timezone.get_default_timezone.cache_clear()

    hour = days.hour_of(datetime(2017, 1, 19, 18, 45, tzinfo=UTC))  # 00:15 in Kolkata
    start = days.start_of(date(2017, 1, 20))

    timezone.get_default_timezone.cache_clear()
    assert hour == start == datetime(2017, 1, 19, 18, 30, tzinfo=UTC)


def test_seconds_left_of_a_day() -> None:
    assert days.seconds_left(datetime(2017, 1, 20, 14, 59, tzinfo=UTC)) == 60
    assert days.seconds_left(datetime(2017, 1, 20, 14, 59, 59, 999, tzinfo=UTC)) == 1


def test_day_in_words() -> None:
    assert days.in_words(date(2011, 4, 3)) == "3 April 2011"
