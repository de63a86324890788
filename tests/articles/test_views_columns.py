"""The front page and the page of a column."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from articles.editing import services
from articles.models import Article, Byline, Series
from authors.models import Author
from tests.articles.hidden import WITHOUT_A_PAGE, make_hidden
from tests.articles.pages import links, parse, text
from tests.builders import POSTED, make_article, make_author

pytestmark = pytest.mark.django_db


def page(client: Client, column: Article) -> str:
    """Return the page of a column with single spaces."""
    return " ".join(client.get(column.get_absolute_url()).text.split())


@pytest.mark.parametrize("reason", WITHOUT_A_PAGE)
def test_hidden_column_is_not_found(client: Client, reason: str) -> None:
    column = make_hidden(reason)

    assert client.get(column.get_absolute_url()).status_code == 404
    assert client.get(column.short_url).status_code == 404


def test_retracted_column_keeps_its_page_without_its_text(client: Client) -> None:
    column = make_article(
        "A statue", body="<p>Withdrawn words.</p>", standfirst="Withdrawn line.", bio_as_printed="A sculptor."
    )
    services.retract(column, user=None, notice="There was no statue.", on=date(2011, 5, 1))

    html = page(client, column)

    assert "There was no statue." in html
    assert "Retraction, <time datetime" in html
    assert '<span class="withdrawn">Retracted</span>' in html
    assert "Withdrawn words." not in html


def test_short_address_leads_to_the_column_for_good(client: Client) -> None:
    column = make_article("Here")

    response = client.get(column.short_url)

    assert (response.status_code, response["Location"]) == (301, column.get_absolute_url())


@pytest.mark.parametrize("pk", ["0", "999999", str(2**63), "9" * 50])
def test_short_address_of_no_column_is_not_found(client: Client, pk: str) -> None:
    assert client.get(f"/a/{pk}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/2011/13/03/x/", "/2011/02/30/x/", "/0000/01/01/x/", "/2011/04/03/other/", "/2011/4/3/x/"]
)
def test_address_of_no_column_is_not_found(client: Client, address: str) -> None:
    make_article("X", slug="x")

    assert client.get(address).status_code == 404


def test_hangul_address_works(client: Client) -> None:
    column = make_article("등대지기의 장부", language="ko")

    response = client.get(column.get_absolute_url())

    assert unquote(column.get_absolute_url()) == "/2011/04/03/등대지기의-장부/"
    assert response.status_code == 200


def test_address_can_be_made_from_strings() -> None:
    assert reverse("articles:detail", args=["2011", "04", "03", "x"]) == "/2011/04/03/x/"
    assert reverse("articles:month", args=[2011, 4]) == "/2011/04/"


def test_byline_joins_names_and_links_them(client: Client) -> None:
    column = make_article(authors=["Ann", "Ben", "Cho"])

    byline = parse(client.get(column.get_absolute_url())).find(".//p[@class='byline']")

    assert text(byline) == "By Ann, Ben and Cho"
    assert [link.get("rel") for link in byline.iter("a")] == ["author"] * 3


def test_korean_byline_has_no_by(client: Client) -> None:
    column = make_article(authors=["한서윤", "김도현"], language="ko")

    byline = parse(client.get(column.get_absolute_url())).find(".//p[@class='byline']")

    assert text(byline) == "글 한서윤, 김도현"


def test_byline_names_other_roles_after_the_writers(client: Client) -> None:
    writer, translator = make_author("Ann"), make_author("Ben")
    column = make_article()
    credit = services.Credit(author=translator, role=Byline.Role.TRANSLATOR)
    lines = [services.Credit(author=writer, title_as_printed="a pilot"), credit]
    services.save_article(column, user=None, credits=lines)

    byline = parse(client.get(column.get_absolute_url())).find(".//p[@class='byline']")

    assert text(byline) == "By Ann, a pilot; translated by Ben"


def test_paper_signs_without_by(client: Client) -> None:
    paper = Author.objects.create(name="The Test Post", slug="paper", is_paper=True)
    column = make_article(authors=[paper], kind="editorial")

    tree = parse(client.get(column.get_absolute_url()))

    assert text(tree.find(".//p[@class='byline']")) == "The Test Post"
    assert text(tree.find(".//p[@class='rubric label']")) == "Editorial"


def test_unsigned_column_has_no_byline(client: Client) -> None:
    assert 'class="byline"' not in page(client, make_article())


def test_posted_stands_in_the_papers_zone(client: Client) -> None:
    html = page(client, make_article())

    assert 'Posted <time datetime="2011-04-03T16:55+09:00">3 April 2011, 4:55 p.m.</time>' in html
    assert "Updated" not in html


def test_updated_shows_only_when_it_is_later(client: Client) -> None:
    same = make_article(updated_at=POSTED)
    later = make_article(updated_at=POSTED + timedelta(days=2, hours=1))

    assert "Updated" not in page(client, same)
    assert 'Updated <time datetime="2011-04-05T17:55+09:00">5 April 2011, 5:55 p.m.</time>' in page(client, later)


def test_date_is_no_more_exact_than_it_is_known(client: Client) -> None:
    assert '<time datetime="2011-04">April 2011</time>' in page(client, make_article(published_precision="month"))


def test_old_column_says_its_age(client: Client) -> None:
    assert "years old. What it reports may have changed since." in page(client, make_article())


def test_page_speaks_the_columns_language(client: Client) -> None:
    tree = parse(client.get(make_article(language="ko").get_absolute_url()))

    assert tree.get("lang") == "ko"
    assert tree.find(".//article").get("lang") == "ko"
    assert tree.find(".//header").get("lang") == "en"


def test_cut_off_contact_stays_out_of_the_bio(client: Client) -> None:
    html = page(client, make_article(bio_as_printed="Ann is a pilot. She can be reached at"))

    assert "Ann is a pilot." in html
    assert "can be reached" not in html


def test_corrections_are_dated_and_named(client: Client) -> None:
    column = make_article()
    services.add_correction(column, user=None, on=date(2011, 4, 5), note="It was 1951.", kind="clarification")

    notice = parse(client.get(column.get_absolute_url())).find(".//aside[@class='correction']")

    assert text(notice) == "Clarification, 5 April 2011. It was 1951."


def test_series_and_part_stand_above_the_headline(client: Client) -> None:
    series = Series.objects.create(name="River papers", slug="river-papers")
    column = make_article(series=series, series_part=2)

    rubric = parse(client.get(column.get_absolute_url())).find(".//p[@class='rubric label']")

    assert text(rubric) == "River papers, part 2"
    assert [link.get("href") for link in rubric.iter("a")] == ["/series/river-papers/"]


def test_tags_are_links(client: Client) -> None:
    column = make_article(tags=["Harbour", "교통"])

    assert {"/tags/harbour/", "/tags/교통/"} <= {
        unquote(link) for link in links(parse(client.get(column.get_absolute_url())))
    }


def test_print_carries_the_address(client: Client) -> None:
    column = make_article("Printed")

    assert f'data-address="http://testserver{column.get_absolute_url()}"' in page(client, column)


@pytest.mark.parametrize("neighbours", [1, 20])
def test_column_query_budget(client: Client, django_assert_num_queries: object, neighbours: int) -> None:
    authors = [make_author(f"Ann {number}") for number in range(3)]
    columns = [
        make_article(f"On the harbour, {number}", authors=authors, tags=["harbour", "ships", f"tag {number}"])
        for number in range(neighbours + 1)
    ]
    for number in range(neighbours):
        services.add_correction(columns[0], user=None, on=date(2011, 4, 5), note=f"Notice {number}.")

    with django_assert_num_queries(6):  # article, bylines, tags, corrections, related, most read
        response = client.get(columns[0].get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize("columns", [1, 25])
def test_front_page_query_budget(client: Client, django_assert_num_queries: object, columns: int) -> None:
    for number in range(columns):
        make_article(authors=["Ann", "Ben"], tags=["harbour", f"tag {number}"])

    with django_assert_num_queries(4):  # articles, bylines, tags, most read
        response = client.get("/")

    assert response.status_code == 200


def test_front_page_leads_with_the_newest(client: Client) -> None:
    for day in range(1, 25):
        make_article(f"Column of day {day}.", published_at=datetime(2011, 4, day, 3, tzinfo=UTC))

    tree = parse(client.get("/"))

    assert text(tree.find(".//article[@class='first']/h2")) == "Column of day 24."
    assert len(list(tree.iter("article"))) == 9
    assert len(tree.findall(".//section[@class='earlier']/ul/li")) == 10


def test_front_page_leads_on_to_columnists_subjects_and_years(client: Client) -> None:
    make_article("Old", published_at=datetime(2009, 4, 3, tzinfo=UTC))
    make_article("New", authors=[make_author("Ann", slug="ann")], tags=["Harbour"])

    found = links(parse(client.get("/")))

    assert {"/authors/ann/", "/tags/harbour/", "/2009/", "/2011/", "/archive/"} <= set(found)


def test_front_page_of_an_empty_paper_says_so(client: Client) -> None:
    assert "Nothing is published yet" in client.get("/").text
