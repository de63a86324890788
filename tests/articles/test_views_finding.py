"""Search and corrections."""

from datetime import date

import pytest
from django.test import Client

from articles.editing import services
from articles.views.finding import SearchView
from tests.articles.hidden import WITHOUT_A_PAGE, make_hidden
from tests.articles.pages import links, parse, text
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_search_marks_what_was_found(client: Client) -> None:
    make_article("Ships", body="<p>The <em>dredger</em> came on a Tuesday.</p>", authors=["Ann"])

    tree = parse(client.get("/search/?q=dredger"))

    assert [text(node) for node in tree.iter("mark")] == ["dredger"]
    assert tree.find(".//input[@name='q']").get("value") == "dredger"


def test_search_escapes_what_was_typed(client: Client) -> None:
    response = client.get("/search/", {"q": '"><script>alert(1)</script>'})

    assert "<script>alert" not in response.text


@pytest.mark.parametrize("typed", ["", "   ", '"', "***", "(", "NEAR(", "a" * 5000, "\x00", "%", "🙂", "x OR y AND"])
def test_nothing_that_is_typed_is_an_error(client: Client, typed: str) -> None:
    make_article("Ships")

    assert client.get("/search/", {"q": typed}).status_code == 200


def test_search_asks_not_to_be_indexed(client: Client) -> None:
    tree = parse(client.get("/search/?q=ships"))

    assert [node.get("content") for node in tree.iter("meta") if node.get("name") == "robots"] == ["noindex"]


def test_search_without_result_says_so(client: Client) -> None:
    assert "No column holds “zeppelin”." in client.get("/search/?q=zeppelin").text


def test_search_goes_on_over_pages_with_its_query(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SearchView, "paginate_by", 2)
    for number in range(3):
        make_article(f"Harbour & quay {number}")

    tree = parse(client.get("/search/", {"q": "harbour & quay"}))

    assert "?page=2&q=harbour+%26+quay" in links(tree)


@pytest.mark.parametrize("columns", [1, 8])
def test_search_query_budget(client: Client, django_assert_num_queries: object, columns: int) -> None:
    for _ in range(columns):
        make_article("On the harbour", authors=["Ann", "Ben"])

    with django_assert_num_queries(2):  # articles, bylines
        client.get("/search/?q=harbour")


def test_corrections_come_newest_first(client: Client) -> None:
    column = make_article("Column", authors=["Ann"])
    services.add_correction(column, user=None, on=date(2011, 4, 5), note="The older one.")
    services.add_correction(column, user=None, on=None, note="The one of no known day.")
    services.add_correction(column, user=None, on=date(2011, 4, 6), note="The newer one.", kind="update")

    html = client.get("/corrections/").text
    column_html = client.get(column.get_absolute_url()).text

    assert html.index("The newer one.") < html.index("The older one.") < html.index("The one of no known day.")
    assert column_html.index("The one of no known day.") < column_html.index("The older one.")


@pytest.mark.parametrize("reason", WITHOUT_A_PAGE)
def test_correction_goes_with_its_column(client: Client, reason: str) -> None:
    column = make_hidden(reason)
    services.add_correction(column, user=None, on=date(2011, 4, 5), note="A notice.")

    assert "A notice." not in client.get("/corrections/").text


def test_retraction_stays_on_the_page_of_corrections(client: Client) -> None:
    column = make_article("A statue")
    services.retract(column, user=None, notice="There was no statue.", on=date(2011, 5, 1))

    assert "There was no statue." in client.get("/corrections/").text


@pytest.mark.parametrize("notices", [1, 8])
def test_corrections_query_budget(client: Client, django_assert_num_queries: object, notices: int) -> None:
    for _ in range(notices):
        services.add_correction(make_article(authors=["Ann"]), user=None, on=date(2011, 4, 5), note="A notice.")

    with django_assert_num_queries(2):  # corrections with their articles, bylines
        client.get("/corrections/")
