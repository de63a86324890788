"""The feeds of lists: a list an entry, valid, the same bytes for a day that is over, and nothing of a hidden column."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from articles.editing import services as editing
from articles.models import Article
from articles.readership import hiding, rules, services
from articles.readership.models import MostReadList
from articles.readership.spans import DAY as ONE_DAY
from tests.builders import make_article, make_draft
from tests.readership.building import DAY, NOON, make_articles, make_counted, make_printed, make_reads

pytestmark = pytest.mark.django_db

FILES = ["rss.xml", "atom.xml", "feed.json"]
PAGE = "/most-read/2017-01-20/"


def make_closed() -> MostReadList:
    for place, article in enumerate(make_articles(6)):
        make_reads(article, 50 - place)
    services.refresh_counted(at=NOON)
    services.refresh_counted(at=NOON + ONE_DAY)
    return MostReadList.objects.get(day=DAY, window_days=rules.WINDOW_DAYS)


def items(client: Client, address: str) -> list[dict[str, str]]:
    return json.loads(client.get(address).content)["items"]


def test_feed_of_a_day_has_an_entry_for_each_list_and_mixes_none(client: Client) -> None:
    counted = make_closed()
    printed = make_printed(("Printed that day",), article=make_article("Host column"), day=DAY)
    make_printed(("Printed another day",), day=DAY - timedelta(days=1))

    found = items(client, f"{PAGE}feed.json")

    titles = [one["title"] for one in found]
    assert titles == [
        "Most read: Seven days, by readers, to 20 January 2017",
        "Most read: 24 hours, by readers, to 20 January 2017",
        "Most read: 30 days, by readers, to 20 January 2017",
        "Most read: All time, by readers, to 20 January 2017",
        "Most read: As printed on a page of this paper, 20 January 2017",
    ]
    assert "Printed that day" in found[-1]["content_html"]
    assert [one for one in found[:-1] if "Printed" in one["content_html"]] == []
    assert counted.digest in found[0]["content_html"]
    assert len({one["id"] for one in found}) == 5
    assert found[-1]["url"] == f"http://testserver/most-read/lists/{printed.pk}/#list-{printed.pk}"


@pytest.mark.parametrize("file", FILES)
def test_closed_day_says_the_same_bytes_for_good(client: Client, file: str) -> None:
    make_closed()
    with time_machine.travel(NOON + ONE_DAY, tick=False):
        first = client.get(PAGE + file)
    make_reads(Article.objects.order_by("pk")[3], 900)

    with time_machine.travel(NOON + 400 * ONE_DAY, tick=False):
        services.refresh_counted()
        later = client.get(PAGE + file)

    assert later.content == first.content
    assert later["ETag"] == first["ETag"]


@pytest.mark.parametrize("address", ["/most-read/", PAGE])
@pytest.mark.parametrize("file", FILES)
def test_who_has_it_already_gets_304(client: Client, address: str, file: str) -> None:
    make_closed()
    first = client.get(address + file)

    again = client.get(address + file, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first["Content-Type"].split(";")[0] in {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    }
    assert not first.cookies


def test_feed_of_the_paper_has_a_list_a_day_of_the_window_beside_columns(client: Client) -> None:
    make_closed()

    found = items(client, "/most-read/feed.json")

    assert [one["title"][-15:] for one in found] == ["21 January 2017", "20 January 2017"]
    assert all("Seven days" in one["title"] for one in found)
    assert found[1]["date_published"] == "2017-01-20T00:00:00+09:00"
    assert found[1]["date_modified"] == "2017-01-21T00:00:00+09:00"


@pytest.mark.parametrize("lists", [1, 6])
def test_budget(client: Client, django_assert_num_queries, lists: int) -> None:
    make_closed()
    host = make_article()
    for number in range(lists):
        make_printed((f"Line {number}",), article=host, day=DAY)

    with django_assert_num_queries(2):  # lists, lines
        client.get(f"{PAGE}rss.xml")
    with django_assert_num_queries(2):
        client.get("/most-read/atom.xml")


@pytest.mark.parametrize("day", ["2017-01-22", "2017-02-30"])
def test_day_without_a_list_has_no_feed(client: Client, day: str) -> None:
    make_counted()

    assert client.get(f"/most-read/{day}/rss.xml").status_code == 404


def test_feed_before_any_list_is_empty_and_valid(client: Client) -> None:
    assert items(client, "/most-read/feed.json") == []
    assert client.get("/most-read/rss.xml").status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_nothing_of_a_hidden_column_is_in_a_feed(client: Client, file: str) -> None:
    secret = make_article("Xyzzymark speaks", slug="xyzzymark", body="<p>Xyzzymark.</p>")
    gone, off = (
        make_article("Xyzzymark again", slug="xyzzymark-again"),
        make_article("Xyzzymark too", slug="xyzzymark-too"),
    )
    for article in (secret, gone, off):
        make_reads(article, 90)
    make_closed()
    editing.unpublish(secret, user=None)
    editing.retract(gone, user=None, notice="It was wrong.", on=DAY)
    for entry in off.ranked_in.all():
        hiding.take_off(entry, "By order of a court", at=NOON)
    make_printed(("Words of a list",), article=make_draft("Xyzzymark host"), day=DAY)

    said = "".join(client.get(address + file).text for address in ("/most-read/", PAGE))

    assert not re.search("xyzzymark|Words of a list", said, re.IGNORECASE)
    for words in ("A column that is no longer published", "A column that was retracted", "By order of a court"):
        assert words in said
    assert f"/a/{gone.pk}/" in said


def test_list_that_was_taken_off_says_so(client: Client) -> None:
    counted = make_closed()
    MostReadList.objects.filter(pk=counted.pk).update(is_shown=False, note="An error of ours.")

    entry = items(client, f"{PAGE}feed.json")[0]

    assert "The desk has taken this list off." in entry["content_html"]
    assert "An error of ours." in entry["content_html"]
    assert "<li" not in entry["content_html"]
