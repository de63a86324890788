"""Old addresses lead to their columns."""

import pytest
from django.test import Client

from articles.models import Redirect
from tests.articles.hidden import WITHOUT_A_PAGE, make_hidden
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("/www/news/view.asp?idx=84391", "/www/news/view.asp?idx=84391"),
        ("/www/news/84391.html", "/www/news/84391.html"),
        ("/www/news/84391.html", "/www/news/84391.html?from=mail"),
        ("/칼럼/등대", "/칼럼/등대"),
        ("/%EC%B9%BC%EB%9F%BC/x", "/칼럼/x"),
        ("/2003/04/03/", "/2003/04/03/"),
        ("/2003/04/bridge", "/2003/04/bridge/"),
        ("/2003/04/bridge/", "/2003/04/bridge"),
        ("/2003/04/Bridge.HTML", "/2003/04/bridge.html"),
        ("/2003/04/bridge/index.html", "/2003/04/bridge/"),
        ("/2003//04/bridge", "/2003/04/bridge"),
        ("/caf%C3%A9/x", "/cafe%CC%81/x"),
        ("/view.asp?b=2&a=1", "/view.asp?a=1&b=2&utm_source=mail&fbclid=x"),
        ("/?p=123", "/?p=123"),
        ("/?p=123", "/index.php?p=123"),
        ("/?p=123", "/?utm_source=mail&p=123"),
    ],
)
def test_old_address_leads_to_the_column(client: Client, kept: str, asked: str) -> None:
    column = make_article()
    Redirect.objects.create(path=kept, article=column)

    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, column.get_absolute_url())


def test_address_with_its_query_comes_first(client: Client) -> None:
    with_query, without = make_article(), make_article()
    Redirect.objects.create(path="/view?id=1", article=with_query)
    Redirect.objects.create(path="/view", article=without)

    assert client.get("/view?id=1")["Location"] == with_query.get_absolute_url()
    assert client.get("/view?id=2")["Location"] == without.get_absolute_url()


@pytest.mark.parametrize("reason", WITHOUT_A_PAGE)
def test_hidden_column_is_not_led_to(client: Client, reason: str) -> None:
    Redirect.objects.create(path="/old", article=make_hidden(reason))

    assert client.get("/old").status_code == 404


def test_page_that_is_there_asks_nothing(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # days
        client.get("/archive/")


def test_unknown_address_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # redirects
        response = client.get("/unknown/")

    assert response.status_code == 404
    assert "This page is not in the paper" in response.text


def test_form_sent_to_an_old_address_is_not_led_on(client: Client) -> None:
    Redirect.objects.create(path="/old", article=make_article())

    assert client.post("/old").status_code == 404


def test_endless_address_is_not_found(client: Client) -> None:
    assert client.get("/unknown/" + "x" * 3000).status_code == 404


def test_the_front_page_is_nobodys_old_address(client: Client) -> None:
    Redirect.objects.create(path="/?p=123", article=make_article())

    assert client.get("/").status_code == 200
    assert client.get("/?p=124").status_code == 200
    assert client.get("/?utm_source=mail").status_code == 200


def test_a_page_of_this_site_is_never_taken_away(client: Client) -> None:
    there, other = make_article(), make_article()
    Redirect.objects.create(path=there.get_absolute_url(), article=other)
    Redirect.objects.create(path="/authors/", article=other)

    assert client.get(there.get_absolute_url()).status_code == 200
    assert client.get("/authors/").status_code == 200


def test_the_address_to_the_letter_comes_first(client: Client) -> None:
    upper, lower = make_article(), make_article()
    Redirect.objects.create(path="/view/A", article=upper)
    Redirect.objects.create(path="/view/a", article=lower)

    assert client.get("/view/a")["Location"] == lower.get_absolute_url()
    assert client.get("/view/A")["Location"] == upper.get_absolute_url()


@pytest.mark.parametrize("reason", WITHOUT_A_PAGE)
def test_a_hidden_columns_old_address_tells_nothing(client: Client, reason: str) -> None:
    Redirect.objects.create(path="/old", article=make_hidden(reason))

    hidden, unknown = client.get("/old"), client.get("/odd")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.text.replace("/old", "/odd") == unknown.text


def test_a_key_is_made_by_every_way_of_saving() -> None:
    [row] = Redirect.objects.bulk_create([Redirect(path="/A/b/", article=make_article())])
    row.path = "/C"
    row.save()

    assert Redirect.objects.get().key == "/c"
