from datetime import date

import pytest

from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.patterns import compiled
from articles.importing.readers.taught import whole_line
from articles.importing.teaching.faults import shape, suspect
from articles.importing.teaching.marking import byline_pattern, date_pattern, tokens
from articles.importing.teaching.proposing import Proposal, proposals

TODAY = date(2020, 6, 1)


def offered(*lines: str) -> list[Proposal]:
    return proposals(lines, today=TODAY)


@pytest.mark.parametrize(
    ("lines", "words", "read"),
    [
        (("13.04.05", "11.12.06"), "day.month.year", "13.04.05 → 2005-04-13"),
        (("04/13/2005",), "month/day/year", "04/13/2005 → 2005-04-13"),
        (("Mon 03 Apr 2011", "Tue 14 Mai 2012"), "Mon day month year", "Mon 03 Apr 2011 → 2011-04-03"),
        (("Le 12 août 2009 à 9h15",), "Le day month year à hourhminute", "Le 12 août 2009 à 9h15 → 2009-08-12 09:15"),
        (("Seoul, 3.14.2011", "Busan, 5.16.2012"), "Seoul, month.day.year", "Seoul, 3.14.2011 → 2011-03-14"),
        (("Mai 2005",), "month year", "Mai 2005 → 2005-05"),
        (("3. März 2005",), "day. month year", "3. März 2005 → 2005-03-03"),
        (("2005년 4월 3일 (일)",), "year년 month월 day일 (일)", "2005년 4월 3일 (일) → 2005-04-03"),
    ],
)
def test_likeliest_reading_stands_first(lines: tuple[str, ...], words: str, read: str) -> None:
    first = offered(*lines)[0]

    assert (first.words, first.example, first.reads, first.of) == (words, read, len(lines), len(lines))


def test_all_readings_of_an_ambiguous_line_are_offered() -> None:
    assert [proposal.words for proposal in offered("03.04.05")] == [
        "day.month.year",
        "month.day.year",
        "year.month.day",
    ]


def test_day_to_come_counts_against_a_reading() -> None:
    assert [(proposal.words, proposal.reads) for proposal in offered("03.04.30")] == [
        ("year.month.day", 1),
        ("day.month.year", 0),
        ("month.day.year", 0),
    ]


def test_every_proposal_can_be_taken_and_reads_its_line() -> None:
    for line in ("03.04.05", "Mon 03 Apr 2011", "Eingestellt am 3.4.2005 um 14.30 Uhr", "(4/13/05) No. 345"):
        for proposal in offered(line):
            assert compiled(proposal.pattern)
            assert whole_line(line, [Lesson(kind=LessonKind.DATE_PATTERN, pattern=proposal.pattern)])


@pytest.mark.parametrize("line", ["", "no figure at all", "1 2", "99.99.99", "Phone 555 0100 22"])
def test_what_is_no_date_gives_no_proposal(line: str) -> None:
    assert offered(line) == []


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({0: "day"}, "month and the year"),
        ({0: "month", 2: "month", 4: "year"}, "marked twice"),
        ({0: "month", 2: "day", 4: "year", 6: "hour"}, "it is no number"),
    ],
)
def test_marks_that_make_no_date_are_refused(marks: dict[int, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        date_pattern(tokens("3.4.2005 Uhr"), marks)


def test_lines_that_differ_in_too_many_words_make_no_pattern() -> None:
    with pytest.raises(ValueError, match="too many words"):
        date_pattern(tokens("a b c d 5 2005"), {8: "month", 10: "year"}, ["e f g h 6 2006"])


def test_byline_stands_between_what_all_lines_have() -> None:
    pattern = byline_pattern(tokens("~ Ada Berg ~"), 2, 4, ["~ Ada Berg ~", "~ Jo Ferreira ~"])

    lesson = Lesson(kind=LessonKind.BYLINE_PATTERN, pattern=pattern)
    assert whole_line("~ Mara Lindqvist ~", [lesson]).said == "Mara Lindqvist"
    assert whole_line("Mara Lindqvist", [lesson]) is None


@pytest.mark.parametrize(("line", "first", "last"), [("Ada Berg", 0, 2), ("~ Ada ~", 0, 0), ("~ Ada ~", -1, -1)])
def test_name_that_can_not_be_told_from_anything_else_is_refused(line: str, first: int, last: int) -> None:
    with pytest.raises(ValueError, match="name"):
        byline_pattern(tokens(line), first, last)


@pytest.mark.parametrize(
    ("line", "seen"),
    [("Mon 03 Apr  2011", "a 00 a 0000"), ("Posted : 2014-02-31", "a : 0000-00-00"), ("2011년 4월", "0000a 00a")],
)
def test_shape_of_a_line(line: str, seen: str) -> None:
    assert shape(line) == seen


def test_line_that_looks_most_like_a_date_is_suspected() -> None:
    assert suspect("The 25 of 1987\nBy Ada Berg\n\n03.04.05\n\nIt was long, and 12 of 14 people in 2011 said so.") == 4
    assert suspect("No figure\nnor month") is None
