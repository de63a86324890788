"""What the head of a page tells other sites and search engines."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from html5lib import HTMLParser

from articles import metadata
from articles.editing import services
from articles.models import Article, Image, Series
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db

SHARE = "http://testserver/static/img/share.png"


def head(article: Article, rf) -> str:
    request = rf.get(article.get_absolute_url())
    return render_to_string("meta/_article.html", {"article": article}, request=request)


def properties(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in HTMLParser(namespaceHTMLElements=False).parse(f"<!doctype html><head>{html}").iter("meta"):
        found.setdefault(element.get("property") or element.get("name"), []).append(element.get("content"))
    return found


def structured(html: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


@pytest.fixture
def column() -> Article:
    series = Series.objects.create(name="The River", slug="the-river")
    writers = [make_author("Ines Varga", slug="ines-varga"), make_author("Oskar Lindqvist", slug="oskar-lindqvist")]
    return make_article(
        "The ledger", authors=writers, tags=["Harbour", "Night buses"], series=series, standfirst="A ship & its book."
    )


def test_open_graph_of_a_column(column, rf):
    found = properties(head(column, rf))

    assert found["og:type"] == ["article"]
    assert found["og:title"] == ["The ledger"]
    assert found["og:description"] == found["description"] == ["A ship & its book."]
    assert found["og:url"] == ["http://testserver/2011/04/03/the-ledger/"]
    assert found["og:site_name"] == ["The Test Post"]
    assert found["og:locale"] == ["en_GB"]
    assert found["article:published_time"] == ["2011-04-03T16:55:00+09:00"]
    assert found["article:author"] == [
        "http://testserver/authors/ines-varga/",
        "http://testserver/authors/oskar-lindqvist/",
    ]
    assert found["article:tag"] == ["Harbour", "Night buses"]
    assert found["twitter:card"] == ["summary_large_image"]
    assert "article:modified_time" not in found


def test_paper_s_own_picture_stands_in_with_its_size_and_words(column, rf):
    found = properties(head(column, rf))

    assert found["og:image"] == [SHARE]
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    assert found["og:image:alt"] == ["The Test Post"]


def test_column_s_own_picture_is_shown_where_it_has_one(rf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    gif = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
    article = make_article(image=Image.objects.create(file=SimpleUploadedFile("ship.gif", gif), alt="A ship"))

    html = head(article, rf)

    assert properties(html)["og:image"][0].startswith("http://testserver/media/images/")
    assert properties(html)["og:image:alt"] == ["A ship"]
    assert structured(html)["image"][0]["url"] == properties(html)["og:image"][0]


def test_json_ld_of_a_column(column, rf):
    data = structured(head(column, rf))

    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "OpinionNewsArticle"
    assert data["headline"] == "The ledger"
    assert data["author"] == [
        {"@type": "Person", "name": "Ines Varga", "url": "http://testserver/authors/ines-varga/"},
        {"@type": "Person", "name": "Oskar Lindqvist", "url": "http://testserver/authors/oskar-lindqvist/"},
    ]
    assert data["datePublished"] == data["dateModified"] == "2011-04-03T16:55:00+09:00"
    assert data["publisher"]["@type"] == "NewsMediaOrganization"
    assert data["publisher"]["logo"]["url"] == "http://testserver/static/img/icon-512.png"
    assert data["mainEntityOfPage"]["@id"] == column.absolute_url
    assert data["keywords"] == ["Harbour", "Night buses"]
    assert data["isPartOf"]["name"] == "The River"
    assert data["isAccessibleForFree"] is True
    assert data["inLanguage"] == "en"
    assert "articleSection" not in data


def test_unsigned_column_is_by_the_paper(rf):
    data = structured(head(make_article(), rf))

    assert data["author"] == [{"@type": "NewsMediaOrganization", "name": "The Test Post", "url": "http://testserver/"}]


def test_long_headline_is_cut_between_words_for_search_engines_alone(rf):
    article = make_article("word " * 40 + "end")

    html = head(article, rf)

    cut = structured(html)["headline"]
    assert len(cut) <= 110
    assert cut.endswith("word…")
    assert properties(html)["og:title"] == [article.headline]


def test_update_is_told_only_when_it_is_one_of_substance(column, rf):
    services.save_article(column, user=None, change="correction", at=datetime(2011, 4, 9, 1, tzinfo=UTC))

    html = head(column, rf)

    assert properties(html)["article:modified_time"] == ["2011-04-09T10:00:00+09:00"]
    assert structured(html)["dateModified"] == "2011-04-09T10:00:00+09:00"


@pytest.mark.parametrize(
    ("precision", "written"),
    [("day", "2011-04-03"), ("month", "2011-04"), ("year", "2011"), ("inferred", "2011-04-03")],
)
def test_date_is_told_no_more_exactly_than_it_is_known(rf, precision, written):
    article = make_article("The ledger", published_precision=precision)

    html = head(article, rf)

    data = structured(html)
    assert data["datePublished"] == data["dateModified"] == written
    assert properties(html)["article:published_time"] == [written]
    assert ("additionalProperty" in data) == (precision == "inferred")


def test_correction_is_told(column, rf):
    services.add_correction(column, user=None, on=date(2011, 4, 9), note="It was seven ships.")

    assert structured(head(column, rf))["correction"] == [
        {"@type": "CorrectionComment", "text": "It was seven ships.", "datePublished": "2011-04-09"}
    ]


@pytest.mark.parametrize(
    ("on", "precision", "told"),
    [
        (date(2011, 4, 1), "month", {"datePublished": "2011-04"}),
        (None, "day", {}),
        (
            date(2011, 4, 9),
            "inferred",
            {
                "datePublished": "2011-04-09",
                "additionalProperty": {
                    "@type": "PropertyValue",
                    "name": "datePublished",
                    "description": "worked out, not printed",
                },
            },
        ),
    ],
)
def test_day_of_a_correction_is_told_no_more_exactly_than_it_is_known(column, rf, on, precision, told):
    services.add_correction(column, user=None, on=on, precision=precision, note="It was seven ships.")

    [correction] = structured(head(column, rf))["correction"]
    assert correction == {"@type": "CorrectionComment", "text": "It was seven ships."} | told


def test_column_that_stood_elsewhere_first_gives_that_address(rf):
    html = head(make_article(canonical_url="https://elsewhere.example/ledger"), rf)

    assert '<link rel="canonical" href="https://elsewhere.example/ledger">' in html


def test_retracted_column_tells_nothing_of_its_text(column, rf):
    services.retract(column, user=None, notice="It was made up.", on=date(2011, 4, 9))

    html = head(Article.objects.get(pk=column.pk), rf)

    assert "A ship" not in html
    assert properties(html)["description"] == ["This column was retracted."]


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029&amp;", '"\\', "a\x0bb"]
)
def test_nothing_closes_the_data_block(text, rf):
    article = make_article(text, standfirst=text, tags=[f"Harbour {text}"])

    html = head(article, rf)

    scripts = list(HTMLParser(namespaceHTMLElements=False).parse(f"<!doctype html><head>{html}").iter("script"))
    assert len(scripts) == 1
    assert json.loads(scripts[0].text)["headline"] == metadata.of_article(article).title
    assert properties(html)["og:title"] == [metadata.of_article(article).title]


def test_metadata_costs_no_query_beyond_those_of_the_page(column, rf, django_assert_num_queries):
    with django_assert_num_queries(4):  # column, bylines, tags, corrections
        head(Article.objects.readable().for_page().get(pk=column.pk), rf)


def page(rf, **context: object) -> str:
    return render_to_string("meta/_page.html", context, request=rf.get("/tags/harbour/?page=2"))


def test_page_that_is_not_a_column(rf):
    html = page(rf, title="Harbour", description="Columns on ships.")

    found = properties(html)
    assert found["og:type"] == ["website"]
    assert (found["og:title"], found["description"]) == (["Harbour"], ["Columns on ships."])
    assert found["og:image"] == [SHARE]
    assert '<link rel="canonical" href="http://testserver/tags/harbour/">' in html
    assert "robots" not in found


def test_further_page_of_a_list_may_name_its_own_address(rf):
    html = page(rf, title="Harbour", canonical="http://testserver/tags/harbour/?page=2")

    assert '<link rel="canonical" href="http://testserver/tags/harbour/?page=2">' in html


def test_what_search_engines_shall_not_keep_says_so(rf):
    html = page(rf, title="Search", is_noindex=True)

    assert properties(html)["robots"] == ["noindex"]
    assert "canonical" not in html


def test_feeds_of_a_page(rf):
    html = render_to_string("meta/_feeds.html", {"path": "/tags/harbour/", "title": "Harbour & more"})

    assert html.count('rel="alternate"') == 3
    assert 'title="Harbour &amp; more (RSS)" href="/tags/harbour/rss.xml"' in html


def test_big_numbers_are_not_grouped(rf, settings):
    settings.USE_THOUSAND_SEPARATOR = True

    assert properties(page(rf))["og:image:width"] == ["1200"]
