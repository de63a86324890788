"""Where pages say things in several places, and what is taken."""

import pytest

from articles.importing.documents import Credit, Precision, Verdict
from tests.importing.readers.web.pages import ARTICLE, PARAGRAPHS, codes, page, read, text

SITE = '<meta property="og:site_name" content="The Harbour Times">'
UNDATED = {key: value for key, value in ARTICLE.items() if not key.startswith("date")}
UNSIGNED = {key: value for key, value in ARTICLE.items() if key != "author"}


@pytest.mark.parametrize(
    ("options", "headline"),
    [
        ({"heading": "<h1>Keep the ferry, keep the town</h1>"}, "Keep the ferry, keep the town"),
        ({"heading": "<h1><span>Opinion</span> Keep the ferry</h1>"}, "Keep the ferry"),
        ({"heading": "", "thing": None}, "Keep the ferry"),
        ({"heading": "<h1>The Harbour Times</h1>", "head": SITE}, "Keep the ferry"),
        ({"heading": "", "thing": None, "title": "A cat: a dog | The Harbour Times", "head": SITE}, "A cat: a dog"),
    ],
)  # fmt: skip
def test_the_headline_is_the_printed_one_without_rubric_and_name_of_the_site(options, headline):
    assert read(page(**options)).headline == headline


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and Min-ho Park", ["Jane Doe", "Min-ho Park"]),
        ([{"name": "Jane Doe"}, {"name": "Ann Lee"}], ["Jane Doe", "Ann Lee"]),
        ({"name": "Jane Doe, Ann Lee and Min-ho Park"}, ["Jane Doe", "Ann Lee", "Min-ho Park"]),
        ([{"@type": "Organization", "name": "The Harbour Times"}, {"name": "Jane Doe"}], ["Jane Doe"]),
        ("https://harbourtimes.example/authors/jane", []),
        ({"name": "admin"}, []),
    ],
)  # fmt: skip
def test_authors_of_structured_data(author, names):
    document = read(page(thing=UNSIGNED | {"author": author}))

    assert [credit.name for credit in document.credits] == names


def test_an_agency_is_credited_only_where_nobody_else_is_and_said():
    document = read(page(thing=UNSIGNED | {"author": {"@type": "Organization", "name": "Coast News Agency"}}))

    assert [credit.name for credit in document.credits] == ["Coast News Agency"]
    assert "byline_is_organisation" in codes(document)


def test_a_byline_on_the_page_is_read_where_no_program_is_told():
    document = read(page(thing=UNSIGNED, before='<p class="byline">By Ann Lee, professor of law</p>'))

    assert document.credits == (Credit(name="Ann Lee", title="professor of law"),)
    assert document.paragraphs == PARAGRAPHS


def test_references_in_a_graph_are_followed():
    graph = {
        "@graph": [
            UNSIGNED | {"author": {"@id": "#jane"}},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            {"@type": "WebSite", "name": "The Harbour Times"},
        ]
    }

    assert [credit.name for credit in read(page(thing=graph)).credits] == ["Jane Doe"]


def test_broken_structured_data_is_used_as_far_as_it_goes():
    broken = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-03-04T06:30:00+09:00", '
        '"headline": "Keep the ferry", "author": {"name": "Jane Doe"}, "x": oops}</script>'
    )

    document = read(page(thing=None, head=broken))

    assert document.published.at.isoformat() == "2019-03-04T06:30:00+09:00"
    assert [credit.name for credit in document.credits] == ["Jane Doe"]


def test_microdata_is_read_like_structured_data():
    marked = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2019-03-04">'
        '<h1 itemprop="headline">Keep the ferry</h1><span itemprop="author" itemscope '
        'itemtype="https://schema.org/Person"><span itemprop="name">Jane Doe</span></span></div>'
    )

    document = read(page(thing=None, heading=marked))

    assert (document.headline, document.credits[0].name) == ("Keep the ferry", "Jane Doe")
    assert document.published.precision is Precision.DAY


@pytest.mark.parametrize(
    ("before", "day", "precision"),
    [
        ('<time datetime="2019-03-04T06:30:00+09:00">4 March</time>', "2019-03-04", Precision.MINUTE),
        ('<p class="date">Published: March 4, 2019 6:30 am</p>', "2019-03-04", Precision.MINUTE),
        ('<p class="datum">4. März 2019</p>', "2019-03-04", Precision.DAY),
        ("<span>4 March 2019</span>", "2019-03-04", Precision.DAY),
    ],
)
def test_a_date_on_the_page(before, day, precision):
    published = read(page(thing=UNDATED, before=before)).published

    assert (published.at.date().isoformat(), published.precision) == (day, precision)


def test_the_day_of_the_address_is_inferred_and_said():
    link = "https://www.harbourtimes.example/2019/03/04/keep-the-ferry"
    document = read(page(thing=UNDATED, link=link))

    assert (document.published.at.date().isoformat(), document.published.precision) == (
        "2019-03-04",
        Precision.INFERRED,
    )
    assert "date_inferred" in codes(document)


def test_a_later_copy_does_not_move_the_day_of_the_address():
    link = "https://www.harbourtimes.example/2009/03/04/keep-the-ferry"
    document = read(page(link=link))

    assert document.published.at.date().isoformat() == "2009-03-04"
    assert "dates_differ" in codes(document)


def test_a_moment_of_greenwich_gets_the_zone_that_the_page_names():
    thing = ARTICLE | {"datePublished": "2019-03-04T02:30:00Z"}
    document = read(page(thing=thing, after='<script>var at = "2019-03-03T21:30:00-05:00";</script>'))

    assert document.published.at.isoformat() == "2019-03-03T21:30:00-05:00"


def test_the_text_of_the_structured_data_is_taken_where_the_page_has_none():
    document = read(page("<p>Loading</p>", thing=ARTICLE | {"articleBody": "\n\n".join(PARAGRAPHS)}))

    assert document.paragraphs == PARAGRAPHS
    assert document.verdict is Verdict.READY
    assert "body_from_data" in codes(document)


def test_quotes_lists_headings_tables_and_notes_stay():
    rich = (
        "<h2>What it costs</h2>"
        "<blockquote><p>It is a sum of money, said the councillor to the assembly.</p></blockquote>"
        '<ul><li>two crews for the week</li><li>one <a href="/boat">boat</a> and its engine</li></ul>'
        "<table><tr><th>Year</th><th>Passengers</th></tr><tr><td>2017</td><td>41,000</td></tr></table>"
        '<p>More than the bridge carries on foot in any month.<sup id="ref1"><a href="#note1">1</a></sup></p>'
    )
    body = read(
        page(text() + rich + text(("So keep it, and give it the crew that it has asked for since the spring.",)))
    ).body_html

    for part in ("<h2>What it costs</h2>", "<blockquote>", "<li>two crews", "<td>41,000</td>", 'href="#note1"'):
        assert part in body
    assert 'href="https://www.harbourtimes.example/boat"' in body


def entry(text):
    return f"""<!DOCTYPE html><html><head><title>Keep the ferry</title></head><body><article class="h-entry">
<header><h1 class="p-name">Keep the ferry</h1></header>
<section class="p-summary">Why a town on two banks needs a boat</section>
<section class="e-content"><h4>Why a town on two banks needs a boat</h4>{text}</section>
<footer><p>By <a class="p-author h-card" href="/jane">Jane Doe</a> on <a href="/x">
<time class="dt-published" datetime="2019-03-03T21:30:00.000Z">March 3, 2019</time></a>.</p></footer></article></body>
</html>"""


def test_an_entry_marked_with_microformats_says_its_people_minute_and_standfirst():
    document = read(entry(text()))

    assert [credit.name for credit in document.credits] == ["Jane Doe"]
    assert document.published.at.isoformat() == "2019-03-03T21:30:00+00:00"
    assert document.standfirst == "Why a town on two banks needs a boat"
    assert document.paragraphs == PARAGRAPHS


def test_what_the_text_quotes_is_not_the_entry_s_own():
    quoted = '<blockquote><time class="dt-published" datetime="1999-01-01T00:00:00Z">Then</time> it ran.</blockquote>'

    document = read(entry(quoted + text()))

    assert document.published.at.year == 2019
