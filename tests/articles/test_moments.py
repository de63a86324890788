"""Dates in words and for machines."""

from datetime import UTC, date, datetime

import pytest

from articles import moments
from articles.models import Correction

AFTERNOON = datetime(2011, 4, 3, 7, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [
        ("minute", "3 April 2011, 4:55\xa0p.m.", "2011-04-03T16:55+09:00"),
        ("day", "3 April 2011", "2011-04-03"),
        ("month", "April 2011", "2011-04"),
        ("year", "2011", "2011"),
        ("inferred", "about 3 April 2011", "2011-04-03"),
    ],
)
def test_date_is_as_exact_as_it_is_known(precision: str, words: str, machine: str) -> None:
    assert moments.in_words(AFTERNOON, precision) == words
    assert moments.for_machines(AFTERNOON, precision) == machine


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("minute", "2011년 4월 3일 오후 4:55"),
        ("day", "2011년 4월 3일"),
        ("month", "2011년 4월"),
        ("year", "2011년"),
        ("inferred", "2011년 4월 3일 무렵"),
    ],
)
def test_korean_column_has_korean_dates(precision: str, words: str) -> None:
    assert moments.in_words(AFTERNOON, precision, "ko") == words
    assert moments.in_words(AFTERNOON, precision, "ko-KR") == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (15, 0, "midnight"),
        (3, 0, "noon"),
        (15, 5, "12:05\xa0a.m."),
        (3, 30, "12:30\xa0p.m."),
        (0, 0, "9\xa0a.m."),
        (14, 59, "11:59\xa0p.m."),
    ],
)
def test_time_of_day_is_plain(hour: int, minute: int, words: str) -> None:
    assert moments.in_words(datetime(2011, 4, 2, hour, minute, tzinfo=UTC)).endswith(f", {words}")


def test_list_needs_no_time_of_day() -> None:
    assert moments.to_the_day("minute") == "day"
    assert moments.to_the_day("month") == "month"


@pytest.mark.parametrize(
    ("on", "precision", "words", "korean"),
    [
        (date(2011, 4, 9), "day", "9 April 2011", "2011년 4월 9일"),
        (date(2011, 4, 1), "month", "April 2011", "2011년 4월"),
        (date(2011, 4, 9), "inferred", "about 9 April 2011", "2011년 4월 9일 무렵"),
        (None, "day", "date not known", "날짜 미상"),
    ],
)
def test_notice_has_its_day_as_exactly_as_it_is_known(on: date | None, precision: str, words: str, korean: str) -> None:
    notice = Correction(issued_on=on, issued_precision=precision)

    assert moments.day_of_notice(notice) == words
    assert moments.day_of_notice(notice, "ko") == korean
