"""The pages of most-read lists, as a stranger sees them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from articles.editing import services as editing
from articles.models import Article
from articles.readership import rules, services
from articles.readership.models import MostReadList
from tests.articles.pages import parse, text
from tests.builders import make_article, make_draft, make_user
from tests.readership.building import DAY, NOON, make_counted, make_printed

pytestmark = pytest.mark.django_db


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)

    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def test_addresses_are_the_contracts() -> None:
    assert reverse("readership:index") == "/most-read/"
    assert reverse("readership:day", args=[DAY]) == "/most-read/2017-01-20/"
    assert reverse("readership:list", args=[7]) == "/most-read/lists/7/"
    assert reverse("readership:method") == "/most-read/method/"


def test_index_without_lists(client: Client) -> None:
    assert "There is no list of a known day yet" in page(client, "/most-read/")
    assert "There is no list of an unknown day" in page(client, "/most-read/?day=unknown")


def test_index_shows_what_stands_and_every_list(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        counted = make_counted()
        make_printed(("Printed line",), article=make_article("Host column"), day=date(2011, 4, 3))
        undated = make_printed(("Another line",))
        html = page(client, "/most-read/")
        others = page(client, "/most-read/?day=unknown")

    assert counted.entries.get(rank=1).headline in html
    assert html.count("<h3") == 2  # a day with four counted lists has one line
    assert 'href="/most-read/2017-01-20/"' in html
    assert ">Host column</a>" in html
    assert f'href="/most-read/lists/{undated.pk}/"' not in html
    assert f'href="/most-read/lists/{undated.pk}/"' in others
    assert "Host column" not in others
    assert "Printed line" not in html + others


@pytest.mark.parametrize("number", [3, 70])
def test_index_budget(client: Client, django_assert_num_queries, number: int) -> None:
    host = make_article()
    for index in range(number):
        make_printed((f"Line {index}",), article=host, day=DAY - timedelta(days=index))

    with django_assert_num_queries(3):  # a page of lists with their columns, the counted list, the standing one
        page(client, "/most-read/")


def test_index_pages(client: Client) -> None:
    host = make_article()
    for index in range(70):
        make_printed((f"Line {index}",), article=host, day=DAY - timedelta(days=index))

    assert 'rel="next"' in page(client, "/most-read/")
    assert 'rel="prev"' in page(client, "/most-read/?page=2")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99", "9" * 40])
def test_odd_page_is_not_found(client: Client, number: str) -> None:
    make_printed()

    page(client, f"/most-read/?page={number}", 404)


def test_day_shows_its_lists_apart(client: Client) -> None:
    make_counted()
    make_printed(("Printed that day",), article=make_article("Host column"), day=DAY)
    make_printed(("Printed another day",), day=DAY - timedelta(days=1))

    html = page(client, "/most-read/2017-01-20/")

    counted, printed = html.split("<h2>As printed</h2>")
    assert "Most read, 20 January 2017" in html
    assert counted.count("<li value=") == rules.PLACES * len(rules.WINDOWS)
    assert "Column number" not in printed
    assert "Printed that day" in printed
    assert "Host column" in printed
    assert "Printed another day" not in html


@pytest.mark.parametrize("number", [1, 20])
def test_day_budget(client: Client, django_assert_num_queries, number: int) -> None:
    make_counted()
    for index in range(number):
        make_printed((f"Line {index}", "More"), day=DAY)

    with django_assert_num_queries(2):  # the day's lists with their columns and the days beside it, their lines
        page(client, "/most-read/2017-01-20/")


@pytest.mark.parametrize("day", ["2017-01-21", "2017-02-30", "2017-13-01", "0000-00-00", "2017-1-20", "today"])
def test_day_without_lists_is_not_found(client: Client, day: str) -> None:
    make_counted()

    page(client, f"/most-read/{day}/", 404)


def test_list_page_names_the_column_beside_which_it_stood(client: Client) -> None:
    host = make_article("Host column")
    made = make_printed(("Printed line",), article=host)

    html = page(client, f"/most-read/lists/{made.pk}/")

    assert "Printed line" in html
    assertInHTML(f'<a href="{host.get_absolute_url()}" lang="en">Host column</a>', html)


@pytest.mark.parametrize("number", [1, 10])
def test_list_budget(client: Client, django_assert_num_queries, number: int) -> None:
    made = make_printed([f"Line {index}" for index in range(number)])

    with django_assert_num_queries(2):  # the list with its column, its lines
        page(client, f"/most-read/lists/{made.pk}/")


def test_list_goes_with_the_page_it_stood_on(client: Client) -> None:
    host = make_article()
    made = make_printed(article=host, day=DAY)

    page(client, f"/most-read/lists/{made.pk}/")
    editing.unpublish(host, user=None)

    page(client, f"/most-read/lists/{made.pk}/", 404)
    page(client, "/most-read/2017-01-20/", 404)


def test_list_of_a_retracted_page_stays(client: Client) -> None:
    made = make_printed(article=make_article(status="retracted"))

    page(client, f"/most-read/lists/{made.pk}/")


def test_list_that_was_taken_off_is_not_found(client: Client) -> None:
    made = make_printed()
    MostReadList.objects.update(is_shown=False)

    page(client, f"/most-read/lists/{made.pk}/", 404)


@pytest.mark.parametrize("pk", ["0", "12345", "9" * 30])
def test_unknown_list_is_not_found(client: Client, pk: str) -> None:
    page(client, f"/most-read/lists/{pk}/", 404)


def test_drafts_are_named_nowhere(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        counted = make_counted()
        editing.unpublish(Article.objects.get(pk=counted.entries.get(rank=1).article_id), user=None)
        secret = counted.entries.get(rank=1).headline
        picked = services.make_curated_list([make_draft("Secret draft"), "Words"], day=DAY)
        printed = make_printed(("Words of a list",), article=make_draft("Secret host"), day=DAY)
        urls = ["/most-read/", "/most-read/2017-01-20/", f"/most-read/lists/{picked.pk}/"]
        pages = "".join(page(client, url) for url in urls)

    page(client, f"/most-read/lists/{printed.pk}/", 404)
    assert not [text for text in (f">{secret}<", "Secret", "Words of a list") if text in pages]


def test_reading_a_page_writes_nothing(client: Client, django_assert_num_queries) -> None:
    made = make_printed()
    before = list(MostReadList.objects.values_list())

    for url in ("/most-read/", f"/most-read/lists/{made.pk}/", "/most-read/method/"):
        page(client, url)

    assert list(MostReadList.objects.values_list()) == before


NAMES = sorted(name for name in vars(rules) if name.isupper() and name not in {"ALL_TIME", "HISTORY", "WINDOWS"})


@pytest.mark.parametrize("name", NAMES)
def test_method_page_prints_every_constant(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(rules, name, "4242x" if isinstance(getattr(rules, name), str) else 4242)

    html = page(client, "/most-read/method/")

    assert "4242" in html.replace("4,242", "4242")


def test_method_page_says_windows_versions_and_what_is_private_without_a_query(
    client: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        tree = parse(client.get("/most-read/method/"))

    said = text(tree)
    assert "24 hours, seven days, 30 days and all time" in said
    for version, words in rules.HISTORY.items():
        assert f"Version {version} {words}" in said
    for fact in ("No cookie", "Do Not Track, Global Privacy Control", "at most two seconds are lost", "no identifier"):
        assert fact in said


def test_method_page_says_what_the_desk_has_set(client: Client, settings) -> None:
    assert "no limit for the columns of one author" in page(client, "/most-read/method/")
    settings.MOST_READ_WINDOW, settings.MOST_READ_AUTHOR_CAP, settings.MOST_READ_FRESH_DAYS = 30, 2, 90

    html = page(client, "/most-read/method/")

    assert "the list of 30 days, as the desk has set it" in html
    assert "at most 2 columns of one author" in html
    assert "one of the last 90 days" in html


def test_staff_see_what_strangers_see(client: Client) -> None:
    made = make_printed(article=make_draft())
    client.force_login(make_user())

    assert client.get(f"/most-read/lists/{made.pk}/").status_code == 404
