"""Feeds say in three formats what the paper published: in full, each author by name, honest about dates."""

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.editing import services
from articles.models import Article, Byline, Correction, Image, Series
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db

XML_FILES = ["rss.xml", "atom.xml"]
PAGES = ["/", "/authors/ines-varga/", "/tags/harbour/", "/tags/harbour+night-buses/", "/series/the-river/"]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {"atom": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}


def read(client, address: str) -> feedparser.FeedParserDict:
    response = client.get(address)
    return feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})


def tree(client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314 our own answer


def items(client, address: str = "/feed.json") -> list[dict[str, Any]]:
    return json.loads(client.get(address).content)["items"]


@pytest.fixture
def column() -> Article:
    series = Series.objects.create(name="The River", slug="the-river")
    writers = [make_author("Ines Varga", slug="ines-varga"), make_author("Oskar Lindqvist", slug="oskar-lindqvist")]
    return make_article(
        "The ledger",
        authors=writers,
        tags=["Harbour", "Night buses"],
        series=series,
        standfirst="A ship & its book.",
        body='<p>First, <a href="/about/">see</a> <a href="#n1">note</a>.</p><p>Last.</p>',
        bio_as_printed="Ines Varga keeps books.",
    )


@pytest.mark.parametrize("file", XML_FILES)
@pytest.mark.parametrize("page", PAGES)
def test_every_feed_is_read_without_a_fault_and_in_full(client, column, page, file):
    parsed = read(client, page + file)

    assert parsed.bozo == 0
    entry = parsed.entries[0]
    assert (entry.title, entry.link, entry.id) == ("The ledger", column.absolute_url, column.guid)
    assert {term.term for term in entry.tags} == {"Harbour", "Night buses"}
    for words in ("A ship &amp; its book.", "By Ines Varga and Oskar Lindqvist", "First,", "Last.", "keeps books"):
        assert words in entry.content[0].value


@pytest.mark.parametrize("page", PAGES)
def test_json_feed_has_what_version_1_1_asks(client, column, page):
    response = client.get(page + "feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{page}feed.json"
    assert feed["home_page_url"] == f"http://testserver{page}"
    item = feed["items"][0]
    assert item["id"] == column.guid
    assert item["authors"] == [
        {"name": "Ines Varga", "url": "http://testserver/authors/ines-varga/"},
        {"name": "Oskar Lindqvist", "url": "http://testserver/authors/oskar-lindqvist/"},
    ]
    assert item["tags"] == ["Harbour", "Night buses"]
    assert item["summary"] == "A ship & its book."
    assert item["date_published"] == "2011-04-03T16:55:00+09:00"
    assert None not in item.values()


def test_each_author_is_an_element_of_its_own(client, column):
    atom, rss = tree(client, "/atom.xml"), tree(client, "/rss.xml")

    names = [name.text for name in atom.findall("atom:entry/atom:author/atom:name", NAMESPACES)]
    assert names == ["Ines Varga", "Oskar Lindqvist"]
    assert [creator.text for creator in rss.findall("channel/item/dc:creator", NAMESPACES)] == names
    assert rss.find("channel/item/author") is None


def test_who_did_not_write_it_is_a_contributor(client):
    article = make_article(authors=["Ines Varga"])
    Byline.objects.create(article=article, author=make_author("Jun Watanabe"), role="translator", position=1)

    atom, rss, item = tree(client, "/atom.xml"), tree(client, "/rss.xml"), items(client)[0]

    assert atom.find("atom:entry/atom:contributor/atom:name", NAMESPACES).text == "Jun Watanabe"
    assert [creator.text for creator in rss.findall("channel/item/dc:creator", NAMESPACES)] == ["Ines Varga"]
    assert [author["name"] for author in item["authors"]] == ["Ines Varga"]
    assert "By Ines Varga. Translator: Jun Watanabe" in item["content_html"]


def test_what_nobody_signed_is_by_the_paper(client):
    make_article("An editorial")

    assert read(client, "/rss.xml").entries[0].author == "The Test Post"
    assert read(client, "/atom.xml").entries[0].author_detail.href == "http://testserver/"
    assert items(client)[0]["authors"] == [{"name": "The Test Post", "url": "http://testserver/"}]


def test_name_is_as_printed_that_day(client):
    writer = make_author("Ines Varga-Holm")
    article = make_article(authors=[writer])
    article.bylines.update(name_as_printed="Ines Varga")

    assert items(client)[0]["authors"][0]["name"] == "Ines Varga"


@pytest.mark.parametrize("file", XML_FILES)
def test_links_of_the_text_are_absolute(client, column, file):
    text = read(client, "/" + file).entries[0].content[0].value

    assert 'href="http://testserver/about/"' in text
    assert f'href="{column.absolute_url}#n1"' in text


def test_picture_is_sent_with_its_size_and_alternative_text(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    gif = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
    image = Image.objects.create(file=SimpleUploadedFile("ship.gif", gif), alt="A “ship” & a pier", credit="J. W.")
    make_article(image=image)

    rss, atom, item = read(client, "/rss.xml"), read(client, "/atom.xml"), items(client)[0]

    assert (rss.bozo, atom.bozo) == (0, 0)
    media = rss.entries[0].media_content[0]
    assert (media["type"], media["width"], media["height"]) == ("image/gif", "1", "1")
    assert media["url"] == item["image"] == atom.entries[0].enclosures[0].href
    assert item["image"].startswith("http://testserver/media/images/")
    assert 'alt="A “ship” &amp; a pier" width="1" height="1"' in item["content_html"]


def test_feed_is_a_tag_uri_that_does_not_move_with_the_domain(client, column, settings):
    before = tree(client, "/tags/harbour/atom.xml").find("atom:id", NAMESPACES).text
    settings.SITE_URL = "https://elsewhere.example"

    after = tree(client, "/tags/harbour/atom.xml")

    assert after.find("atom:id", NAMESPACES).text == before == "tag:testserver,2026:feed/tags/harbour/"
    assert after.find("atom:entry/atom:id", NAMESPACES).text == column.guid


def test_new_address_keeps_the_id(client, column):
    Article.objects.filter(pk=column.pk).update(slug="another-address")

    item = items(client)[0]

    assert (item["id"], item["url"]) == (column.guid, "http://testserver/2011/04/03/another-address/")


def test_only_a_substantive_change_moves_updated(client, column):
    column.body = "<p>A comma, mended.</p>"
    services.save_article(column, user=None, change="typo")
    assert items(client)[0]["date_modified"] == "2011-04-03T16:55:00+09:00"

    at = datetime(2011, 4, 9, 1, tzinfo=UTC)
    column.body = "<p>A fact, mended.</p>"
    services.save_article(column, user=None, change="correction", at=at)

    assert items(client)[0]["date_modified"] == "2011-04-09T10:00:00+09:00"
    assert read(client, "/rss.xml").feed.updated == "Sat, 09 Apr 2011 10:00:00 +0900"
    assert read(client, "/atom.xml").feed.updated == "2011-04-09T10:00:00+09:00"


def test_corrections_are_part_of_the_text(client, column):
    services.add_correction(
        column, user=None, on=date(2011, 4, 9), note="It was <seven> ships.", words_before="six", words_after="seven"
    )

    text = items(client)[0]["content_html"]

    assert "<strong>Correction, 9 April 2011:</strong> It was &lt;seven&gt; ships." in text
    assert "Before: “six”<br>After: “seven”" in text


@pytest.mark.parametrize(
    ("dated", "words", "said"),
    [
        ((date(2011, 4, 9), "inferred"), "about 9 April 2011", ("inferred", "2011-04-09T00:00:00+09:00")),
        ((date(2011, 4, 1), "month"), "April 2011", ("month", "2011-04-01T00:00:00+09:00")),
        ((None, "day"), "date not known", ("unknown", "2011-04-03T00:00:00+09:00")),  # the day of the column
    ],
)
def test_feed_of_corrections_says_how_exactly_a_day_is_known(client, column, dated, words, said):
    on, precision = dated
    services.add_correction(column, user=None, on=on, precision=precision, note="It was seven ships.")

    [item] = items(client, "/corrections/feed.json")
    assert f"<strong>Correction, {words}:</strong>" in item["content_html"]
    assert (item["_broadsheet"]["date_published_precision"], item["date_published"]) == said


def test_cut_off_contact_of_the_archive_is_not_sent(client):
    make_article(bio_as_printed="Ines Varga keeps books. She can be reached at")

    assert "reached at" not in items(client)[0]["content_html"]


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("month", "Posted April 2011 (the day is not known)."),
        ("year", "Posted 2011 (the day is not known)."),
        ("inferred", "Posted 3 April 2011 (worked out, not printed)."),
    ],
)
def test_date_that_is_less_exact_than_its_field_says_so(client, precision, said):
    make_article(published_precision=precision)

    item = items(client)[0]

    assert said in item["content_html"]
    assert item["_broadsheet"]["date_published_precision"] == precision


def test_offset_that_no_date_format_can_hold_is_given_in_utc(client):
    make_article(published_at=datetime(1905, 1, 1, tzinfo=UTC))  # Seoul's mean time then: +08:27:52

    assert read(client, "/rss.xml").entries[0].published == "Sun, 01 Jan 1905 00:00:00 +0000"
    assert items(client)[0]["date_published"] == "1905-01-01T00:00:00+00:00"


def test_language_is_that_of_the_entry_where_it_differs(client):
    make_article(language="ko")
    make_article(language="en")

    feed = tree(client, "/atom.xml")

    languages = [entry.get(XML_LANG) for entry in feed.findall("atom:entry", NAMESPACES)]
    assert feed.get(XML_LANG) == "en"
    assert languages == [None, "ko"]


def test_feed_of_one_language_is_in_it(client):
    make_article(language="ko", tags=["등대"])

    assert read(client, "/tags/등대/rss.xml").feed.language == "ko"


def test_rights_are_of_the_paper_or_of_the_column(client):
    make_article("Ours")
    make_article("Theirs", rights="© 2009 Ines Varga")

    theirs, ours = tree(client, "/atom.xml").findall("atom:entry", NAMESPACES)

    assert theirs.find("atom:rights", NAMESPACES).text == "© 2009 Ines Varga"
    assert ours.find("atom:rights", NAMESPACES) is None
    assert read(client, "/rss.xml").feed.rights == "© The Test Post"


def test_column_that_stood_elsewhere_first_names_the_place(client):
    make_article(canonical_url="https://elsewhere.example/ledger")

    assert items(client)[0]["external_url"] == "https://elsewhere.example/ledger"
    assert read(client, "/atom.xml").entries[0].links[1].rel == "via"


def test_self_is_the_exact_address_and_the_other_formats_are_named(client, column):
    links = {(link.rel, link.type): link.href for link in read(client, "/authors/ines-varga/rss.xml").feed.links}

    base = "http://testserver/authors/ines-varga/"
    assert links["self", "application/rss+xml"] == base + "rss.xml"
    assert links["alternate", "application/atom+xml"] == base + "atom.xml"
    assert links["alternate", "application/feed+json"] == base + "feed.json"


@pytest.mark.parametrize("file", XML_FILES)
def test_empty_feed_is_a_valid_feed(client, file):
    parsed = read(client, "/" + file)

    assert (parsed.bozo, parsed.entries) == (0, [])
    assert parsed.feed.updated


@pytest.mark.parametrize("page", ["/authors/nobody/", "/tags/nothing/", "/series/nothing/", "/tags/a+b+c+d+e/"])
def test_feed_of_nothing_is_not_found(client, page):
    assert client.get(page + "rss.xml").status_code == 404


def test_feed_of_somebody_merged_leads_to_the_one_they_are(client):
    make_author("I. Varga", slug="i-varga", merged_into=make_author("Ines Varga", slug="ines-varga"))

    response = client.get("/authors/i-varga/atom.xml")

    assert (response.status_code, response["Location"]) == (301, "/authors/ines-varga/atom.xml")


def test_subjects_in_another_order_lead_to_the_one_address(client, column):
    response = client.get("/tags/night-buses+harbour/feed.json")

    assert (response.status_code, response["Location"]) == (301, "/tags/harbour+night-buses/feed.json")


def test_feed_of_two_subjects_holds_what_has_both(client, column):
    make_article("Only one", tags=["Harbour"])

    assert [item["title"] for item in items(client, "/tags/harbour+night-buses/feed.json")] == ["The ledger"]


def test_columnist_with_two_roles_has_the_column_once(client, column):
    Byline.objects.create(article=column, author=column.bylines.first().author, role="pictures", position=3)

    assert len(items(client, "/authors/ines-varga/feed.json")) == 1


@pytest.mark.parametrize("columns", [1, 20])
def test_query_budget(client, django_assert_max_num_queries, columns):
    series = Series.objects.create(name="The River", slug="the-river")
    writer, other = make_author("Ines Varga", slug="ines-varga"), make_author("Oskar Lindqvist")
    for _ in range(columns):
        article = make_article(authors=[writer, other], tags=["Harbour", "Night buses"], series=series)
        Correction.objects.create(article=article, issued_on=date(2011, 4, 9), note="A notice.")

    for page in [*PAGES, "/corrections/"]:
        with django_assert_max_num_queries(4):  # columns, bylines, tags, corrections
            client.get(page + "rss.xml")
