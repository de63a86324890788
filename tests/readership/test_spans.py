"""Which hours, days and months lie in a span, also where a clock is set forward or back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.readership import spans
from articles.readership.spans import Span
from tests.readership.building import DAY, NOON


def test_last_hours_include_the_one_that_has_begun() -> None:
    span = Span.of_hours(24, at=NOON + timedelta(minutes=34))

    assert (span.start, span.end) == (NOON - timedelta(hours=23), NOON + timedelta(hours=1))


def test_last_days_include_today_up_to_the_hour() -> None:
    span = Span.of_last_days(7, at=NOON)

    assert (span.start, span.end) == (datetime(2017, 1, 13, 15, tzinfo=UTC), NOON + timedelta(hours=1))
    assert (span.first_day, span.last_day) == (date(2017, 1, 14), date(2017, 1, 19))


def test_all_time_has_no_first_day() -> None:
    span = Span.of_all_time(at=NOON)

    assert (span.start, span.first_day, span.first_month) == (None, None, None)
    assert (span.last_day, span.last_month) == (date(2017, 1, 19), date(2016, 12, 1))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2017, 1, 1), date(2017, 1, 31), (date(2017, 1, 1), date(2017, 1, 1))),
        (date(2017, 1, 2), date(2017, 2, 27), (date(2017, 2, 1), date(2017, 1, 1))),
        (date(2016, 12, 2), date(2017, 2, 28), (date(2017, 1, 1), date(2017, 2, 1))),
    ],
)
def test_month_lies_in_a_span_whole_or_not_at_all(first: date, last: date, months: tuple[date, date]) -> None:
    span = Span.of_days(first, last)

    assert (span.first_day, span.last_day) == (first, last)
    assert (span.first_month, span.last_month) == months


def test_hours_of_a_span_have_neither_gap_nor_double() -> None:
    hours = spans.hours_of(Span.of_days(DAY, DAY))

    assert len(hours) == 24
    assert (hours[0], hours[-1]) == (datetime(2017, 1, 19, 15, tzinfo=UTC), datetime(2017, 1, 20, 14, tzinfo=UTC))


@pytest.mark.parametrize(("day", "number"), [(date(2017, 3, 26), 23), (date(2017, 10, 29), 25)])
def test_day_on_which_the_clock_changes_has_another_number_of_hours(settings, day: date, number: int) -> None:
    settings.TIME_ZONE = "Europe/Berlin"

    hours = spans.hours_of(Span.of_days(day, day))

    assert len({hour.astimezone(UTC) for hour in hours}) == len(hours) == number


def test_all_time_has_no_first_hour() -> None:
    with pytest.raises(ValueError, match="no first hour"):
        spans.hours_of(Span.of_all_time(at=NOON))


def test_months_between_two_days() -> None:
    assert spans.months_between(date(2016, 11, 30), date(2017, 1, 1)) == [
        date(2016, 11, 1),
        date(2016, 12, 1),
        date(2017, 1, 1),
    ]
