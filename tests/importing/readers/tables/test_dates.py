from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.importing.documents import Precision
from articles.importing.readers.moments import Fault
from articles.importing.readers.tables.columns_of_dates import date_column

SEOUL = ZoneInfo("Asia/Seoul")


def read(*values):
    column = date_column(values, SEOUL)
    return [found.code if isinstance(found := column.read(value), Fault) else found.moment for value in values]


def days(*values):
    return [found if isinstance(found, str) else found.at.date().isoformat() for found in read(*values)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("03/04/2011", "25/04/2011"), ["2011-04-03", "2011-04-25"]),
        (("03/04/2011", "04/25/2011"), ["2011-03-04", "2011-04-25"]),
        (("03.04.11", "31.04.11"), ["ambiguous_date"] * 2),
        (
            ("01.04.11", "02.04.11", "08.04.11", "12.05.11", "25.05.11"),
            ["2011-04-01", "2011-04-02", "2011-04-08", "2011-05-12", "2011-05-25"],
        ),
        (("11-04-03", "11-04-25", "99-12-31"), ["2011-04-03", "2011-04-25", "1999-12-31"]),
        (("3-Apr-11", "25-Apr-11"), ["2011-04-03", "2011-04-25"]),
        (("20110403", "20110425"), ["2011-04-03", "2011-04-25"]),
        (("40636", "40658"), ["2011-04-03", "2011-04-25"]),
        (("2011.04.03", "2011. 4. 25."), ["2011-04-03", "2011-04-25"]),
        (("April 3, 2011", "2011년 4월 25일"), ["2011-04-03", "2011-04-25"]),
    ],
)
def test_the_whole_column_tells_which_number_is_the_day(values, expected):
    assert days(*values) == expected


@pytest.mark.parametrize("values", [("03/04/2011", "05/06/2011"), ("25/04/2011", "04/25/2011", "03/04/2011")])
def test_dates_that_no_other_tells_apart_are_not_guessed(values):
    assert set(days(*values)) == {"ambiguous_date"}


def test_year_of_two_digits_is_said():
    column = date_column(["25-Apr-11"], SEOUL)

    assert [remark.code for remark in column.read("25-Apr-11").remarks] == ["year_of_two_digits"]


def test_midnights_of_a_whole_column_are_days():
    [first, _] = read("2011-04-03 00:00:00", "2011-04-05T00:00:00Z")

    assert (first.precision, first.at) == (Precision.DAY, datetime.fromisoformat("2011-04-03T00:00:00+09:00"))


def test_one_time_of_day_makes_midnight_a_time():
    [first, _] = read("2011-04-03 00:00:00", "2011-04-05 10:20:00")

    assert first.precision is Precision.MINUTE


@pytest.mark.parametrize("value", ["1301793600", "1301793600000", "1301793600.0"])
def test_seconds_since_1970_are_a_moment(value):
    [found] = read(value)

    assert found.at == datetime.fromisoformat("2011-04-03T01:20:00+00:00")


def test_real_dates_stay_what_they_are():
    [day, moment] = read(datetime(2011, 4, 3), datetime(2011, 4, 3, 10, 20))  # noqa: DTZ001 as a spreadsheet has them

    assert day.at == datetime.fromisoformat("2011-04-03T00:00:00+09:00")
    assert moment.at == datetime.fromisoformat("2011-04-03T10:20:00+09:00")


@pytest.mark.parametrize("value", ["soon", "31/02/2011", "2011-13-45", "99999999999999999999"])
def test_what_is_no_date_is_a_fault(value):
    [found] = read(value)

    assert isinstance(found, str)
