"""The most-read list in its shapes, and lists that belong to the text."""

from datetime import date

import pytest

from articles.importing.readers import read
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
    read_all,
    read_one,
)

FORMS = [
    "  • {}. {}",
    "{}. {}",
    "{}) {}",
    "({}) {}",
    "•{} {}",
    "· {}. {}",
    "#{} {}",
    "{}위 {}",
    "{}.{}",
    "- {}. {}",
    "  o {}. {}",
    "{:02}. {}",
]
LOOSE_FORMS = ["{} {}", "{}: {}", "{} - {}", "{}\n{}", "{}.\n{}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 4, 10])
def test_form_of_the_list(form, count):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO) + "\n" + ranked(form, count))

    assert [item.headline for item in document.most_read] == list(HEADLINES[:count])
    assert document.bio == BIO
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize("form", LOOSE_FORMS)
def test_loose_form_of_the_list(form):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, ranked(form)))

    assert [item.headline for item in document.most_read] == list(HEADLINES)
    assert document.bio == BIO


def test_ranks_may_be_counted_down():
    items = "\n".join(f"  • {rank}. {HEADLINES[rank - 1]}" for rank in range(10, 0, -1))

    assert [item.headline for item in read_one(dump(DATES, HEADLINE, BODY, BIO, items)).most_read] == list(HEADLINES)


def test_circled_numbers():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, "① One lamp out\n② Two lamps out"))

    assert [(item.rank, item.headline) for item in document.most_read] == [(1, "One lamp out"), (2, "Two lamps out")]


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_blank_lines_and_the_end_of_the_file_do_not_matter(end, between):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, ranked(between=between)) + end)

    assert len(document.most_read) == 10


def test_windows_line_ends():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, ranked()).replace("\n", "\r\n"))

    assert [item.headline for item in document.most_read] == list(HEADLINES)


@pytest.mark.parametrize("form", ["  • {}. {}", "{}. {}"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_list_before_the_text(form, place):
    parts = [DATES, HEADLINE, BYLINE, BODY, BIO]
    parts.insert(place, ranked(form))

    document = read_one(dump(*parts))

    assert document.headline == HEADLINE
    assert len(document.most_read) == 10
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize("heading", ["Most read", "MOST POPULAR", "Most Viewed News", "[많이 본 기사]", "많이 본 뉴스"])
def test_heading_belongs_to_the_list(heading):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, f"{heading}\n{ranked('{}. {}')}"))

    assert len(document.most_read) == 10
    assert len(document.paragraphs) == 3
    assert document.most_read_day is None


def test_heading_may_name_the_day():
    document = read_one(dump(DATES, HEADLINE, BODY, f"Most read (January 20, 2017)\n{ranked('{}. {}')}"))

    assert document.most_read_day == date(2017, 1, 20)


def test_list_without_numbers_takes_its_ranks_from_its_order_and_says_so():
    document = read_one(dump(DATES, HEADLINE, BODY, "Most read\n" + "\n".join(f"• {text}" for text in HEADLINES)))

    assert [item.rank for item in document.most_read] == list(range(1, 11))
    assert "ranks_by_place" in codes(document)


def test_unsigned_editorial_may_be_followed_by_a_bare_list():
    document = read_one(dump(DATES, HEADLINE, BODY, ranked("{}. {}")))

    assert len(document.most_read) == 10
    assert len(document.paragraphs) == 3


def test_wrapped_headline_of_the_list_is_joined():
    document = read_one(dump(DATES, HEADLINE, BODY, BIO, "  • 1. Fine dust\n       blankets the pier\n  • 2. Snow"))

    assert [item.headline for item in document.most_read] == ["Fine dust blankets the pier", "Snow"]


def test_missing_rank_is_kept_missing_and_said():
    document = read_one(dump(DATES, HEADLINE, BODY, BIO, "  • 1. One\n  • 2. Two\n  • 5. Five"))

    assert [item.rank for item in document.most_read] == [1, 2, 5]
    assert "rank_missing" in codes(document)


def test_lines_with_one_rank_twice_are_counted_anew_and_said():
    document = read_one(dump(DATES, HEADLINE, BODY, BIO, "  • 1. One\n  • 2. Two\n  • 2. Three\n  • 5. Five"))

    assert [(item.rank, item.headline) for item in document.most_read] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
        (4, "Five"),
    ]
    assert "rank_twice" in codes(document)


@pytest.mark.parametrize("form", ["{} {}", "{:02} {}", "{}위 {}", "{:02}\n{}", "{}. {}"])
@pytest.mark.parametrize("heading", ["Most read", "많이 본 뉴스"])
@pytest.mark.parametrize("count", [2, 10])
def test_ranks_under_a_heading_are_kept_apart_from_their_headlines(form, heading, count):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, f"{heading}\n{ranked(form, count)}"))

    assert [item.headline for item in document.most_read] == list(HEADLINES[:count])


def test_figures_that_are_no_ranks_stay_with_their_headlines():
    document = read_one(dump(DATES, HEADLINE, BODY, "Most read\n40 lamps lost\n3 saved\nSnow on the pier"))

    assert [item.headline for item in document.most_read] == ["40 lamps lost", "3 saved", "Snow on the pier"]


@pytest.mark.parametrize("bio", [BIO, "Ahn Dal-ho drew up bus timetables.", "Ahn keeps bees."])
@pytest.mark.parametrize("items", ["1. One", "1. One\n2. Two", "1. Court says no.\n2. Sun rises."])
@pytest.mark.parametrize("join", ["\n", "\n\n"])
def test_numbered_lines_right_behind_the_bio_are_the_list(bio, items, join):
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, bio) + join + items)

    assert document.bio == bio
    assert [item.rank for item in document.most_read] == list(range(1, len(items.split("\n")) + 1))


def test_what_is_beyond_the_tenth_rank_is_left_out_and_said():
    document = read_one(dump(DATES, HEADLINE, BODY, BIO, ranked() + "\n  • 11. One too many"))

    assert len(document.most_read) == 10
    assert any("One too many" in notice.message for notice in document.notices if notice.code == "unplaced_text")


def test_second_list_is_named_and_left_out():
    second = "Most commented\n" + ranked("{}. {}", count=2)
    document = read_one(dump(DATES, HEADLINE, BODY, BIO, "Most viewed\n" + ranked("{}. {}"), second))

    assert len(document.most_read) == 10
    assert sum(notice.code == "unplaced_text" for notice in document.notices) == 3


@pytest.mark.parametrize(
    "items",
    [
        "1. Put out one lamp for a week.\n2. Count the letters that come.\n3. Sell the bulbs.",
        "1. One lamp\n2. Two lamps\n3. No lamp",
    ],
)
def test_list_between_paragraphs_is_text(items):
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, items, SECOND, BIO, ranked()))

    assert document.paragraphs == (FIRST, *items.split("\n"), SECOND)
    assert len(document.most_read) == 10
    assert document.body_html.count("<li>") == 3


def test_short_list_before_the_bio_is_text():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "1. Close the pier\n2. Open the pier", BIO))

    assert document.paragraphs == (FIRST, "1. Close the pier", "2. Open the pier")
    assert document.bio == BIO


def test_bulleted_ranks_at_the_end_are_the_list_even_where_they_end_as_sentences():
    document = read_one(dump(DATES, HEADLINE, FIRST, "  • 1. Court rules for lamps.\n  • 2. Sun rises."))

    assert len(document.most_read) == 2


def test_numbered_sentences_at_the_end_are_text():
    items = ("1. Put out one lamp for a week.", "2. Count the letters that come.")

    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "\n".join(items)))

    assert document.paragraphs == (FIRST, *items)
    assert document.most_read == ()


def test_list_that_a_colon_opens_is_text():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, "The council may choose:", "1. One lamp\n2. No lamp"))

    assert document.most_read == ()
    assert document.paragraphs[-1] == "2. No lamp"


def test_each_article_has_the_list_that_follows_it():
    first = dump(DATES, HEADLINE, BYLINE, BODY, BIO, ranked(count=3))

    documents = read_all(dump(first, DATES, "Second thing", FIRST, ranked(count=5)))

    assert [len(document.most_read) for document in documents] == [3, 5]


def test_short_lines_behind_the_list_are_named_and_left_out():
    document = read_one(dump(DATES, HEADLINE, BYLINE, BODY, BIO, ranked(), "Print this page"))

    assert document.bio == BIO
    assert any("Print this page" in notice.message for notice in document.notices if notice.code == "unplaced_text")


def test_bio_behind_the_list_is_found():
    assert read_one(dump(DATES, HEADLINE, BYLINE, BODY, ranked(), BIO)).bio == BIO


def test_text_that_goes_on_behind_the_list_is_kept():
    document = read_one(dump(DATES, HEADLINE, BYLINE, FIRST, ranked(), SECOND))

    assert document.paragraphs == (FIRST, SECOND)
    assert "text_after_list" in codes(document)


@pytest.mark.parametrize("item", ["  • {}. ", "{}. ", "{}) "])
def test_list_of_a_page_of_short_lines_is_found_by_its_place(item):
    head = (
        "Posted : 2011-04-03 16:55\nBoats and nets\nBy Park Ji\nA boat is short.\nA net is not.\nPark Ji is a lawyer.\n"
    )
    listed = "".join(item.format(rank) + f"Headline number {rank}\n" for rank in (1, 2))

    document = read("short.txt", (head + listed).encode())[0]

    assert document.bio == "Park Ji is a lawyer."
    assert [entry.headline for entry in document.most_read] == ["Headline number 1", "Headline number 2"]
