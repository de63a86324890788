"""Feeds over HTTP: a reader that has the feed already is told so in a few bytes, and nobody is followed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.http import http_date

from articles.editing import services
from articles.models import Article
from tests.builders import make_article

pytestmark = pytest.mark.django_db

FILES = ["rss.xml", "atom.xml", "feed.json"]
TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


@pytest.mark.parametrize("file", FILES)
def test_both_validators_give_304_without_a_body(client, file):
    make_article()
    first = client.get(f"/{file}")

    by_tag = client.get(f"/{file}", headers={"if-none-match": first["ETag"]})
    by_date = client.get(f"/{file}", headers={"if-modified-since": first["Last-Modified"]})

    assert first.status_code == 200
    for answer in (by_tag, by_date):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == first["ETag"]
        assert answer["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("tag", ["*", '"other", {}', "W/{}"])
def test_entity_tags_are_compared_weakly_and_in_lists(client, tag):
    make_article()
    known = client.get("/rss.xml")["ETag"]

    assert client.get("/rss.xml", headers={"if-none-match": tag.format(known)}).status_code == 304


def test_entity_tag_survives_compression(client):
    make_article(body="<p>" + "A long text. " * 100 + "</p>")
    packed = client.get("/rss.xml", headers={"accept-encoding": "gzip"})

    again = client.get("/rss.xml", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})

    assert packed["Content-Encoding"] == "gzip"
    assert again.status_code == 304


def test_entity_tag_goes_before_the_date(client):
    make_article()
    date = client.get("/rss.xml")["Last-Modified"]

    answer = client.get("/rss.xml", headers={"if-none-match": '"other"', "if-modified-since": date})

    assert answer.status_code == 200


def test_older_date_and_nonsense_get_the_feed(client):
    make_article()
    older = http_date(datetime(2011, 1, 1, tzinfo=UTC).timestamp())

    for date in (older, "yesterday", ""):
        assert client.get("/rss.xml", headers={"if-modified-since": date}).status_code == 200


def test_change_of_substance_is_new_to_both_validators(client):
    article = make_article()
    first = client.get("/rss.xml")
    services.save_article(article, user=None, change="correction")

    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        assert client.get("/rss.xml", headers=header).status_code == 200


def test_mended_comma_is_new_to_the_tag_at_once_and_to_the_date_a_minute_later(client):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        article = make_article()
    first = client.get("/rss.xml")
    article.body = "<p>A comma, mended.</p>"
    services.save_article(article, user=None, change="typo")

    assert client.get("/rss.xml", headers={"if-none-match": first["ETag"]}).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert client.get("/rss.xml", headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_old_column_that_is_loaded_today_moves_the_date(client):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        make_article("Of 2011")
    first = client.get("/rss.xml")
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        make_article("Of 1999", published_at=datetime(1999, 1, 1, tzinfo=UTC))

    assert client.get("/rss.xml", headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_column_that_is_taken_off_moves_the_date(client):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        make_article("Stays")
        article = make_article("Goes")
    first = client.get("/rss.xml")
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        services.unpublish(article, user=None)

    assert client.get("/rss.xml", headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_changed_tags_move_the_date(client):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        article = make_article()
    first = client.get("/rss.xml")
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        services.add_tags([article], ["Harbour"], user=None)

    assert client.get("/rss.xml", headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_same_content_gives_the_same_bytes_whatever_the_clock(client):
    make_article()
    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC), tick=False):
        first = client.get("/rss.xml")
    with time_machine.travel(datetime(2028, 1, 1, tzinfo=UTC), tick=False):
        second = client.get("/rss.xml")

    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("file", FILES)
def test_headers(client, file):
    make_article()

    response = client.get(f"/{file}")

    assert response["Content-Type"] == TYPES[file]
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response["ETag"].startswith("W/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_person_who_opens_a_feed_in_a_browser_gets_xml_that_it_can_style(client, file):
    response = client.get(f"/{file}", headers={"sec-fetch-dest": "document"})

    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert "Sec-Fetch-Dest" in response["Vary"]
    assert '<?xml-stylesheet href="/static/css/feed.css"' in response.text


def test_signed_in_editor_gets_the_same_feed(client, admin_client):
    make_article()

    assert client.get("/atom.xml").content == admin_client.get("/atom.xml").content


def test_head_has_the_headers_of_get_and_no_body(client):
    make_article()

    head, get = client.head("/rss.xml"), client.get("/rss.xml")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_post_is_not_allowed(client):
    assert client.post("/rss.xml").status_code == 405


def test_feed_is_not_moved_by_what_nobody_may_see(client):
    make_article("Public")
    before = client.get("/rss.xml")
    make_article("Hidden", status=Article.Status.DRAFT)

    after = client.get("/rss.xml")

    assert (after["ETag"], after["Last-Modified"]) == (before["ETag"], before["Last-Modified"])
