"""What stands above a text: YAML, TOML and JSON, its dates, labels and addresses."""

from datetime import UTC, datetime

import pytest

from articles.importing.documents import Picture, Precision, Severity, Standing, TermKind, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.markdown.pages import TEXT, codes, read_page, yaml_page

YAML = "---\ntitle: The ferry\nsubtitle: Nine o'clock\ndate: 2012-04-03 09:30:00 +0900\ntags: [boats]\n---\n"
TOML = '+++\ntitle = "The ferry"\nsubtitle = "Nine o\'clock"\ndate = 2012-04-03T09:30:00+09:00\ntags = ["boats"]\n+++\n'
JSON = '{\n"title": "The ferry", "subtitle": "Nine o\'clock",\n"date": "2012-04-03T00:30:00Z", "tags": ["boats"]\n}\n'


@pytest.mark.parametrize("front", [YAML, TOML, JSON, f"---json\n{JSON}---\n"], ids=["yaml", "toml", "json", "eleventy"])
def test_each_kind_of_front_matter_gives_the_same(front):
    document = read_page(f"{front}\n{TEXT}\n")

    assert document.headline == "The ferry"
    assert document.standfirst == "Nine o'clock"
    assert document.published.at == datetime(2012, 4, 3, 0, 30, tzinfo=UTC)
    assert document.tags == ("boats",)
    assert document.body_html == f"<p>{TEXT}</p>"
    assert document.verdict is Verdict.READY


@pytest.mark.parametrize(
    ("written", "at", "precision"),
    [
        ("2012-04-03", "2012-04-03T00:00:00+09:00", Precision.DAY),
        ("'2012-04-03 17:05'", "2012-04-03T17:05:00+09:00", Precision.MINUTE),
        ("2012-04-03T17:05:06.789Z", "2012-04-03T17:05:06+00:00", Precision.MINUTE),
        ("2012-04-03 17:05:00 -0500", "2012-04-03T17:05:00-05:00", Precision.MINUTE),
        ("April 3, 2012", "2012-04-03T00:00:00+09:00", Precision.DAY),
    ],
)
def test_date_keeps_its_zone_and_its_precision(written, at, precision):
    document = yaml_page(f"title: Ferry\ndate: {written}")

    assert document.published.at == datetime.fromisoformat(at)
    assert document.published.precision is precision


def test_date_that_can_be_read_in_two_ways_holds_the_page():
    document = yaml_page("title: Ferry\ndate: 03/04/2012")

    assert document.published is None
    assert document.verdict is Verdict.HELD
    assert codes(document) == ["ambiguous_date"]
    assert document.notices[0].line == 3


def test_page_without_any_date_is_held():
    document = yaml_page("title: Ferry")

    assert document.verdict is Verdict.HELD
    assert codes(document) == ["no_date"]


def test_day_and_slug_are_taken_from_the_name_of_a_post():
    document = yaml_page("title: Ferry", name="_posts/2012-04-03-empty-ferry.md")

    assert document.published.at.date().isoformat() == "2012-04-03"
    assert document.slug == "empty-ferry"


def test_own_date_goes_before_that_of_the_name():
    document = yaml_page("title: Ferry\ndate: 2012-04-05", name="_posts/2012-04-03-empty-ferry.md")

    assert document.published.at.date().isoformat() == "2012-04-05"


def test_update_is_read_and_an_earlier_one_is_said():
    later = yaml_page("title: Ferry\ndate: 2012-04-03\nlastmod: 2012-04-07")
    earlier = yaml_page("title: Ferry\ndate: 2012-04-03\nlastmod: 2012-04-01")

    assert later.updated.at.date().isoformat() == "2012-04-07"
    assert codes(later) == []
    assert codes(earlier) == ["updated_before_posted"]


def test_switches_are_no_headline_and_no_picture():
    document = yaml_page("title: Ferry\nheadline: true\nimage: false\ndate: 2012-04-03\npublished: true")

    assert document.headline == "Ferry"
    assert document.pictures == ()
    assert document.standing is Standing.PUBLIC


@pytest.mark.parametrize("front", ["draft: true", "published: false", "status: pending"])
def test_draft_of_the_source_stays_a_draft_and_is_said(front):
    document = yaml_page(f"title: Ferry\ndate: 2012-04-03\n{front}")

    assert document.standing is Standing.DRAFT
    assert document.verdict is Verdict.READY
    assert codes(document) == ["draft_in_source"]


def test_page_among_the_drafts_needs_no_date():
    document = yaml_page("title: Ferry", name="_drafts/ferry.md")

    assert document.standing is Standing.DRAFT
    assert document.verdict is Verdict.READY


def test_draft_that_was_public_once_is_doubted():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\ndraft: true\naliases:\n  - /opinion/17/ferry")

    assert "has aliases" in document.notices[0].message


def test_labels_are_told_apart_and_only_tags_become_tags():
    document = yaml_page(
        "title: Ferry\ndate: 2012-04-03\ncategories: opinion harbour\nsection: Comment\ntags: sea, price of tickets\n"
        "keywords:\n  - boats"
    )

    assert [(term.kind, term.name) for term in document.terms] == [
        (TermKind.CATEGORY, "opinion"), (TermKind.CATEGORY, "harbour"), (TermKind.SECTION, "Comment"),
        (TermKind.TAG, "sea"), (TermKind.TAG, "price of tickets"), (TermKind.KEYWORD, "boats"),
    ]  # fmt: skip
    assert document.tags == ("sea", "price of tickets")


def test_old_addresses_are_kept():
    document = yaml_page(
        "title: Ferry\ndate: 2012-04-03\nurl: /2012/empty-ferry.html\naliases:\n  - /old/17\ncanonical: https://sea.example/1"
    )

    assert document.legacy_url == "/2012/empty-ferry.html"
    assert document.identity == "url:/2012/empty-ferry.html"
    assert document.slug == "empty-ferry"
    assert document.canonical_url == "https://sea.example/1"
    assert codes(document) == ["more_addresses"]
    assert "/old/17" in document.notices[0].message


def test_pattern_of_addresses_is_no_address():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\npermalink: /:categories/:title/")

    assert document.legacy_url == ""


@pytest.mark.parametrize(
    "front",
    [
        "image: sea/ferry.jpg\nimage_caption: At nine\nimage_credit: Bae Su-ji",
        "cover:\n  image: sea/ferry.jpg\n  caption: At nine\n  credit: Bae Su-ji",
        "images:\n  - src: sea/ferry.jpg\n    title: At nine\n    photographer: Bae Su-ji",
    ],
)
def test_lead_picture_is_found_in_each_habit(front):
    document = yaml_page(f"title: Ferry\ndate: 2012-04-03\n{front}")

    assert document.pictures == (Picture(address="sea/ferry.jpg", caption="At nine", credit="Bae Su-ji", is_lead=True),)


def test_colon_in_a_title_is_mended_and_said():
    document = yaml_page('title: The ferry: a "full" house\ndate: 2012-04-03\ntags: [sea, boats]')

    assert document.headline == 'The ferry: a "full" house'
    assert document.tags == ("sea", "boats")
    assert document.verdict is Verdict.READY
    assert codes(document) == ["front_matter_mended"]


def test_front_matter_beyond_mending_holds_with_what_can_be_read():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\ntags: [sea")

    assert document.headline == "Ferry"
    assert document.verdict is Verdict.HELD
    assert codes(document) == ["front_matter_faulty"]
    assert document.notices[0].severity is Severity.HOLD


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "a: &a [*a]",
        "a: " + "[" * 900 + "]" * 900,
        "a: !!python/object/apply:os.system ['true']",
    ],
    ids=["laughs", "circle", "deep", "object"],
)  # fmt: skip
def test_hostile_front_matter_is_not_followed_and_said(bomb):
    document = yaml_page(f"title: Ferry\ndate: 2012-04-03\n{bomb}")

    assert document.headline == "Ferry"
    assert codes(document) in (["front_matter_mended"], ["front_matter_faulty"])


def test_comments_of_readers_are_counted():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\ncomments:\n  - value: Well said\n  - value: Nonsense")

    assert codes(document) == ["comments_left_out"]
    assert "2 readers' comments" in document.notices[0].message


def test_places_of_values_are_their_lines():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\nauthor: Kim Bo-ra")

    lines = {field: [place.lines for place in places] for field, places in document.provenance.items()}
    assert lines == {
        "headline": [(2, 2)], "byline": [(4, 4)], "authors": [(4, 4)], "published_at": [(3, 3)], "body": [(6, 7)],
        "language": [None],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "Only words.", "markdown"),
        ("a.html", f"---\nlayout: post\ntitle: Ferry\n---\n<p>{TEXT}</p>", "markdown"),
        ("a.txt", YAML + TEXT, "markdown"),
        ("a.txt", f"---\n\nFerry\n\n{TEXT}\n\n---\n", "text"),
        ("a.txt", f"Ferry\n\n{TEXT}", "text"),
    ],
)
def test_format_is_told_by_name_or_by_front_matter(name, text, expected):
    assert tell_format(name, text.encode()) == expected
