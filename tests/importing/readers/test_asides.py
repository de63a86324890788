"""Captions, credits, buttons and links: lines of the page that are no part of the article."""

import pytest

from articles.importing.readers.textdump.asides import is_button, is_picture
from tests.importing.readers.dumps import (
    BIO,
    BODY,
    BYLINE,
    DATES,
    FIRST,
    HEADLINE,
    HEADLINES,
    SECOND,
    codes,
    dump,
    ranked,
    read_one,
)

PICTURES = [
    "/ Yonhap",
    "Yonhap",
    "(Yonhap)",
    "[YONHAP]",
    "Reuters-Yonhap",
    "AP-Yonhap",
    "AFP PHOTO",
    "Getty Images",
    "(Photo: Harbour Times)",
    "Photo by Joo Mi-ran",
    "Photo courtesy of the Pier Museum",
    "Courtesy of the Pier Museum",
    "Harbour Times photo by Joo Mi-ran",
    "Illustration: Joo Mi-ran",
    "사진=연합뉴스",
    "[사진 연합뉴스]",
    "사진 제공: 등대박물관",
    "Lamps stand on the pier in Pohang, Tuesday. / Yonhap",
    "Lamps stand on the pier in Pohang, Tuesday. Reuters-Yonhap",
    "Lamps stand on the pier in Pohang. (Photo: Harbour Times)",
    "등불이 켜진 부두. 사진=연합뉴스",
]
NO_PICTURES = [
    "Lamps for an empty pier",
    "Courtesy is not a lamp",
    "The family photo",
    "Images from the pier",
    "Reuters and the lamps",
    "/홍길동 기자",
    "Track I / Track II",
    "A lamp, he told Yonhap, is a lamp.",
]
BUTTONS = [
    "Share",
    "Print",
    "Share | Print | Email",
    "Comments (3)",
    "3 comments",
    "0 Comments",
    "ADVERTISEMENT",
    "Page 1 of 2",
    "- 12 -",
    "댓글 3",
    "인쇄 | 공유 | 스크랩",
    "글자크기 + -",
]
NO_BUTTONS = ["Home", "Lamps to share", "Print the lamps", "Who comments", "1. Share", "Listen, pilots"]


@pytest.mark.parametrize("text", PICTURES)
def test_picture_is_known(text):
    assert is_picture(text)


@pytest.mark.parametrize("text", NO_PICTURES)
def test_other_line_is_no_picture(text):
    assert not is_picture(text)


@pytest.mark.parametrize("text", BUTTONS)
def test_button_is_known(text):
    assert is_button(text, behind=False)


@pytest.mark.parametrize("text", NO_BUTTONS)
def test_other_line_is_no_button(text):
    assert not is_button(text, behind=False)


@pytest.mark.parametrize("text", PICTURES)
def test_picture_between_headline_and_byline_is_no_standfirst(text):
    document = read_one(dump(DATES, HEADLINE, text, BYLINE, BODY))

    assert (document.headline, document.standfirst, document.byline) == (HEADLINE, "", BYLINE)
    assert "picture_line" in codes(document)


def test_standfirst_and_caption_are_told_apart():
    document = read_one(dump(DATES, HEADLINE, "Why a council should count its bulbs", "/ Yonhap", BYLINE, BODY))

    assert document.standfirst == "Why a council should count its bulbs"


def test_sentence_above_a_lone_credit_is_its_caption():
    document = read_one(dump(DATES, HEADLINE, BYLINE, "The pier is dark on Tuesday.\nYonhap", FIRST, SECOND))

    assert document.paragraphs == (FIRST, SECOND)


def test_caption_within_the_text_is_left_out():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "The pier on Tuesday. / Yonhap", SECOND))

    assert document.paragraphs == (FIRST, SECOND)


def test_last_paragraph_that_names_an_agency_is_text():
    last = f"{SECOND} / Yonhap"

    assert read_one(dump(DATES, HEADLINE, BYLINE, FIRST, last)).paragraphs == (FIRST, last)


@pytest.mark.parametrize("text", BUTTONS)
@pytest.mark.parametrize("place", ["head", "bio", "end"])
def test_buttons_part_nothing(text, place):
    parts = {"head": (text, "", ""), "bio": ("", text, ""), "end": ("", "", text)}[place]

    document = read_one(dump(parts[0], DATES, HEADLINE, BYLINE, BODY, BIO, parts[1], ranked(), parts[2]))

    assert (document.headline, document.bio) == (HEADLINE, BIO)
    assert len(document.paragraphs) == 3
    assert [item.headline for item in document.most_read] == list(HEADLINES)


def test_related_headlines_are_left_out_also_without_a_bio():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, "Related stories\nFerry lost at sea\nGulls return"))

    assert len(document.paragraphs) == 3


def test_only_line_above_the_text_is_its_headline():
    assert read_one(dump(DATES, "Print", FIRST, SECOND)).headline == "Print"
