"""The archive: ledger, year, month and day."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from articles.archives import Archive, neighbours
from articles.views.archives import MonthView
from tests.articles.hidden import REASONS, make_hidden
from tests.articles.pages import links, parse, text
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> datetime:
    """Return noon of a day in Seoul."""
    return datetime(year, month, day, 3, tzinfo=UTC)


def test_archive_counts_columns_by_month(client: Client) -> None:
    for day in (1, 2, 2):
        make_article(published_at=at(2011, 4, day))
    make_article(published_at=at(2009, 12, 31))

    tree = parse(client.get("/archive/"))

    assert text(tree.find(".//p[@class='standfirst']")).startswith("4 columns since December 2009.")
    assert [text(node) for node in tree.findall(".//section[@class='ledger-year']/h2")] == [
        "2011 3 columns",
        "2009 1 column",
    ]
    assert "/2011/04/" in links(tree)


@pytest.mark.parametrize("reason", REASONS)
def test_archive_counts_only_what_is_public(reason: str) -> None:
    make_hidden(reason)

    assert Archive.load().days == {}


def test_year_links_each_day_with_columns(client: Client) -> None:
    make_article(published_at=at(2011, 4, 3))
    make_article(published_at=at(2011, 4, 3))
    make_article(published_at=at(2012, 1, 1))

    tree = parse(client.get("/2011/"))

    day = next(node for node in tree.iter("a") if node.get("href") == "/2011/04/03/")
    assert text(day) == "3, 2 columns"
    assert "/2012/" in links(tree)
    assert "/2012/01/01/" not in links(tree)


def test_month_groups_columns_by_day(client: Client) -> None:
    make_article("First", published_at=at(2011, 4, 3))
    make_article("Second", published_at=at(2011, 4, 5))

    tree = parse(client.get("/2011/04/"))

    assert [text(node) for node in tree.findall(".//main//h2")] == ["Tuesday, 5 April", "Sunday, 3 April"]
    assert [text(node) for node in tree.findall(".//main//h3")] == ["Second", "First"]


def test_day_leads_to_its_neighbours(client: Client) -> None:
    for day in (1, 3, 9):
        make_article(published_at=at(2011, 4, day))

    tree = parse(client.get("/2011/04/03/"))

    steps = [node.get("href") for node in tree.iter("a") if node.get("rel") in {"prev", "next"}]
    assert steps == ["/2011/04/01/", "/2011/04/09/"]
    assert [node.get("href") for node in tree.iter("a") if node.get("aria-current") == "date"] == ["/2011/04/03/"]


@pytest.mark.parametrize(
    "address",
    ["/2010/", "/0000/", "/9999/", "/2011/13/", "/2011/00/", "/2011/05/", "/2011/02/30/", "/2011/04/04/", "/2011/4/"],
)
def test_time_without_columns_is_not_found(client: Client, address: str) -> None:
    make_article()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("columns", [1, 8])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/archive/", 1),  # days
        ("/2011/", 1),  # days
        ("/2011/04/", 3),  # articles, bylines, days
        ("/2011/04/03/", 3),  # articles, bylines, days
    ],
)
def test_archive_query_budget(
    client: Client, django_assert_num_queries: object, address: str, queries: int, columns: int
) -> None:
    for _ in range(columns):
        make_article(authors=["Ann", "Ben"], tags=["harbour"])

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200


def test_long_month_goes_on_over_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MonthView, "paginate_by", 2)
    for number in range(3):
        make_article(f"Column {number}.", published_at=datetime(2011, 4, 3, 3, number, tzinfo=UTC))

    first, second = client.get("/2011/04/"), client.get("/2011/04/?page=2")

    assert "?page=2" in links(parse(first))
    assert "Column 0." not in first.text
    assert "Column 0." in second.text


@pytest.mark.parametrize(("place", "expected"), [(1, (None, 3)), (3, (1, 7)), (5, (3, 7)), (7, (3, None))])
def test_neighbours_are_the_nearest(place: int, expected: tuple[int | None, int | None]) -> None:
    assert neighbours(place, [7, 1, 3]) == expected


def test_calendar_begins_on_monday() -> None:
    month = Archive({date(2011, 4, 3): 2}).month(date(2011, 4, 1))

    assert month.columns == 2
    assert month.weeks[0] == [
        None,
        None,
        None,
        None,
        (date(2011, 4, 1), 0),
        (date(2011, 4, 2), 0),
        (date(2011, 4, 3), 2),
    ]
