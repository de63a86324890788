"""From the newest fifty back to the first column, by RFC 5005."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
import time_machine

from articles.feeds import history
from articles.models import Article, Byline
from tests.builders import make_article, make_author

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NOW = datetime(2012, 6, 1, tzinfo=UTC)


def links(client, address: str) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == 200, address
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert parsed.bozo == 0
    return {link.rel: link.href.removeprefix("http://testserver") for link in parsed.feed.links}


def titles(client, address: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(client.get(address).content).entries]


@pytest.fixture
def archive(monkeypatch):
    """Make parts of three: seven columns of 2010, one of 2011, five of 2012; it is June 2012."""
    monkeypatch.setattr(history, "SIZE", 3)
    writer = make_author("Ines Varga", slug="ines-varga")
    for year, count in ((2010, 7), (2011, 1), (2012, 5)):
        for number in range(1, count + 1):
            make_article(f"{year}/{number}", authors=[writer], published_at=datetime(year, 2, number, tzinfo=UTC))
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("page", ["/", "/authors/ines-varga/"])
@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_every_column_is_reached_from_the_newest(client, archive, page, file):
    address, seen = page + file, []
    while address:
        seen += titles(client, address)
        address = links(client, address).get("prev-archive", "")

    assert len(set(seen)) == Article.objects.count()


def test_json_feed_leads_back_too(client, archive):
    address, seen = "/feed.json", set()
    while address:
        feed = json.loads(client.get(address).content)
        seen |= {item["id"] for item in feed["items"]}
        address = feed.get("next_url", "").removeprefix("http://testserver")

    assert len(seen) == Article.objects.count()


def test_parts_are_chained_both_ways(client, archive):
    older = links(client, "/archive/2011-1/rss.xml")

    assert older["prev-archive"] == "/archive/2010-3/rss.xml"
    assert older["next-archive"] == "/archive/2012-1/rss.xml"
    assert older["current"] == "/rss.xml"
    assert older["self"] == "/archive/2011-1/rss.xml"


def test_open_part_is_not_in_the_archive_yet(client, archive):
    assert client.get("/archive/2012-2/rss.xml").status_code == 404
    assert "next-archive" not in links(client, "/archive/2012-1/rss.xml")


def test_full_part_stays_byte_for_byte_when_columns_are_added(client, archive):
    first = client.get("/archive/2012-1/atom.xml").content
    earlier = client.get("/archive/2010-2/atom.xml").content
    make_article("The next", published_at=NOW - timedelta(days=1))

    # The part learns at most that it has a successor now.
    assert client.get("/archive/2010-2/atom.xml").content == earlier
    assert titles(client, "/archive/2012-1/atom.xml") == ["2012/3", "2012/2", "2012/1"]
    assert first.count(b"<entry") == 3


def test_part_says_that_it_is_archive_and_the_newest_do_not(client, archive):
    assert "<fh:archive" in client.get("/archive/2010-1/rss.xml").text
    assert "<fh:archive" not in client.get("/rss.xml").text


def test_short_feed_has_no_archive_behind_it(client):
    make_article()

    assert "prev-archive" not in links(client, "/rss.xml")


@pytest.mark.parametrize("part", ["2010-0", "2010-4", "2013-1", "0-1", "99999-1", "2010-99999999999999999999"])
def test_part_that_is_not_there_is_not_found(client, archive, part):
    assert client.get(f"/archive/{part}/rss.xml").status_code == 404


@pytest.mark.parametrize("page", ["/", "/authors/ines-varga/"])
def test_newest_of_a_long_feed_costs_no_more_queries(client, archive, django_assert_num_queries, page):
    with django_assert_num_queries(4):  # columns, bylines (with the place in the archive), tags, corrections
        client.get(f"{page}rss.xml")


def test_columns_that_nobody_signed_lead_back_too(client, archive):
    Byline.objects.all().delete()

    assert links(client, "/rss.xml")["prev-archive"] == "/archive/2012-1/rss.xml"
