"""Labelled dates in many spellings, and what is held instead of guessed."""

import pytest

from articles.importing.documents import Precision, Severity, Verdict
from articles.importing.readers.textdump.dates import read_stamps
from tests.importing.readers.dumps import BODY, BYLINE, HEADLINE, codes, dump, read_one

MINUTES = [
    "Posted : 2011-04-03 16:55",
    "Posted : 2011-04-03\u00a016:55",
    "Posted: 2011-04-03 16:55",
    "Posted 2011-04-03 16:55",
    "Posted：2011.04.03. 16:55",
    "Published Apr 3, 2011 4:55 pm",
    "Published: April 3, 2011 4:55 p.m.",
    "Published on 3 April 2011, 4:55 PM KST",
    "Published: Sunday, April 3rd, 2011 at 4:55 PM",
    "Posted on 2011/04/03 16:55 (KST)",
    "Input : 2011.04.03 16:55",
    "Entered: 2011-04-03T16:55:00+09:00",
    "Released: 2011-04-03 07:55 GMT",
    "Date: Sun, 03 Apr 2011 16:55:00 +0900",
    "Posted: 201104031655",
    "입력 : 2011.04.03 16:55",
    "입력 2011-04-03 16:55:00",
    "기사입력 2011년 4월 3일 오후 4시 55분",
    "등록 2011.04.03 (일) 16:55",
    "게시 : 2011-04-03 오후 4:55",
    "2011.04.03 16:55 입력",
    "[입력 : 2011-04-03 16:55]",
    "Posted\n2011-04-03 16:55",
    "Published Sunday April 3, 2011 at 4:55 p.m. (Korean time)",
    "Posted: 03/Apr/2011 16:55",
    "Posted: 2011-04-03 16:55 Asia/Seoul",
]
COARSE = [
    ("Posted : April 3, 2011", Precision.DAY, "2011-04-03"),
    ("Posted : 13/04/2011", Precision.DAY, "2011-04-13"),
    ("Posted : 04/13/2011", Precision.DAY, "2011-04-13"),
    ("Posted : April 2011", Precision.MONTH, "2011-04-01"),
    ("입력 2011년 4월", Precision.MONTH, "2011-04-01"),
    ("Posted : 2011", Precision.YEAR, "2011-01-01"),
]
HELD = [
    ("Posted : 2014-02-31 17:20", "impossible_date"),
    ("Posted : 2014-03-03 27:05", "impossible_date"),
    ("Posted : 2014-13-01", "impossible_date"),
    ("Posted : 03/04/2011", "ambiguous_date"),
    ("Posted : 11-04-03 16:55", "ambiguous_date"),
    ("Posted : 3 hours ago", "unreadable_date"),
    ("Posted : 2011-04-03 16:55 by the desk", "unreadable_date"),
    ("Posted :", "no_date"),
    ("April 3, 2011", "date_without_label"),
]
NO_DATES = [
    "Published in 2011 by two brothers",
    "Updated: 3 killed in fire",
    "Update: the minister resigned in 2011",
    "Date palms are 2,011 years old.",
    "",
]


def article(dates):
    return dump(dates, HEADLINE, BYLINE, BODY)


@pytest.mark.parametrize("line", MINUTES)
def test_spelling_is_read(line):
    document = read_one(article(line))

    assert document.published.at.isoformat().replace("07:55:00+00:00", "16:55:00+09:00") == "2011-04-03T16:55:00+09:00"
    assert document.published.precision is Precision.MINUTE
    assert document.headline == HEADLINE


@pytest.mark.parametrize(("line", "precision", "day"), COARSE)
def test_precision_is_what_was_printed(line, precision, day):
    document = read_one(article(line))

    assert document.published.precision is precision
    assert document.published.at.date().isoformat() == day


@pytest.mark.parametrize(("line", "code"), HELD)
def test_doubtful_date_is_held_and_quoted(line, code):
    document = read_one(article(line))

    [notice] = [notice for notice in document.notices if notice.code == code]
    assert document.verdict is Verdict.HELD
    assert notice.severity is Severity.HOLD
    assert line in notice.message
    assert document.headline == HEADLINE


@pytest.mark.parametrize("line", NO_DATES)
def test_other_lines_are_no_dates(line):
    assert read_stamps(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Posted : 2011-04-03 16:55 Updated : 2011-04-04 10:00",
        "입력 2011.04.03 16:55 | 수정 2011.04.04 10:00",
        "입력2011.04.03 16:55수정2011.04.04 10:00",
    ],
)
def test_both_dates_on_one_line(line):
    document = read_one(article(line))

    assert document.published.at.isoformat() == "2011-04-03T16:55:00+09:00"
    assert document.updated.at.isoformat() == "2011-04-04T10:00:00+09:00"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ahn Dal-ho | Posted: April 3, 2011", "By Ahn Dal-ho"),
        ("Posted by Ahn Dal-ho on April 3, 2011", "Posted by Ahn Dal-ho"),
        ("홍길동 기자 승인 2011.04.03 16:15", "홍길동 기자"),
    ],
)
def test_byline_and_date_on_one_line(line, byline):
    document = read_one(dump(HEADLINE, line, BODY))

    assert document.byline == byline
    assert document.published.at.date().isoformat() == "2011-04-03"


@pytest.mark.parametrize("line", ["Updated :", "Updated : -", "Updated : n/a"])
def test_empty_update_stops_nobody(line):
    document = read_one(article(f"Posted : 2011-04-03 16:55\n{line}"))

    assert document.verdict is Verdict.READY
    assert document.updated is None


def test_missing_date_holds():
    document = read_one(dump(HEADLINE, BYLINE, BODY))

    assert document.verdict is Verdict.HELD
    assert "no_date" in codes(document)


def test_update_before_the_posting_is_kept_and_said():
    document = read_one(article("Posted : 2011-04-03 16:55\nUpdated : 2011-04-02 10:00"))

    assert document.verdict is Verdict.READY
    assert document.updated.at < document.published.at
    assert "updated_before_posted" in codes(document)


def test_day_of_the_posting_is_not_after_its_update():
    document = read_one(article("Posted : 2011-04-03 16:55\nUpdated : 2011-04-03"))

    assert "updated_before_posted" not in codes(document)


def test_two_different_postings_hold():
    document = read_one(article("Posted : 2011-04-03 16:55\nPublished : 2011-04-05 16:55"))

    assert document.verdict is Verdict.HELD
    assert "conflicting_dates" in codes(document)


def test_paper_has_its_zone():
    document = read_one(article("Posted : 2011-04-03 16:55"), timezone="Europe/London")

    assert document.published.at.isoformat() == "2011-04-03T16:55:00+01:00"


def test_time_that_the_clocks_skipped_holds():
    document = read_one(article("Posted : 2012-03-11 02:30"), timezone="America/New_York")

    assert document.published is None
    assert "nonexistent_time" in codes(document)


def test_time_that_came_twice_is_noted():
    document = read_one(article("Posted : 2012-11-04 01:30"), timezone="America/New_York")

    assert document.published.at.isoformat() == "2012-11-04T01:30:00-04:00"
    assert "ambiguous_time" in codes(document)


def test_day_of_the_week_that_does_not_fit_is_said():
    document = read_one(article("Posted : Monday, April 3, 2011"))

    assert "weekday_mismatch" in codes(document)


def test_unknown_zone_is_refused():
    with pytest.raises(ValueError, match="Mars/Olympus"):
        read_one(article("Posted : 2011-04-03"), timezone="Mars/Olympus")
