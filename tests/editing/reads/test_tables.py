"""Tables of reads: by time and by rank, each line beside what it was before."""

import csv
import io
from datetime import UTC, datetime

import pytest

from articles.editing.reads import tables
from articles.editing.reads.asking import ask
from articles.editing.reads.rows import Row
from articles.models import Tag
from articles.readership.days import hour_of
from articles.readership.models import HourlyReads
from authors.models import Author
from tests.builders import make_article
from tests.editing.reads.counted import HOUR, asked, came_from, read, read_long_ago

pytestmark = pytest.mark.django_db


def told(question) -> list[tuple]:
    return [(row.label, row.this, row.last) for row in tables.table(question).rows if row.this or row.last]


def test_days_lie_against_the_days_before():
    article = make_article()
    read(article, 4, days_ago=1)
    read(article, 3, days_ago=8)

    found = tables.table(asked("7"))

    assert len(found.rows) == 7
    assert told(asked("7")) == [("Tue 17 Mar", 4, 3)]
    assert (found.total.this, found.total.last, found.total.percent) == (4, 3, "+33 %")


def test_day_that_is_not_over_is_compared_up_to_the_same_hour():
    article = make_article()
    read(article, 2, hour=15)
    read(article, 5, days_ago=7, hour=15)
    read(article, 90, days_ago=7, hour=16)

    found = tables.table(asked("7"))

    assert (found.rows[-1].this, found.rows[-1].last) == (2, 5)
    assert (found.total.this, found.total.last) == (2, 5)


def test_today_shows_what_is_to_come_and_does_not_sum_it():
    article = make_article()
    read(article, 2, hour=8)
    read(article, 5, days_ago=7, hour=20)

    found = tables.table(asked("today"))

    assert [(row.this, row.last) for row in (found.rows[8], found.rows[20])] == [(2, 0), (None, 5)]
    assert [row.is_to_come for row in found.rows] == [False] * 16 + [True] * 8
    assert (found.total.this, found.total.last) == (2, 0)


def test_hours_of_several_days_are_summed_by_the_clock():
    article = make_article()
    read(article, 2, days_ago=1, hour=8)
    read(article, 3, days_ago=2, hour=8)
    read(article, 1, days_ago=9, hour=8)

    assert told(asked("7", "hour")) == [("08:00", 5, 1)]


def test_stretch_in_which_the_clock_is_set_back_sums_to_its_total(settings):
    settings.TIME_ZONE = "America/New_York"
    at = datetime(2025, 11, 4, 20, 30, tzinfo=UTC)  # two days after the night of 25 hours
    article = make_article()
    for hours_ago in range(24 * 15):
        HourlyReads.objects.create(article=article, hour=hour_of(at - hours_ago * HOUR), count=1)

    found = tables.table(ask({"span": "7"}, {}, at=at))

    assert [row.this for row in found.rows] == [24, 24, 24, 24, 25, 24, 16]
    assert [row.last for row in found.rows] == [24, 24, 24, 24, 24, 24, 16]
    assert (found.total.this, found.total.last) == (161, 160)


def test_hours_that_are_no_longer_kept_are_not_nought():
    read(make_article(), 2, days_ago=1)

    assert {row.last for row in tables.table(asked("30", "hour")).rows} == {None}


def test_weeks_of_a_year_end_today():
    article = make_article()
    read(article, 2, days_ago=6)
    read_long_ago(article, 5, days_ago=364 + 6)

    found = tables.table(asked("year"))

    assert len(found.rows) == 52
    assert told(asked("year")) == [("12 Mar to 18 Mar 2026", 2, 5)]


def test_all_time_is_by_month_from_the_first_read():
    article = make_article()
    read(article, 2)
    read_long_ago(article, 5, days_ago=60)

    assert told(asked("all")) == [("January 2026", 5, None), ("March 2026", 2, None)]


def test_all_time_of_what_nobody_read_is_empty():
    found = tables.table(asked("all"))

    assert found.is_empty
    assert list(found.rows) == []


def test_columns_are_ranked_and_lead_to_their_days():
    ferry, bus = make_article("The ferry", authors=["Ines Varga"]), make_article("The bus")
    read(ferry, 4)
    read(bus, 9)
    read(ferry, 1, days_ago=7)

    first, second = tables.table(asked("7", "article")).rows

    assert (first.label, first.this, first.last, first.percent) == ("The bus", 9, 0, "new")
    assert (second.label, second.this, second.last, second.note) == ("The ferry", 4, 1, "Ines Varga")
    assert second.url == f"?span=7&by=day&article=%23{ferry.pk}"


def test_both_authors_of_a_column_have_its_reads():
    read(make_article(authors=["Ines Varga", "Oskar Lindqvist"], tags=["Harbour"]), 4)

    found = tables.table(asked("7", "author"))

    assert told(asked("7", "author")) == [("Ines Varga", 4, 0), ("Oskar Lindqvist", 4, 0)]
    assert found.total.this == 4
    assert told(asked("7", "tag")) == [("Harbour", 4, 0)]


def test_sites_are_told_by_host():
    article = make_article()
    came_from("news.example", article, 3)
    came_from("news.example", article, 9, days_ago=8)
    came_from("search.example", article, 5, days_ago=2)

    assert told(asked("7", "referrer")) == [("search.example", 5, 0), ("news.example", 3, 9)]


def test_scope_narrows_every_table():
    ferry = make_article("The ferry", authors=["Ines Varga"], tags=["Harbour"])
    read(ferry, 4)
    read(make_article("The bus", authors=["Oskar Lindqvist"], tags=["Harbour"]), 9)
    ines, harbour = Author.objects.get(name="Ines Varga"), Tag.objects.get(name="Harbour")

    assert tables.table(asked("7", "day", article=ferry)).total.this == 4
    assert told(asked("7", "article", author=ines)) == [("The ferry", 4, 0)]
    assert told(asked("7", "author", tag=harbour)) == [("Oskar Lindqvist", 9, 0), ("Ines Varga", 4, 0)]
    assert told(asked("7", "tag", author=ines, tag=harbour)) == [("Harbour", 4, 0)]


@pytest.mark.parametrize(
    ("this", "last", "change", "percent"),
    [
        (12, 10, "+2", "+20 %"),
        (0, 1_500, "−1,500", "−100 %"),
        (3, 3, "±0", "±0 %"),
        (0, 0, "±0", ""),
        (4, 0, "+4", "new"),
        (None, 4, "", ""),
        (4, None, "", ""),
    ],
)
def test_difference_is_said_in_figures_and_percent(this, last, change, percent):
    row = Row(label="", key="", this=this, last=last)

    assert (row.change, row.percent) == (change, percent)


def lines_of(question) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(tables.csv_lines(question)).removeprefix("\ufeff"))))


def test_csv_has_all_columns_and_no_formula(monkeypatch):
    monkeypatch.setattr(tables, "A_PAGE", 1)
    ferry, sums = make_article("The ferry", authors=["Ines Varga"]), make_article("=1+1")
    read(ferry, 6)
    read(ferry, 4, days_ago=7)
    read(sums, 2)

    assert tables.table(asked("7", "article")).has_more
    assert lines_of(asked("7", "article")) == [
        ["column", "headline", "by", "reads", "reads_before", "difference", "difference_percent"],
        [str(ferry.pk), "The ferry", "Ines Varga", "6", "4", "2", "50.0"],
        [str(sums.pk), "'=1+1", "", "2", "0", "2", ""],
    ]


@pytest.mark.parametrize(
    ("span", "by", "first", "name"),
    [
        ("7", "day", "2026-03-12", "reads-by-day-2026-03-12-to-2026-03-18.csv"),
        ("today", "hour", "2026-03-18T00:00", "reads-by-hour-2026-03-18-to-2026-03-18.csv"),
        ("7", "hour", "00:00", "reads-by-hour-2026-03-12-to-2026-03-18.csv"),
        ("year", "week", "2025-03-20", "reads-by-week-2025-03-20-to-2026-03-18.csv"),
        ("all", "month", "2026-03", "reads-by-month-to-2026-03-18.csv"),
    ],
)
def test_csv_over_time_is_in_days_of_the_calendar(span, by, first, name):
    read(make_article(), 1)

    assert lines_of(asked(span, by))[1][0] == first
    assert tables.file_name(asked(span, by)) == name
