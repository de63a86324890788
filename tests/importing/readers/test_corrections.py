"""Corrections that a page prints with its column: their kind, their day, and what is no correction."""

from datetime import date

import pytest

from articles.importing.documents import CorrectionKind, Precision
from articles.importing.readers.textdump.corrections import is_correction, notice_of
from tests.importing.readers.dumps import (
    BIO,
    BODY,
    BYLINE,
    DATES,
    HEADLINE,
    HEADLINES,
    KOREAN_BODY,
    KOREAN_HEADLINE,
    codes,
    dump,
    ranked,
    read_one,
)

SAID = "The pier has forty lamps, not fourteen."
POSTED = "Posted : 2012-05-06 10:20"
UPDATED_ON = date(2012, 5, 7)
DAYS = [
    ("Correction: " + SAID, UPDATED_ON),
    ("Clarification: " + SAID, UPDATED_ON),
    ("CORRECTION — " + SAID, UPDATED_ON),
    ("[Correction] " + SAID, UPDATED_ON),
    ("Correction (May 9, 2012): " + SAID, date(2012, 5, 9)),
    ("Correction, 9 May 2012: " + SAID, date(2012, 5, 9)),
    ("Correction: The pier was built on 5 April 1999, not in 1998.", UPDATED_ON),
    ("This article was amended on 9 May 2012. The pier has forty lamps.", date(2012, 5, 9)),
    ("This column has been corrected to say that the pier has forty lamps.", UPDATED_ON),
    ("An earlier version of this column gave the pier fourteen lamps.", UPDATED_ON),
    ("This article was amended on 9 May 1912.", UPDATED_ON),
    ("Correction: The pier has forty lamps, not fourteen. (9 May 2012)", date(2012, 5, 9)),
    ("Correction: The pier has forty lamps, not fourteen. Updated 9 May 2012.", date(2012, 5, 9)),
    ("An earlier version of this column misstated the lamps. Corrected May 9, 2012.", date(2012, 5, 9)),
    ("Correction: The pier was finished (5 April 1999)", UPDATED_ON),
    ("Editor's note: This article was updated on 9 May 2012 to correct the lamps.", date(2012, 5, 9)),
    ("This column originally said that the pier has fourteen lamps.", UPDATED_ON),
]
KOREAN = [
    ("정정: 등대의 계단은 사십 개입니다.", date(2015, 10, 8)),
    ("바로잡습니다. 등대의 계단은 사십 개입니다.", date(2015, 10, 8)),
    ("[바로잡습니다] 등대의 계단은 사십 개입니다.", date(2015, 10, 8)),
    ("이 칼럼은 2015년 10월 9일 수정되었습니다. 계단은 사십 개입니다.", date(2015, 10, 9)),
]
KINDS = [
    ("Correction: " + SAID, CorrectionKind.CORRECTION),
    ("Clarification: " + SAID, CorrectionKind.CLARIFICATION),
    ("Update: " + SAID, CorrectionKind.UPDATE),
    ("This article was updated on 9 May 2012.", CorrectionKind.UPDATE),
    ("This article was clarified on 9 May 2012.", CorrectionKind.CLARIFICATION),
    ("Editor's note: This article was updated on 9 May 2012 to correct a name.", CorrectionKind.CORRECTION),
]
NONE = [
    "Corrections officers, forty of them, read by the lamps: nobody else does.",
    "Correction is not a crime.",
    "This essay was revised from a talk.",
    "This article was edited for length.",
    "This article originally appeared in a magazine of the harbour.",
    "Editor's note: this is the third of three columns.",
    "이 칼럼은 등대에 관한 것이다.",
    "Correction:",
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_correction_at_the_end_is_a_value_and_not_text(text, day):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, text, BIO) + "\n" + ranked())

    [correction] = document.corrections
    assert (correction.text, correction.on, correction.line) == (text, day, 14)
    assert correction.precision == ("inferred" if day == UPDATED_ON else "day")
    assert (len(document.paragraphs), document.bio) == (3, BIO)
    assert SAID not in document.body_html
    assert "correction_found" in codes(document)
    assert document.provenance["corrections"][0].lines == (14, 14)


@pytest.mark.parametrize(("text", "day"), KOREAN)
def test_korean_correction(text, day):
    document = read_one(dump("입력 2015.10.07 16:15 | 수정 2015.10.08 09:40", KOREAN_HEADLINE, KOREAN_BODY, text))

    assert [(correction.text, correction.on) for correction in document.corrections] == [(text, day)]
    assert len(document.paragraphs) == 2


@pytest.mark.parametrize("place", [2, 3, 4, 5, 6])
def test_place_of_the_correction_does_not_matter(place):
    parts = [DATES, HEADLINE, BYLINE, BODY, BIO, ranked()]
    parts.insert(place + (place == 2), "Correction: " + SAID)

    document = read_one(dump(*parts))

    assert [correction.on for correction in document.corrections] == [UPDATED_ON]
    assert (len(document.paragraphs), document.bio) == (3, BIO)
    assert [item.headline for item in document.most_read] == list(HEADLINES)
    assert "text_after_list" not in codes(document)


@pytest.mark.parametrize("dates", [POSTED, f"{POSTED}\nUpdated : 2012-05-06 10:20"])
def test_correction_of_no_known_day_is_a_value_without_one(dates):
    text = "Correction: " + SAID

    document = read_one(dump(dates, HEADLINE, BYLINE, BODY, text, BIO))

    assert [(correction.text, correction.on) for correction in document.corrections] == [(text, None)]
    assert (len(document.paragraphs), document.bio) == (3, BIO)
    [notice] = [notice for notice in document.notices if notice.code == "correction_found"]
    assert "of no known day" in notice.message


@pytest.mark.parametrize(
    ("label", "on", "precision"),
    [
        ("Correction (May 2012): ", date(2012, 5, 1), Precision.MONTH),
        ("Correction, June 2012: ", date(2012, 6, 1), Precision.MONTH),
        ("Correction (April 2012): ", UPDATED_ON, Precision.INFERRED),  # before the column was there
    ],
)
def test_month_of_a_correction_is_kept_as_a_month(label, on, precision):
    [correction] = read_one(dump(DATES, HEADLINE, BYLINE, BODY, label + SAID, BIO)).corrections

    assert (correction.on, correction.precision) == (on, precision)


def test_text_that_is_nothing_but_a_correction_is_the_text():
    document = read_one(dump(POSTED, HEADLINE, BYLINE, "Correction: " + SAID))

    assert (document.paragraphs, document.corrections) == (("Correction: " + SAID,), ())


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_a_correction(text, kind):
    assert [found.kind for found in read_one(dump(DATES, HEADLINE, BYLINE, BODY, text)).corrections] == [kind]


def test_label_above_the_correction_belongs_to_it():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, "Correction", SAID))

    assert [correction.text for correction in document.corrections] == ["Correction: " + SAID]
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize("text", NONE)
def test_other_paragraph_is_no_correction(text):
    assert not is_correction(text)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Correction: " + SAID, SAID),
        ("[Correction] " + SAID, SAID),
        ("바로잡습니다. 계단은 사십 개다.", "계단은 사십 개다."),
        ("This article was amended on 9 May 2012.", "This article was amended on 9 May 2012."),
        ("• This article was amended on 9 May 2012.", "This article was amended on 9 May 2012."),
    ],
)
def test_notice_to_readers_has_no_label(text, notice):
    assert notice_of(text) == notice
