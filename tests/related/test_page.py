"""What readers see of related headlines: a list with reasons, one query, nothing where there is nothing."""

import pytest
from django.template import Context, Template

from articles.models import Article
from articles.related import desk
from tests.builders import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


def rendered(article: Article) -> str:
    template = Template("{% load related_headlines %}{% related_headlines article %}")
    return template.render(Context({"article": article}))


def test_list_shows_headline_authors_year_and_reason():
    article = make_article("First", tags=["North Korea", "Treaties"])
    make_article("A & B", tags=["North Korea", "Treaties"], authors=["Ada Lantern", "Oskar Quayle"])

    html = rendered(article)

    assert 'href="/2011/04/03/a-b/"' in html
    assert "A &amp; B</a>" in html
    assert "Ada Lantern, Oskar Quayle, 2011 · both on North Korea and Treaties" in html


def test_nothing_related_shows_nothing():
    assert rendered(make_article()).strip() == ""


def test_each_headline_says_its_language():
    article = make_article("First", tags=["Harbour"])
    make_article("Second", tags=["Harbour"])
    make_article("항구의 아침", tags=["Harbour"], language="ko")

    html = rendered(article)

    assert html.count('lang="ko"') == html.count('lang="en"') == 1


def test_draft_is_never_shown_even_if_pinned():
    article = make_article("First")
    desk.pin(article, make_draft("Secret"), user=None)

    assert "Secret" not in rendered(article)


@pytest.mark.parametrize("others", [1, 9])
def test_list_costs_one_query(others, django_assert_num_queries):
    article = make_article("First", tags=["Harbour"])
    for number in range(others):
        make_article(f"Other {number}", tags=["Harbour"], authors=[f"Author {number}", make_author(f"Second {number}")])

    with django_assert_num_queries(1):
        html = rendered(article)

    assert html.count("<li>") == min(others, 6)
