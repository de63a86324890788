"""What is suggested while somebody types."""

from functools import partial

import pytest
from django.urls import reverse

from articles.editing import suggestions
from articles.models import Article, Tag
from tests.builders import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db
people = partial(suggestions.people, among=Article.objects.all())
columns = partial(suggestions.columns, among=Article.objects.all())


def values(found):
    return [one["value"] for one in found]


def test_exact_tag_comes_first_then_the_most_used():
    make_article(tags=["Harbours of the north", "Harbour"])
    make_article(tags=["Harbours of the north"])

    found = suggestions.tags("harbour")

    assert values(found) == ["Harbour", "Harbours of the north"]
    assert [one["exact"] for one in found] == [True, False]
    assert found[1]["note"] == "2 columns"


def test_tag_is_found_whatever_its_case_and_accents():
    make_article(tags=["Café life"])

    assert values(suggestions.tags("CAFE")) == ["Café life"]


def test_other_word_leads_to_its_tag_and_says_so():
    make_article(tags=["Harbour"])
    Tag.objects.get().aliases.create(name="The port")

    found = suggestions.tags("the po")

    assert values(found) == ["Harbour"]
    assert "“The port”" in found[0]["note"]


def test_second_word_of_a_tag_is_found_too():
    make_article(tags=["Local government"])

    assert values(suggestions.tags("gov")) == ["Local government"]


def test_twins_are_told_apart_by_their_newest_column():
    first, second = make_author("Ines Varga"), make_author("Ines Varga")
    make_article("On measures", authors=[first])

    found = people("varga")

    assert [one["id"] for one in found] == [first.pk, second.pk]
    assert "On measures" in found[0]["note"]


def test_merged_columnist_is_not_suggested():
    kept = make_author("Ines Varga")
    make_author("I. Varga", merged_into=kept)

    assert [one["id"] for one in people("varga")] == [kept.pk]


@pytest.mark.parametrize("question", [suggestions.tags, people, columns])
@pytest.mark.parametrize("typed", ["", "  ", "%", "!!"])
def test_nothing_sensible_typed_suggests_nothing(question, typed):
    make_article(tags=["Harbour"], authors=["Ines Varga"])

    assert question(typed) == []


@pytest.mark.parametrize("columnists", [1, 6])
def test_suggesting_columnists_takes_one_query(django_assert_num_queries, columnists):
    for number in range(columnists):
        make_article(authors=[f"Ines Varga {number}"])

    with django_assert_num_queries(1):
        people("varga")


@pytest.mark.parametrize("page", ["editing:suggest_columns", "editing:suggest_people"])
def test_writer_is_told_of_no_draft_of_others(desk, writers_desk, writer, page):
    make_draft("The keeper’s secret", authors=["Keeper"])
    make_draft("The keeper’s own", authors=["Keeper of mine"], user=writer)
    make_article("The keeper, in print", authors=["Keeper in print"])
    url = reverse(page) + "?q=keeper"

    told, told_to_the_desk = writers_desk.get(url).text, desk.get(url).text

    assert "secret" not in told
    assert "secret" in told_to_the_desk
    assert all(words in told for words in ("own", "in print"))
