"""What holds on every page for readers: who may see what, in valid HTML, without a cookie, and to be kept by caches."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import server_error

from articles.editing import services
from articles.models import Article, Series
from tests.articles.hidden import REASONS, make_hidden
from tests.articles.pages import headings, parse, text
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def column() -> Article:
    """Return a column that is on every page."""
    series = Series.objects.create(name="River papers", slug="river-papers")
    author = make_author("Ines Varga", slug="ines-varga")
    column = make_article(
        "What the dredger found", authors=[author], tags=["Harbour"], series=series, series_part=2, language="en"
    )
    services.add_correction(column, user=None, on=date(2011, 4, 5), note="It was a Tuesday.")
    return column


LISTS = {
    "front": "/",
    "author": "/authors/ines-varga/",
    "month": "/2011/04/",
    "day": "/2011/04/03/",
    "tag": "/tags/harbour/",
    "series": "/series/river-papers/",
    "search": "/search/?q=dredger",
}
PAGES = {
    **LISTS,
    "column": "/2011/04/03/what-the-dredger-found/",
    "authors": "/authors/",
    "tags": "/tags/",
    "archive": "/archive/",
    "year": "/2011/",
    "corrections": "/corrections/",
    "search form": "/search/",
    "no result": "/search/?q=zeppelin",
    "most read": "/most-read/",
    "how it is counted": "/most-read/method/",
    "not found": "/nothing/here/",
}
listed = pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
every = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


@listed
def test_list_shows_what_is_public_alone(client: Client, column: Article, address: str) -> None:
    author = column.bylines.get().author
    for reason in REASONS:
        make_hidden(reason, f"Hidden dredger, {reason}", authors=[author], tags=["Harbour"], series=column.series)

    html = client.get(address).text

    assert column.get_absolute_url() in html
    assert "Hidden dredger" not in html


@every
def test_page_is_well_made(client: Client, column: Article, address: str) -> None:
    tree = parse(client.get(address))  # a fault in the HTML fails here

    levels = headings(tree)
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    assert tree.find("head/title").text.strip()
    assert len(list(tree.iter("main"))) == 1


@every
def test_page_obeys_a_strict_policy(client: Client, column: Article, address: str) -> None:
    tree = parse(client.get(address))

    scripts = [node for node in tree.iter("script") if node.get("type") != "application/ld+json"]
    assert all(node.get("src") for node in scripts)
    assert [node.tag for node in tree.iter() if node.tag == "style" or node.get("style") is not None] == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    fetched = [node.get("src") for node in tree.iter() if node.get("src")]
    fetched += [node.get("href") for node in tree.iter("link") if node.get("rel") in {"stylesheet", "icon"}]
    assert [url for url in fetched if not re.match(r"/(?!/)", url)] == []


@every
def test_page_is_the_same_for_everybody(client: Client, admin_client: Client, column: Article, address: str) -> None:
    response, to_an_editor = client.get(address), admin_client.get(address)

    assert response.content == to_an_editor.content
    for answer in (response, to_an_editor):
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()


@every
def test_page_may_be_kept_for_a_minute(client: Client, column: Article, address: str) -> None:
    response = client.head(address)

    assert response.content == b""
    if address == PAGES["not found"]:
        assert response.status_code == 404
    else:
        assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60", "stale-while-revalidate=600"}


@pytest.mark.parametrize("address", [url for url in LISTS.values() if url != "/"] + ["/corrections/"])
def test_odd_page_number_is_not_found(client: Client, column: Article, address: str) -> None:
    odd = ["0", "-1", "2", "x", "last", "1.5", "٢", "9" * 40]

    statuses = {number: client.get(address, {"q": "dredger", "page": number}).status_code for number in odd}

    assert statuses == dict.fromkeys(odd, 404)


def test_scheduled_column_appears_on_its_minute(client: Client) -> None:
    column = make_article("In a minute", published_at=timezone.now() + timedelta(minutes=1))

    before = client.get("/").text
    Article.objects.filter(pk=column.pk).update(published_at=timezone.now())

    assert "In a minute" not in before
    assert "In a minute" in client.get("/").text


def test_post_is_refused(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_empty_paper_has_every_page(client: Client) -> None:
    addresses = ["/", "/authors/", "/tags/", "/archive/", "/corrections/", "/search/"]

    mains = {address: parse(client.get(address)).find(".//main") for address in addresses}

    assert all(text(main) for main in mains.values())


def test_page_without_its_slash_leads_to_it(client: Client) -> None:
    make_article("Moved")

    response = client.get("/2011/04/03/moved")

    assert (response.status_code, response["Location"]) == (301, "/2011/04/03/moved/")


def test_navigation_names_the_page_one_is_on(client: Client) -> None:
    tree = parse(client.get(reverse("authors:list")))

    assert [node.get("href") for node in tree.iter("a") if node.get("aria-current")] == ["/authors/"]


def test_headline_is_escaped_everywhere(client: Client) -> None:
    author = make_author("<b>Bold</b>", slug="bold", bio="<script>bio</script>")
    make_article(
        "<script>alert(1)</script>", slug="x", authors=[author], tags=["<i>tag</i>"], standfirst="<u>", language="en"
    )

    pages = [client.get(address).text for address in ("/", "/2011/04/03/x/", "/authors/bold/", "/tags/", "/2011/04/")]

    assert not [page for page in pages if re.search(r"<(script>|b>|i>|u>)", page.replace("<script src", ""))]


MOMENT = datetime(2012, 2, 29, 15, 30, tzinfo=UTC)  # 1 March in Seoul


def test_day_of_the_address_is_the_papers(client: Client) -> None:
    column = make_article("Leap", published_at=MOMENT)

    assert column.get_absolute_url() == "/2012/03/01/leap/"
    assert client.get("/2012/03/01/").status_code == 200
    assert client.get("/2012/02/29/").status_code == 404


def test_page_of_a_fault_asks_for_nothing(rf: RequestFactory, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert text(parse(response).find(".//h1")) == "The presses have stopped"
    assert "The Test Post" in response.content.decode()
