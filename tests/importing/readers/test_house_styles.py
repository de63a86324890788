"""How different papers lay out a page: dates, byline and bio in their own places and words."""

import pytest

from tests.importing.readers.dumps import (
    BODY,
    DATES,
    FIRST,
    HEADLINE,
    KOREAN_BODY,
    KOREAN_DATES,
    KOREAN_HEADLINE,
    SECOND,
    codes,
    dump,
    read_one,
)

BIO = "The author is an editorial writer of the Harbour Daily."
HEADS = [
    dump(HEADLINE, DATES, f"Ahn Dal-ho\n{BIO}", BODY),
    dump(DATES, HEADLINE, f"By Ahn Dal-ho\n{BIO}", BODY),
    dump(HEADLINE, "By Ahn Dal-ho", BIO, DATES, BODY),
    dump(HEADLINE, "Ahn Dal-ho", DATES, BODY, BIO),
    dump(f"[Ahn Dal-ho] {HEADLINE}", DATES, BODY, BIO, "Ahn Dal-ho writes for the Harbour Daily."),
    dump(f"Opinion | {HEADLINE}", "By Ahn Dal-ho", DATES, BODY, BIO),
]
TAILS = [
    "(The Harbour Times)",
    "www.example.com",
    "Copyright: The Harbour Times, 2012.\nwww.example.com",
    "Ahn Dal-ho",
    "Read more from Ahn Dal-ho's archive, follow him on Twitter or subscribe to his updates on Facebook.",
    "Share | Print | Email\n\nComments (3)",
]
KOREAN_TAILS = [
    "저작권자 © 항구신문 무단전재 및 재배포 금지\n\n홍길동\n\n다른기사 보기",
    "※ 외부 필진의 글은 본지 편집방향과 다를 수 있습니다.",
    "ⓒ 항구신문",
    "저작권자 © 항구신문 무단전재 및 재배포 금지\n홍길동 기자 다른기사 보기",
]


@pytest.mark.parametrize("text", HEADS)
def test_author_and_bio_are_found_wherever_the_paper_puts_them(text):
    document = read_one(text)

    assert (document.headline, document.standfirst) == (HEADLINE, "")
    assert [person.name for person in document.credits] == ["Ahn Dal-ho"]
    assert document.bio.startswith(BIO)
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize("tail", TAILS)
def test_tail_of_the_page_is_no_text(tail):
    document = read_one(dump(DATES, HEADLINE, "By Ahn Dal-ho", BODY, BIO, tail))

    assert document.bio == BIO
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize("tail", KOREAN_TAILS)
def test_tail_of_a_korean_page_is_no_text(tail):
    document = read_one(dump(KOREAN_DATES, KOREAN_HEADLINE, "홍길동(시인)", KOREAN_BODY, tail))

    assert len(document.paragraphs) == 2
    assert document.bio == ""


def test_text_that_begins_with_the_writer_is_no_bio():
    first = "The writer is a creature of habit, and so is the pilot. Neither of them reads by lamps."

    document = read_one(dump(DATES, HEADLINE, "By Ahn Dal-ho", first, SECOND))

    assert document.paragraphs == (first, SECOND)


def test_time_with_a_full_stop():
    document = read_one(dump("Published: Sun 6 May 2012 10.20 BST", HEADLINE, "By Ahn Dal-ho", FIRST))

    assert document.published.at.isoformat() == "2012-05-06T10:20:00+01:00"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("글 홍길동, 사진 김영희", ["홍길동"]),
        ("홍길동 한국대 교수·법학", ["홍길동"]),
        ("홍길동·김영희 한국대 교수", ["홍길동", "김영희"]),
    ],
)
def test_korean_bylines_with_helpers_and_subjects(byline, names):
    document = read_one(dump(KOREAN_DATES, KOREAN_HEADLINE, byline, KOREAN_BODY))

    assert [person.name for person in document.credits] == names


def test_a_byline_and_its_dates_may_be_parted_by_bars():
    line = "By Ahn Dal-ho, Special to the Daily | May 6, 2012, 10:20 a.m. KST | Updated May 7, 2012, 11:00 a.m. KST"

    document = read_one(dump(HEADLINE, line, BODY))

    assert [person.name for person in document.credits] == ["Ahn Dal-ho"]
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"
    assert document.updated.at.isoformat() == "2012-05-07T11:00:00+09:00"


def test_a_section_that_a_line_names_is_no_text():
    document = read_one(dump(DATES, HEADLINE, "By Ahn Dal-ho", "Filed under: Opinion", BODY))

    assert (document.series, len(document.paragraphs)) == ("Opinion", 3)


def test_the_heading_of_a_bio_is_not_part_of_it():
    document = read_one(dump(DATES, HEADLINE, "By Ahn Dal-ho", BODY, "ABOUT THE AUTHOR", BIO))

    assert (document.bio, len(document.paragraphs)) == (BIO, 3)


def test_the_dash_before_a_standfirst_is_not_part_of_it():
    document = read_one(dump(f"{HEADLINE}\n- Who reads by the lamps of the harbour", DATES, "By Ahn Dal-ho", BODY))

    assert document.standfirst == "Who reads by the lamps of the harbour"


def test_a_date_line_that_can_be_read_in_two_ways_is_no_headline():
    document = read_one(dump("Posted 03.04.2011, 16:55 Uhr", HEADLINE, "By Ahn Dal-ho", BODY))

    assert (document.headline, codes(document)) == (HEADLINE, {"ambiguous_date"})
