"""The pages of columnists."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from articles.editing import services
from articles.models import Byline
from authors.models import Disclosure
from tests.articles.hidden import REASONS, make_hidden
from tests.articles.pages import links, parse, text
from tests.builders import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


def test_index_counts_columns_by_letter(client: Client) -> None:
    ines = make_author("Ines Varga", sort_name="Varga Ines")
    make_article(authors=[ines])
    make_article(authors=[ines, "한서윤"])

    tree = parse(client.get("/authors/"))

    letters = tree.findall(".//section[@class='index-letter']")
    assert [text(node) for node in letters] == ["V Ines Varga 2", "ㅎ 한서윤 1"]


@pytest.mark.parametrize("reason", REASONS)
def test_index_leaves_out_who_has_nothing_public(client: Client, reason: str) -> None:
    make_hidden(reason, authors=["Somebody"])

    assert "Somebody" not in client.get("/authors/").text


@pytest.mark.parametrize("reason", REASONS)
def test_page_of_somebody_with_nothing_public_names_no_column(client: Client, reason: str) -> None:
    make_hidden(reason, "Secret", authors=[make_author("Ann", slug="ann")])

    response = client.get("/authors/ann/")

    assert "Secret" not in response.text


def test_hangul_address_works(client: Client) -> None:
    make_article(authors=[make_author("한서윤", slug="한서윤")])

    assert client.get("/authors/한서윤/").status_code == 200


def test_unknown_columnist_is_not_found(client: Client) -> None:
    assert client.get("/authors/nobody/").status_code == 404


def test_merged_columnist_leads_to_the_other(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    make_author("Anne", slug="anne", merged_into=ann)

    response = client.get("/authors/anne/")

    assert (response.status_code, response["Location"]) == (301, "/authors/ann/")


def test_columns_stand_by_year_newest_first(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    make_article("Old", authors=[ann], published_at=datetime(2009, 1, 5, tzinfo=UTC))
    make_article("New", authors=[ann])

    tree = parse(client.get("/authors/ann/"))

    assert [text(node) for node in tree.findall(".//main//h2")] == ["2011", "2009"]
    assert [text(node) for node in tree.findall(".//main//h3")] == ["New", "Old"]


def test_year_keeps_its_columns_alone(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    make_article("Old one.", authors=[ann], published_at=datetime(2009, 1, 5, tzinfo=UTC))
    make_article("New one.", authors=[ann])

    html = client.get("/authors/ann/?year=2009").text

    assert "Old one." in html
    assert "New one." not in html


@pytest.mark.parametrize("year", ["2010", "0", "x", "99999", "-1", "٢٠٠٩"])
def test_year_without_columns_is_not_found(client: Client, year: str) -> None:
    make_article(authors=[make_author("Ann", slug="ann")])

    assert client.get("/authors/ann/", {"year": year}).status_code == 404


def test_column_signed_in_two_roles_is_there_once(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    column = make_article("Twice")
    lines = [services.Credit(author=ann), services.Credit(author=ann, role=Byline.Role.PICTURES)]
    services.save_article(column, user=None, credits=lines)

    tree = parse(client.get("/authors/ann/"))

    assert links(tree).count(column.get_absolute_url()) == 1


def test_column_of_several_names_them(client: Client) -> None:
    make_article(authors=[make_author("Ann", slug="ann"), "Ben"])

    assert text(parse(client.get("/authors/ann/")).find(".//p[@class='who']")) == "Ann and Ben"


def test_disclosures_are_shown_with_their_dates(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    make_article(authors=[ann])
    Disclosure.objects.create(author=ann, text="Sits on the harbour board.", from_on=date(2010, 5, 1))

    section = parse(client.get("/authors/ann/")).find(".//section[@class='disclosures']")

    assert text(section) == "What readers should know Sits on the harbour board. from May 2010"


def test_somebody_whom_only_drafts_know_is_not_found(client: Client) -> None:
    make_draft(authors=[make_author("Ann", slug="ann")])

    response = client.get("/authors/ann/")

    assert response.status_code == 404
    assert "Ann" not in response.text


def test_page_announces_its_own_feeds(client: Client) -> None:
    make_article(authors=[make_author("Ann", slug="ann")])

    tree = parse(client.get("/authors/ann/"))

    assert {node.get("href") for node in tree.iter("link") if node.get("rel") == "alternate"} == {
        "/authors/ann/rss.xml",
        "/authors/ann/atom.xml",
        "/authors/ann/feed.json",
    }


def test_picture_stands_only_where_there_is_one(client: Client) -> None:
    ann = make_author("Ann", slug="ann")
    ben = make_author("Ben", slug="ben", portrait="portraits/ben.jpg", portrait_alt="Ben on a ladder")
    make_article(authors=[ann, ben])

    assert list(parse(client.get("/authors/ann/")).iter("img")) == []
    assert [node.get("alt") for node in parse(client.get("/authors/ben/")).iter("img")] == ["Ben on a ladder"]


@pytest.mark.parametrize("columns", [1, 8])
def test_author_query_budget(client: Client, django_assert_num_queries: object, columns: int) -> None:
    ann = make_author("Ann", slug="ann")
    for number in range(columns):
        make_article(authors=[ann, "Ben"], published_at=datetime(2009 + number % 3, 1, 5, tzinfo=UTC))

    with django_assert_num_queries(4):  # author, years, articles, bylines
        client.get("/authors/ann/")


@pytest.mark.parametrize("authors", [1, 8])
def test_index_query_budget(client: Client, django_assert_num_queries: object, authors: int) -> None:
    for number in range(authors):
        make_article(authors=[f"Ann {number}"])

    with django_assert_num_queries(2):  # counts, authors
        client.get("/authors/")
