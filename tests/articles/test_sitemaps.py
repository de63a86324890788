"""What search engines are given: only what is public, under the paper's own origin, with true dates."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.utils import timezone

from articles import sitemaps
from articles.models import Series
from tests.builders import make_article, make_draft

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def parsed(response) -> ET.Element:
    return ET.fromstring(response.content)  # noqa: S314 our own answer


def locations(response) -> list[str]:
    return [element.text for element in parsed(response).iter(f"{SITEMAP}loc")]


def test_index_names_every_section_under_the_paper_s_origin(client, settings):
    settings.ALLOWED_HOSTS = ["other.example"]

    response = client.get("/sitemap.xml", headers={"host": "other.example"})

    assert locations(response) == [f"http://testserver/sitemap-{name}.xml" for name in sitemaps.SECTIONS]


def test_columns_are_split_into_pages(client, monkeypatch):
    monkeypatch.setattr(sitemaps.ColumnSitemap, "limit", 2)
    for number in range(3):
        make_article(f"Column {number}")

    index, second = client.get("/sitemap.xml"), client.get("/sitemap-columns.xml?p=2")

    assert "http://testserver/sitemap-columns.xml?p=2" in locations(index)
    assert locations(second) == ["http://testserver/2011/04/03/column-2/"]


def test_lastmod_of_a_column_is_its_last_change_of_substance(client):
    make_article("The ledger", updated_at=datetime(2011, 5, 1, tzinfo=UTC))

    assert "<lastmod>2011-05-01</lastmod>" in client.get("/sitemap-columns.xml").text


def test_lastmod_of_a_section_is_the_last_save(client):
    with time_machine.travel(datetime(2026, 11, 2, 3, tzinfo=UTC), tick=False):
        make_article("The ledger")

    assert client.get("/sitemap.xml").text.count("<lastmod>2026-11-02T12:00:00+09:00</lastmod>") == len(
        sitemaps.SECTIONS
    )


def test_index_costs_three_queries(client, django_assert_num_queries):
    make_article()

    with django_assert_num_queries(3):  # count, newest, last saved
        client.get("/sitemap.xml")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("columnists", "/authors/"),
        ("subjects", "/tags/harbour/"),
        ("series", "/series/the-river/"),
        ("months", "/2011/04/"),
    ],
)
def test_lists_with_a_public_column_are_named_and_others_are_not(client, section, expected):
    series = Series.objects.create(name="The River", slug="the-river")
    hidden = Series.objects.create(name="Hidden", slug="hidden")
    make_article(authors=["Ines Varga"], tags=["Harbour"], series=series)
    make_draft(authors=["Somebody Hidden"], tags=["Hidden"], series=hidden)

    found = locations(client.get(f"/sitemap-{section}.xml"))

    assert len(found) == 1
    assert found[0].startswith(f"http://testserver{expected}")


def test_every_page_of_the_sitemap_is_there(client):
    found = locations(client.get("/sitemap-pages.xml"))

    assert {client.get(address.removeprefix("http://testserver")).status_code for address in found} == {200}


def test_unknown_section_and_page_are_not_found(client):
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap-columns.xml?p=9").status_code == 404


def test_news_sitemap_holds_two_days_in_full_form(client):
    now = timezone.now()
    make_article("Fresh & new\x0b", published_at=now - timedelta(hours=1), language="ko")
    make_article("Three days old", published_at=now - timedelta(days=3))
    make_draft("Hidden", published_at=now)

    root = parsed(client.get("/news-sitemap.xml"))

    assert [element.text for element in root.iter(f"{NEWS}title")] == ["Fresh & new"]
    assert [element.text for element in root.iter(f"{NEWS}name")] == ["The Test Post"]
    assert [element.text for element in root.iter(f"{NEWS}language")] == ["ko"]
    assert next(root.iter(f"{NEWS}publication_date")).text.endswith("+09:00")


def test_news_date_without_a_known_time_is_a_day(client):
    make_article(published_at=timezone.now() - timedelta(hours=1), published_precision="day")

    root = parsed(client.get("/news-sitemap.xml"))

    assert len(next(root.iter(f"{NEWS}publication_date")).text) == len("2011-04-03")


def test_robots_are_kept_from_the_desk_and_the_search_and_shown_both_sitemaps(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert {"Disallow: /admin/", "Disallow: /search/"} <= set(lines)
    assert lines[-2:] == [
        "Sitemap: http://testserver/sitemap.xml",
        "Sitemap: http://testserver/news-sitemap.xml",
    ]


@pytest.mark.parametrize("columns", [1, 20])
def test_section_costs_two_queries(client, django_assert_num_queries, columns):
    for _ in range(columns):
        make_article()

    with django_assert_num_queries(2):  # count, columns
        client.get("/sitemap-columns.xml")


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-columns.xml", "/news-sitemap.xml", "/robots.txt"])
def test_crawlers_get_no_cookie_and_may_cache(client, address):
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "max-age" in response["Cache-Control"]
