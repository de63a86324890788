"""Paragraphs, sub-headings, quotations, the bio, tags, and the HTML of the body."""

import textwrap

import pytest

from articles import markup
from articles.importing.documents import UnreadableError
from articles.importing.readers import read
from articles.importing.readers.textdump import reading
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
    THIRD,
    codes,
    dump,
    ranked,
    read_one,
)

BIOS = [
    BIO,
    "Ahn Dal-ho teaches navigation.",
    "Ahn is a retired pilot. His e-mail is ahn@example.com.",
    "Mr. Ahn is a research fellow at the Harbour Institute.",
    "The writer is a retired pilot. He can be reached at ahn@example.com.",
    "ahn@example.com",
    "Ahn teaches navigation at the Maritime College.",
    "Ahn is a fisherman in Pohang.",
    "Mr. Ahn is a fisherman in Pohang.",
    "Professor Ahn has taught navigation since 1990.",
    "Ahn Dal-ho cooks, eats and writes in Seodaemun.",
    "AHN DAL-HO drew up bus timetables for thirty years.",
    "Dal-ho Ahn sold lamps.",
    "A pilot for forty years, Ahn Dal-ho is the author of “Tides.”",
    "Ahn, who lives in Pohang, keeps bees.",
    "Ahn, a former editor of The Pier Times, lives in Mokpo.",
    "_Ahn Dal-ho is a retired pilot._",
    "Ahn Dal-ho (ahn@example.com) is a retired pilot.",
    "* Ahn Dal-ho is a retired pilot.",
    "(The writer is a retired pilot. — ED.)",
    f"{BIO}\n\nThe views expressed here are his own.",
]


def test_one_line_is_one_paragraph_where_there_are_no_blank_lines():
    document = read_one("\n".join((DATES, HEADLINE, BYLINE, FIRST, SECOND, THIRD, BIO, ranked())))

    assert document.paragraphs == (FIRST, SECOND, THIRD)
    assert document.bio == BIO


def test_broken_lines_are_joined():
    broken = dump(*(textwrap.fill(text, 72) for text in (FIRST, SECOND, THIRD, BIO)))

    document = read_one(dump(DATES, HEADLINE, BYLINE, broken))

    assert document.paragraphs == (FIRST, SECOND, THIRD)
    assert document.bio == BIO


def test_indented_paragraphs_of_broken_lines_are_told_apart():
    broken = "\n".join(textwrap.fill(text, 66, initial_indent="   ") for text in (FIRST, SECOND, THIRD))

    assert read_one(dump(DATES, HEADLINE, BYLINE, broken)).paragraphs == (FIRST, SECOND, THIRD)


def test_short_lines_of_verse_stay_apart():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "O lamp of the pier\nO gull of the sea"))

    assert document.paragraphs[1:] == ("O lamp of the pier", "O gull of the sea")


def test_short_line_between_paragraphs_is_a_sub_heading():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "Who reads by them", SECOND))

    assert "<h2>Who reads by them</h2>" in document.body_html
    assert document.paragraphs == (FIRST, "Who reads by them", SECOND)
    assert min(place.confidence for place in document.provenance["body"]) < 0.7


def test_quoted_lines_are_a_quotation():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "> A lamp is a lamp.", SECOND))

    assert "<blockquote><p>A lamp is a lamp.</p></blockquote>" in document.body_html


def test_markup_of_the_source_is_text():
    document = read_one(
        dump(DATES, "<script>alert(1)</script>", BYLINE, "<b onclick=x>A</b> &lt;script&gt; & so on.", FIRST)
    )

    assert document.headline == "<script>alert(1)</script>"
    assert document.body_html.startswith("<p>&lt;b onclick=x&gt;A&lt;/b&gt; &lt;script&gt; &amp; so on.</p>")


@pytest.mark.parametrize("bio", BIOS)
def test_bio_is_found(bio):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, bio, ranked()))

    assert document.bio == bio
    assert len(document.paragraphs) == 3


def test_surname_that_the_text_spoke_of_before_is_no_bio():
    last = "Ahn is a mayor with no lamps left."

    document = read_one(dump(DATES, HEADLINE, BYLINE, "Mayor Ahn Joo-won has ordered forty new lamps.", SECOND, last))

    assert document.paragraphs[-1] == last


def test_bio_begins_with_the_surname_of_a_byline_in_capitals():
    byline = "BY AHN DAL-HO and Lee O. Young, Staff Writers"

    assert read_one(dump(DATES, HEADLINE, byline, BODY, "Ahn is a fisherman.")).bio == "Ahn is a fisherman."


def test_bios_of_two_authors_are_one_block():
    bios = f"{BIO}\n\nJoo Mi-ran teaches swimming."

    assert read_one(dump(DATES, HEADLINE, "By Ahn Dal-ho and Joo Mi-ran", BODY, bios)).bio == bios


@pytest.mark.parametrize("ending", ["He can be reached at", "Contact him at", "His e-mail is"])
def test_bio_that_breaks_off_is_kept_and_said(ending):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, f"{BIO} {ending}") + "\n" + ranked())

    assert document.bio == f"{BIO} {ending}"
    assert "bio_cut_off" in codes(document)


@pytest.mark.parametrize(
    "last",
    [
        "Ahn is the chief obstacle to a darker pier, and he knows it.",
        "Barack Oakley is the only president who could have lit them.",
        "Ahn knows that nobody will read by them.",
        "I wrote to the council at lamps@example.com last week, and again in the spring, and again when they came, "
        "and no letter was ever sent back to me by anybody there.",
    ],
)
def test_last_paragraph_of_a_column_is_no_bio(last):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, last))

    assert document.bio == ""
    assert document.paragraphs[-1] == last


def test_korean_bio_and_address():
    document = read_one(
        dump(KOREAN_DATES, KOREAN_HEADLINE, "글 홍길동 시인", KOREAN_BODY, "홍길동 시인은 바다를 쓴다. 연락처는")
    )

    assert document.bio == "홍길동 시인은 바다를 쓴다. 연락처는"
    assert "bio_cut_off" in codes(document)


def test_links_behind_the_bio_are_named_and_left_out():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, "Related stories", "Ferry lost at sea"))

    assert document.bio == BIO
    assert sum(notice.code == "unplaced_text" for notice in document.notices) == 2


def test_copyright_is_named_and_left_out():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, "Copyright 2012 The Harbour Times."))

    assert document.bio == BIO
    assert "unplaced_text" in codes(document)


@pytest.mark.parametrize("line", ["Tags: lamps, piers", "Keywords: lamps; piers", "#lamps #piers"])
def test_line_of_tags(line):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, line))

    assert document.tags == ("lamps", "piers")
    assert document.bio == BIO


@pytest.mark.parametrize(("text", "language"), [(BODY, "en"), (KOREAN_BODY, "ko"), ("1234 5678", "")])
def test_language_follows_the_letters(text, language):
    assert read_one(dump("Posted : 2012-05-06", "2012", text)).language == language


def test_page_break_in_a_paragraph_parts_words():
    document = read_one(dump(DATES, HEADLINE, BYLINE, f"{FIRST[:-1]}:\fsee below. {SECOND}", THIRD))

    assert markup.blocks(document.body_html) == list(document.paragraphs)
    assert ": see below" in document.paragraphs[0]


def test_text_that_is_longer_than_any_column_is_refused_and_its_neighbour_read(monkeypatch):
    monkeypatch.setattr(reading, "LONGEST", 2_000)
    long = dump(DATES, "The long one", BYLINE, *[FIRST] * 20)

    found = read("a.txt", f"{long}\n\n{dump(DATES, HEADLINE, BYLINE, BODY)}".encode())

    assert [(document.source, document.verdict) for document in found] == [
        ("a.txt#1", "rejected"),
        ("a.txt#2", "ready"),
    ]
    assert [notice.code for notice in found[0].notices] == ["too_big"]


def test_file_of_far_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LONGEST", 50)
    monkeypatch.setattr(reading, "MOST_LINES", 100)

    with pytest.raises(UnreadableError, match="more than 100 lines"):
        read("a.txt", b"The pier is lit.\n" * 101)
