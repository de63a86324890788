"""Pages of tags, of several tags together, and of series."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.test import Client

from articles.models import Image, Series, Tag
from articles.views.subjects import TagView
from tests.articles.hidden import REASONS, make_hidden
from tests.articles.pages import links, parse, text
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_index_counts_columns_by_letter(client: Client) -> None:
    make_article(tags=["Harbour", "élan", "교통"])
    make_article(tags=["Harbour"])

    tree = parse(client.get("/tags/"))

    letters = tree.findall(".//section[@class='index-letter']")
    assert [text(node) for node in letters] == ["E élan 1", "H Harbour 2", "ㄱ 교통 1"]


@pytest.mark.parametrize("reason", REASONS)
def test_index_leaves_out_subjects_of_hidden_columns(client: Client, reason: str) -> None:
    make_hidden(reason, tags=["Secret"])

    assert "Secret" not in client.get("/tags/").text


def test_tag_page_shows_its_description(client: Client) -> None:
    make_article(tags=["Harbour"])
    Tag.objects.update(description="Ships, and who pays for them.")

    assert "Ships, and who pays for them." in client.get("/tags/harbour/").text


def test_hangul_tag_has_a_page(client: Client) -> None:
    make_article("밤 버스", tags=["교통"])

    assert "밤 버스" in client.get("/tags/교통/").text


def test_several_tags_show_what_carries_all(client: Client) -> None:
    make_article("Both of them.", tags=["Harbour", "Ships"])
    make_article("One of them.", tags=["Harbour"])

    response = client.get("/tags/harbour+ships/")

    assert text(parse(response).find(".//h1")) == "Harbour and Ships"
    assert "Both of them." in response.text
    assert "One of them." not in response.text


@pytest.mark.parametrize("asked", ["ships+harbour", "harbour+ships+harbour"])
def test_several_tags_have_one_address(client: Client, asked: str) -> None:
    make_article(tags=["Harbour", "Ships"])

    response = client.get(f"/tags/{asked}/")

    assert (response.status_code, response["Location"]) == (301, "/tags/harbour+ships/")


def test_merged_tag_leads_to_what_it_became(client: Client) -> None:
    make_article(tags=["Harbour", "Port"])
    Tag.objects.filter(slug="port").update(merged_into=Tag.objects.get(slug="harbour"))

    response = client.get("/tags/port/")

    assert (response.status_code, response["Location"]) == (301, "/tags/harbour/")


@pytest.mark.parametrize("asked", ["nothing", "harbour+nothing", "+", "harbour+", "a+b+c+d+e"])
def test_unknown_tag_is_not_found(client: Client, asked: str) -> None:
    make_article(tags=["Harbour", "a", "b", "c", "d", "e"])

    assert client.get(f"/tags/{asked}/").status_code == 404


def test_tag_page_announces_its_own_feeds(client: Client) -> None:
    make_article(tags=["Harbour"])

    tree = parse(client.get("/tags/harbour/"))

    assert {node.get("href") for node in tree.iter("link") if node.get("rel") == "alternate"} == {
        "/tags/harbour/rss.xml",
        "/tags/harbour/atom.xml",
        "/tags/harbour/feed.json",
    }


def test_series_shows_its_parts_in_order(client: Client) -> None:
    series = Series.objects.create(name="River papers", slug="river-papers", description="Four of them.")
    make_article("Loose", series=series, published_at=datetime(2010, 1, 1, tzinfo=UTC))
    make_article("Second", series=series, series_part=2, published_at=datetime(2010, 1, 1, tzinfo=UTC))
    make_article("First", series=series, series_part=1)

    tree = parse(client.get("/series/river-papers/"))

    assert [text(node) for node in tree.findall(".//main//h2")] == ["First", "Second", "Loose"]


def test_unknown_series_is_not_found(client: Client) -> None:
    assert client.get("/series/nothing/").status_code == 404


@pytest.mark.parametrize("columns", [1, 8])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/tags/", 2),  # counts, tags
        ("/tags/harbour/", 6),  # tag, articles, bylines, most read; narrower and related subjects on the first page
        ("/tags/harbour/?order=oldest", 4),  # tag, articles, bylines, most read
        ("/tags/harbour+ships/", 4),  # tags, articles, bylines, most read
        ("/series/river-papers/", 4),  # series, articles, bylines, most read
    ],
)
def test_subject_query_budget(
    client: Client, django_assert_num_queries: object, address: str, queries: int, columns: int
) -> None:
    series = Series.objects.create(name="River papers", slug="river-papers")
    for number in range(columns):
        make_article(authors=["Ann", "Ben"], tags=["harbour", "ships", f"tag {number}"], series=series)

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200


def test_long_subject_goes_on_over_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TagView, "paginate_by", 2)
    for number in range(3):
        make_article(f"Column {number}.", tags=["Harbour"], published_at=datetime(2011, 4, 3, 3, number, tzinfo=UTC))

    second = client.get("/tags/harbour/?page=2")

    assert "Column 0." in second.text
    assert "?page=1" in links(parse(second))


def test_front_page_links_hangul_tags(client: Client) -> None:
    make_article(tags=["교통"])

    assert "/tags/교통/" in [unquote(link) for link in links(parse(client.get("/")))]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("path", ["/tags/secret/", "/series/secret/"])
def test_subject_of_hidden_columns_alone_is_not_found(client: Client, reason: str, path: str) -> None:
    series = Series.objects.create(name="Secret", slug="secret")
    make_hidden(reason, tags=["Secret"], series=series)

    response = client.get(path)

    assert response.status_code == 404
    assert "Secret" not in response.text


def page_links(client: Client, address: str) -> list[str]:
    return links(parse(client.get(address)))


def headlines(client: Client, address: str) -> list[str]:
    return [text(node) for node in parse(client.get(address)).findall(".//main//h2[@class='headline']")]


def test_oldest_first_keeps_its_order_over_pages_and_is_no_page_of_its_own(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TagView, "paginate_by", 2)
    for number in range(3):
        make_article(f"Column {number}", tags=["Harbour"], published_at=datetime(2011, 4, 3, 3, number, tzinfo=UTC))

    first = client.get("/tags/harbour/?order=oldest")

    assert headlines(client, "/tags/harbour/?order=oldest") == ["Column 0", "Column 1"]
    assert "?page=2&order=oldest" in links(parse(first))
    assert headlines(client, "/tags/harbour/?page=2&order=oldest") == ["Column 2"]
    assert canonical(first) == canonical(client.get("/tags/harbour/"))
    assert canonical(client.get("/tags/harbour/?page=2")).endswith("/tags/harbour/?page=2")


def canonical(response: object) -> str:
    return next(node.get("href") for node in parse(response).iter("link") if node.get("rel") == "canonical")


def test_page_says_which_subjects_stand_beside_it_and_on_how_many_columns(client: Client) -> None:
    make_article(tags=["Harbour", "Ships", "Gulls"])
    make_article(tags=["Harbour", "Ships"])
    make_article(tags=["Schools"])
    make_article(tags=["Harbour", "Secret"], status="draft")

    aside = parse(client.get("/tags/harbour/")).find(".//aside//ol[@class='tally']")

    assert [text(line) for line in aside] == ["Ships 2", "Gulls 1"]


def test_subjects_below_and_above_link_to_each_other(client: Client) -> None:
    make_article(tags=["Sea", "Harbour"])
    make_article(tags=["Drafts alone"], status="draft")
    Tag.objects.exclude(name="Sea").update(parent=Tag.objects.get(name="Sea"))

    above = client.get("/tags/sea/")

    assert "/tags/harbour/" in links(parse(above))
    assert "Drafts alone" not in above.text
    assert "/tags/sea/" in page_links(client, "/tags/harbour/")


def test_page_shows_its_picture_with_text_and_credit(client: Client) -> None:
    make_article(tags=["Harbour"])
    picture = Image.objects.create(
        file="images/pier.png", alt="A pier at low tide", credit="Ann Doe", width=4, height=3
    )
    Tag.objects.update(image=picture)

    page = parse(client.get("/tags/harbour/"))

    assert page.find(".//figure[@class='picture']/img").get("alt") == "A pier at low tide"
    assert "Ann Doe" in text(page.find(".//figcaption"))
