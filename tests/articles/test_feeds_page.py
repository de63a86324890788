"""The page that lists feeds for people, the same list for feed readers, and what each page says of its own feeds."""

import re
from xml.etree import ElementTree as ET

import pytest

from articles.feeds.formats import FORMATS
from articles.models import Series
from tests.builders import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """Make one public column and one draft, each of lists of its own."""
    series = Series.objects.create(name="The River", slug="the-river")
    make_article("Public", authors=[make_author("Ines Varga", slug="ines-varga")], tags=["Harbour"], series=series)
    make_draft("Hidden", authors=[make_author("Nobody Yet")], tags=["Hidden"])


def test_page_leads_to_every_feed_in_every_format(client, paper):
    text = client.get("/feeds/").text

    found = set(re.findall(r'href="(/[^"]*(?:rss\.xml|atom\.xml|feed\.json))"', text))
    pages = ["/", "/corrections/", "/most-read/", "/authors/ines-varga/", "/tags/harbour/", "/series/the-river/"]
    assert found == {page + made.file_name for page in pages for made in FORMATS}
    assert {client.get(address).status_code for address in found} == {200}


def test_opml_holds_every_feed_once(client, paper):
    response = client.get("/feeds/opml.xml")

    outlines = list(ET.fromstring(response.content).iter("outline"))  # noqa: S314 our own answer
    feeds = [outline.get("xmlUrl") for outline in outlines if outline.get("type") == "rss"]
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert feeds == [
        "http://testserver/rss.xml",
        "http://testserver/corrections/rss.xml",
        "http://testserver/most-read/rss.xml",
        "http://testserver/authors/ines-varga/rss.xml",
        "http://testserver/tags/harbour/rss.xml",
        "http://testserver/series/the-river/rss.xml",
    ]
    assert all(outline.get("text") for outline in outlines)


@pytest.mark.parametrize("columns", [1, 8])
def test_query_budget(client, django_assert_num_queries, columns):
    for number in range(columns):
        make_article(authors=[f"Columnist {number}"], tags=[f"Subject {number}"])

    with django_assert_num_queries(3):  # columnists, subjects, series
        client.get("/feeds/")


@pytest.mark.parametrize("address", ["/feeds/", "/feeds/opml.xml"])
def test_no_cookie_is_set(client, paper, address):
    response = client.get(address)

    assert not response.cookies
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize(
    "page", ["/", "/authors/ines-varga/", "/tags/harbour/", "/series/the-river/", "/corrections/", "/most-read/"]
)
def test_each_page_names_its_own_feeds(client, paper, page):
    text = client.get(page).text

    for made in FORMATS:
        assert re.search(
            rf'rel="alternate" type="{re.escape(made.media_type)}"[^>]* href="{page}{made.file_name}"', text
        )
