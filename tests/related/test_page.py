"""What readers see of related headlines: a list with reasons, one query, nothing where there is nothing."""

import re

import pytest
from django.template import Context, Template

from articles.models import Article
from articles.related import desk
from tests.builders import make_article, make_author, make_draft
from tests.related.columns import make_column

pytestmark = pytest.mark.django_db


def rendered(article: Article) -> str:
    template = Template("{% load related_headlines %}{% related_headlines article %}")
    return template.render(Context({"article": article}))


def text(article: Article) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", rendered(article)).split())


def test_list_shows_headline_authors_day_and_reason():
    article = make_article("First", tags=["North Korea", "Treaties"])
    make_article("A & B", tags=["North Korea", "Treaties"], authors=["Ada Lantern", "Oskar Quayle"])

    html = rendered(article)

    assert 'href="/2011/04/03/a-b/"' in html
    assert "A &amp; B</a>" in html
    assert "Related columns A &amp; B Ada Lantern and Oskar Quayle , 3 April 2011" in text(article)
    assert '<p class="reason">Both on North Korea and Treaties</p>' in html


def test_an_unsigned_column_has_its_day_alone():
    article = make_article("First", tags=["Harbour"])
    make_article("Second", tags=["Harbour"])

    assert text(article) == "Related columns Second 3 April 2011 Both on Harbour"


def test_day_is_no_more_exact_than_it_is_known():
    article = make_article("First", tags=["Harbour"])
    make_article("Second", tags=["Harbour"], published_precision="month")

    assert "Second April 2011" in text(article)


def test_translator_is_not_named_beside_the_writer(article_with_translator):
    article, _ = article_with_translator

    assert "Ada Lantern , 3 April" in text(article)


@pytest.fixture
def article_with_translator():
    article = make_article("First", tags=["Harbour"])
    other = make_article("Second", tags=["Harbour"], authors=["Ada Lantern"])
    other.bylines.create(author=make_author("Oskar Quayle"), position=1, role="translator")
    return article, other


def test_the_heading_says_so_where_more_by_the_author_stands_in():
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada = make_author("Ada Lantern")
    article, _ = make_column("heron", authors=[ada]), make_column("otter", authors=[ada])

    assert text(article) == "More by this author On otter Ada Lantern , 3 April 2011 Also by Ada Lantern"


def test_nothing_related_shows_nothing():
    assert rendered(make_article()).strip() == ""


def test_each_headline_says_its_language():
    article = make_article("First", tags=["Harbour"])
    make_article("Second", tags=["Harbour"])
    make_article("항구의 아침", tags=["Harbour"], language="ko")

    html = rendered(article)

    assert html.count('lang="ko"') == html.count('lang="en"') == 1


def test_what_comes_from_a_name_is_escaped():
    article = make_article("First", tags=["<b>Tugs</b> & quays"])
    make_article("Second", tags=["<b>Tugs</b> & quays"], authors=["<i>Ada</i>"])

    html = rendered(article)

    assert "<b>" not in html
    assert "<i>" not in html
    assert "Both on Tugs &amp; quays" in html


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
