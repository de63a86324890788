"""Headline, standfirst, byline and rubric, in whatever order they stand."""

import pytest

from articles.importing.documents import Verdict
from tests.importing.readers.dumps import (
    BIO,
    BODY,
    BYLINE,
    DATES,
    FIRST,
    HEADLINE,
    KOREAN_BODY,
    KOREAN_DATES,
    KOREAN_HEADLINE,
    SECOND,
    codes,
    dump,
    ranked,
    read_all,
    read_one,
)


def test_plain_page_is_read_whole():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO) + "\n" + ranked())

    assert document.verdict is Verdict.READY
    assert (document.headline, document.standfirst, document.byline) == (HEADLINE, "", BYLINE)
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"
    assert document.updated.at.isoformat() == "2012-05-07T11:00:00+09:00"
    assert len(document.paragraphs) == 3
    assert document.bio == BIO
    assert [item.rank for item in document.most_read] == list(range(1, 11))
    assert document.language == "en"
    assert document.notices == ()


@pytest.mark.parametrize(
    "head",
    [
        dump(HEADLINE, BYLINE, DATES),
        dump(HEADLINE, DATES, BYLINE),
        dump(DATES, BYLINE, HEADLINE),
        "\n".join((DATES, HEADLINE, BYLINE)),
    ],
)
def test_parts_of_the_head_stand_in_any_order(head):
    document = read_one(dump(head, BODY))

    assert (document.headline, document.byline, len(document.paragraphs)) == (HEADLINE, BYLINE, 3)
    assert document.published is not None


def test_dates_at_the_foot_belong_to_the_article():
    document = read_one(dump(HEADLINE, BYLINE, BODY, BIO, DATES))

    assert (document.headline, document.bio) == (HEADLINE, BIO)
    assert document.published is not None


def test_line_between_headline_and_byline_is_the_standfirst():
    document = read_one(dump(DATES, HEADLINE, "Why a council should count its bulbs", BYLINE, BODY))

    assert document.standfirst == "Why a council should count its bulbs"
    assert document.provenance["standfirst"][0].lines == (6, 6)


def test_first_paragraph_is_no_standfirst_because_a_signature_follows_at_the_end():
    document = read_one(dump(DATES, HEADLINE, FIRST, SECOND, BYLINE))

    assert document.standfirst == ""
    assert document.paragraphs == (FIRST, SECOND)
    assert document.byline == BYLINE


def test_broken_headline_is_joined():
    document = read_one(dump(DATES, "Lamps for an empty pier: why a\ncouncil counts its bulbs", BYLINE, BODY))

    assert document.headline == "Lamps for an empty pier: why a council counts its bulbs"


@pytest.mark.parametrize("rubric", ["[Times Forum] ", "[Times Forum]\n\n", "【Times Forum】 "])
def test_rubric_is_a_series_and_no_part_of_the_headline(rubric):
    document = read_one(dump(DATES, rubric + HEADLINE, BYLINE, BODY))

    assert (document.series, document.headline) == ("Times Forum", HEADLINE)
    assert "rubric" in codes(document)


def test_missing_headline_holds():
    document = read_one(dump(DATES, BYLINE, BODY))

    assert document.verdict is Verdict.HELD
    assert document.headline == ""
    assert "no_headline" in codes(document)
    assert len(document.paragraphs) == 3


def test_missing_body_holds():
    document = read_one(dump(DATES, HEADLINE, BYLINE))

    assert document.verdict is Verdict.HELD
    assert "no_body" in codes(document)


def test_bare_date_lines_make_one_held_document_and_no_article():
    document = read_one(DATES)

    assert document.verdict is Verdict.HELD
    assert {"no_headline", "no_body"} <= codes(document)
    assert document.paragraphs == ()


def test_unsigned_editorial_is_ready():
    document = read_one(dump(DATES, HEADLINE, BODY))

    assert document.verdict is Verdict.READY
    assert document.credits == ()
    assert codes(document) == {"no_byline"}


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Monday the pier will be dark, says the council, and by Tuesday nobody will have noticed it.",
        "By Land And Sea the lamps arrived, which nobody had expected of a council.",
        "By then it was late.",
    ],
)
def test_paragraph_that_begins_with_by_is_text(paragraph):
    document = read_one(dump(DATES, HEADLINE, paragraph, SECOND))

    assert document.byline == ""
    assert document.paragraphs == (paragraph, SECOND)


def test_signature_at_the_end_names_the_author():
    document = read_one(dump(DATES, HEADLINE, BODY, "— Ahn Dal-ho"))

    assert [person.name for person in document.credits] == ["Ahn Dal-ho"]
    assert "byline_at_end" in codes(document)
    assert document.provenance["authors"][0].confidence < 0.9


@pytest.mark.parametrize(
    "letter",
    [
        dump("Letters to the Editor", HEADLINE, BODY, "Ahn Dal-ho\nPohang"),
        dump(HEADLINE, "Dear Editor,", BODY, "Ahn Dal-ho, Pohang"),
        dump(HEADLINE, BODY, "Yours sincerely,\nAhn Dal-ho\nPohang"),
    ],
)
def test_letter_is_signed_at_its_end(letter):
    document = read_one(dump(DATES, letter))

    assert [(person.name, person.title) for person in document.credits] == [("Ahn Dal-ho", "Pohang")]
    assert "Pohang" not in document.paragraphs[-1]
    assert "byline_at_end" in codes(document)


def test_short_last_lines_of_another_text_sign_nothing():
    document = read_one(dump(DATES, HEADLINE, BODY, "Old Lamps\nPohang"))

    assert document.credits == ()
    assert document.paragraphs[-1] == "Pohang"


def test_headline_that_reads_like_a_byline():
    document = read_one(dump(DATES, "By Lamp Light", FIRST, "Nobody reads by the light of a pier."))

    assert (document.headline, document.byline) == ("By Lamp Light", "")
    assert "headline_uncertain" in codes(document)


def test_name_alone_is_a_byline_where_the_bio_confirms_it():
    document = read_one(dump(DATES, HEADLINE, "Ahn Dal-ho", BODY, BIO))

    assert [person.name for person in document.credits] == ["Ahn Dal-ho"]


def test_title_and_address_under_the_byline_belong_to_it():
    document = read_one(dump(DATES, HEADLINE, f"{BYLINE}\nStaff writer\nahn@example.com", BODY))

    assert document.byline == "By Ahn Dal-ho Staff writer ahn@example.com"
    assert document.credits[0].title == "Staff writer"


def test_mastheads_and_paths_are_named_and_left_out():
    document = read_one(dump("Home > Opinion > Columns", "The Harbour Times", DATES, HEADLINE, BYLINE, BODY))

    assert document.headline == HEADLINE
    assert {notice.line for notice in document.notices if notice.code == "unplaced_text"} == {1, 3}


@pytest.mark.parametrize(
    ("head", "series", "names"),
    [
        ("[사설] 빈 부두의 등불", "사설", []),
        ("<기고> 빈 부두의 등불\n\n홍길동 서울대 교수", "기고", ["홍길동"]),
        ("[홍길동 칼럼] 빈 부두의 등불", "홍길동 칼럼", ["홍길동"]),
        ("빈 부두의 등불\n\n글·사진 홍길동 기자", "", ["홍길동"]),
    ],
)
def test_korean_heads(head, series, names):
    document = read_one(dump(KOREAN_DATES, head, KOREAN_BODY))

    assert (document.headline, document.series, document.language) == (KOREAN_HEADLINE, series, "ko")
    assert [person.name for person in document.credits] == names


def test_korean_dateline_names_the_author_and_stays_in_the_text():
    document = read_one(dump(KOREAN_DATES, KOREAN_HEADLINE, "[부산=홍길동 기자] " + KOREAN_BODY))

    assert [person.name for person in document.credits] == ["홍길동"]
    assert document.paragraphs[0].startswith("[부산=홍길동 기자]")


@pytest.mark.parametrize("parting", ["\n\n", "\n\n----------\n\n", "\n\n=====\n\n", "\n\n***\n\n", "\n\f"])
def test_dates_after_a_body_begin_the_next_article(parting):
    documents = read_all(dump(DATES, HEADLINE, BYLINE, BODY, BIO) + parting + dump(DATES, "Second thing", FIRST))

    assert [document.source for document in documents] == ["dump.txt#1", "dump.txt#2"]
    assert [document.headline for document in documents] == [HEADLINE, "Second thing"]
    assert [len(document.paragraphs) for document in documents] == [3, 1]


def test_articles_with_heads_above_their_dates_are_parted_above_the_heads():
    documents = read_all(dump(HEADLINE, DATES, BYLINE, BODY, "Second thing", DATES, "By Joo Mi-ran", FIRST))

    assert [document.headline for document in documents] == [HEADLINE, "Second thing"]


def test_articles_with_dates_at_the_foot_are_parted_below_them():
    documents = read_all(dump(HEADLINE, BODY, DATES, "Second thing", FIRST, SECOND, DATES))

    assert [document.headline for document in documents] == [HEADLINE, "Second thing"]
    assert all(document.published for document in documents)


def test_articles_without_dates_are_parted_by_a_drawn_line():
    documents = read_all(dump(HEADLINE, BYLINE, BODY, "----------", "Second thing", "By Joo Mi-ran", FIRST))

    assert [document.headline for document in documents] == [HEADLINE, "Second thing"]
    assert all("no_date" in codes(document) for document in documents)


def test_line_numbers_count_in_the_whole_file():
    second = read_all(dump(DATES, HEADLINE, FIRST, DATES, "Second thing", FIRST))[1]

    [place] = second.provenance["headline"]
    assert second.text.split("\n")[place.lines[0] - 1] == "Second thing"


def test_drawn_line_within_a_text_is_kept():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "* * *", SECOND))

    assert document.paragraphs == (FIRST, "* * *", SECOND)
