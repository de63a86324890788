"""The record: windows, days one after the other, lines of columns that are gone, hashes for people."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from articles.editing import services as editing
from articles.models import Article
from articles.readership import hiding, rules, services
from articles.readership.models import MostReadEntry, MostReadList
from articles.readership.spans import DAY as ONE_DAY
from tests.articles.hidden import PAST
from tests.articles.pages import links, parse, text
from tests.builders import make_article
from tests.readership.building import DAY, NOON, make_articles, make_counted, make_printed, make_reads

pytestmark = pytest.mark.django_db

PAGE = "/most-read/2017-01-20/"


def make_closed(*, days: int = 1) -> MostReadList:
    """Return the list of a day that is over; so many days after it have lists too."""
    for place, article in enumerate(make_articles(6)):
        make_reads(article, 50 - place)
    for number in range(days + 1):
        services.refresh_counted(at=NOON + number * ONE_DAY)
    return MostReadList.objects.get(day=DAY, window_days=rules.WINDOW_DAYS)


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("", "Last seven days, by readers, to 20 January 2017"),
        ("?window=7", "Last seven days, by readers, to 20 January 2017"),
        ("?window=1", "Last 24 hours, by readers, to 20 January 2017"),
        ("?window=30", "Last 30 days, by readers, to 20 January 2017"),
        ("?window=all", "All time, by readers, to 20 January 2017"),
    ],
)
def test_each_window_has_its_page(client: Client, asked: str, label: str) -> None:
    with time_machine.travel(NOON, tick=False):
        make_counted()
        answer = client.get(f"/most-read/{asked}")

    tree = parse(answer)
    assert label in text(tree)
    assert "public" in answer["Cache-Control"]
    assert {"/most-read/", "/most-read/?window=1", "/most-read/?window=30", "/most-read/?window=all"} <= set(
        links(tree)
    )
    canonical = [node.get("href") for node in tree.iter("link") if node.get("rel") == "canonical"]
    assert canonical == [f"http://testserver/most-read/{asked if asked != '?window=7' else ''}"]


@pytest.mark.parametrize("window", ["0", "14", "", "ALL", "7 ", "9" * 40])
def test_window_that_is_not_counted_is_not_found(client: Client, window: str) -> None:
    assert client.get("/most-read/", {"window": window}).status_code == 404


def test_page_without_a_list_says_what_it_takes(client: Client) -> None:
    said = text(parse(client.get("/most-read/")))

    assert "There is no list of this time yet. It takes 5 columns with at least 5 readers each." in said


def test_old_list_says_that_it_is_old_and_what_stands_instead(client: Client) -> None:
    make_counted()
    make_printed(("Printed line",))
    with time_machine.travel(NOON + 3 * ONE_DAY, tick=False):
        said = text(parse(client.get("/most-read/")))

    assert "This list is old: since Friday, 20 January 2017 no other could be made" in said
    assert "Seven days, by readers, to 20 January 2017" in said
    assert "Last seven days" not in said
    assert "Beside our columns now" in said


def test_day_leads_to_the_kept_days_beside_it(client: Client) -> None:
    make_closed()
    make_printed(day=date(2011, 4, 3))
    make_printed(("Nobody sees it",), article=make_article(status="unpublished"), day=date(2015, 1, 1))

    tree = parse(client.get(PAGE))

    by_rel = {node.get("rel"): node.get("href") for node in tree.iter("a") if node.get("rel")}
    assert by_rel == {"prev": "/most-read/2011-04-03/", "next": "/most-read/2017-01-21/"}


def test_day_has_its_feeds_and_its_hashes(client: Client) -> None:
    made = make_closed()

    tree = parse(client.get(PAGE))

    feeds = [node.get("href") for node in tree.iter("link") if node.get("rel") == "alternate"]
    assert feeds == [f"{PAGE}{name}" for name in ("rss.xml", "atom.xml", "feed.json")]
    assert {client.get(feed).status_code for feed in feeds} == {200}
    said = text(tree)
    for one in MostReadList.objects.filter(day=DAY):
        assert one.digest in said
        assert f"list {one.pk}" in said
    assert made.digest in text(parse(client.get(f"/most-read/lists/{made.pk}/")))


def test_day_that_is_not_over_says_so_and_has_no_hash(client: Client) -> None:
    make_counted()

    said = text(parse(client.get(PAGE)))

    assert "not over yet" in said
    assert "How to check it" not in said


def test_list_beside_columns_stands_first_on_its_day(client: Client, settings) -> None:
    settings.MOST_READ_WINDOW = 30
    make_counted()

    headings = re.findall(r"<h2>(By readers: [^<]+)</h2>", client.get(PAGE).text)

    assert headings == [f"By readers: {span}" for span in ("30 days", "24 hours", "seven days", "all time")]


def test_place_of_a_column_that_is_gone_stays_and_says_why(client: Client) -> None:
    made = make_closed()
    columns = [Article.objects.get(ranked_in__list=made, ranked_in__rank=rank) for rank in range(1, 6)]
    for number, column in enumerate(columns):
        Article.objects.filter(pk=column.pk).update(headline=f"Xyzzymark {number}", slug=f"xyzzymark-{number}")
    MostReadEntry.objects.filter(list__day=DAY, rank__lte=5).update(headline="Xyzzymark as it was")
    unpublished, retracted, expired, deleted, off = (Article.objects.get(pk=column.pk) for column in columns)
    editing.unpublish(unpublished, user=None)
    editing.retract(retracted, user=None, notice="It was wrong.", on=DAY)
    Article.objects.filter(pk=expired.pk).update(expires_at=PAST + timedelta(days=1))
    deleted.delete()
    for entry in off.ranked_in.all():  # it is public, and so in the next day's list too
        hiding.take_off(entry, "By order of a court", at=NOON)

    pages = [client.get(address).text for address in (PAGE, f"/most-read/lists/{made.pk}/", "/most-read/")]

    lines = [text(node) for node in parse(client.get(f"/most-read/lists/{made.pk}/")).iter("li") if node.get("value")]
    assert lines == [
        "A column that is no longer published",
        "A column that was retracted",
        "A column whose time on the site is over",
        "A column that is no longer in the archive",
        "Taken off the list by the desk on 20 January 2017: By order of a court",
        Article.objects.get(ranked_in__list=made, ranked_in__rank=6).headline,
    ]
    assert not re.search("xyzzymark", "".join(pages), re.IGNORECASE)
    assert f'href="/a/{retracted.pk}/"' in pages[0]
    assert f"/a/{unpublished.pk}/" not in "".join(pages)


def test_list_that_was_taken_off_keeps_its_place_in_the_record(client: Client) -> None:
    made = make_closed()
    MostReadList.objects.filter(day=DAY).update(is_shown=False, note="An error of ours.")

    answer = client.get(PAGE)

    said = text(parse(answer))
    assert said.count("The desk has taken this list off.") == len(rules.WINDOWS)
    assert "An error of ours." in said
    assert made.digest in said
    assert 'value="1"' not in answer.text


def test_more_printed_lists_than_a_page_holds_are_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.readership.record.LISTS_A_DAY", 2)
    host = make_article()
    for number in range(3):
        make_printed((f"Line {number}",), article=host, day=DAY)

    assert "More lists were printed that day" in client.get(PAGE).text


@pytest.mark.parametrize("lists", [1, 8])
def test_budget_of_the_first_page(client: Client, django_assert_num_queries, lists: int) -> None:
    host = make_article()
    for number in range(lists):
        make_printed((f"Line {number}",), article=host, day=DAY - timedelta(days=number))
    with time_machine.travel(NOON, tick=False):
        make_counted()
        with django_assert_num_queries(3):  # kept lists with their columns, the counted list, what rises
            client.get("/most-read/")
