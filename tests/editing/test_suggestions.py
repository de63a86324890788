"""What is suggested while somebody types."""

import pytest

from articles.editing import suggestions
from articles.models import Tag
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db


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
    Tag.objects.get().aliases.create(name="The port", key="the port")

    found = suggestions.tags("the po")

    assert values(found) == ["Harbour"]
    assert "“The port”" in found[0]["note"]


def test_second_word_of_a_tag_is_found_too():
    make_article(tags=["Local government"])

    assert values(suggestions.tags("gov")) == ["Local government"]


def test_twins_are_told_apart_by_their_newest_column():
    first, second = make_author("Ines Varga"), make_author("Ines Varga")
    make_article("On measures", authors=[first])

    found = suggestions.people("varga")

    assert [one["id"] for one in found] == [first.pk, second.pk]
    assert "On measures" in found[0]["note"]


def test_merged_columnist_is_not_suggested():
    kept = make_author("Ines Varga")
    make_author("I. Varga", merged_into=kept)

    assert [one["id"] for one in suggestions.people("varga")] == [kept.pk]


@pytest.mark.parametrize("question", [suggestions.tags, suggestions.people, suggestions.columns])
@pytest.mark.parametrize("typed", ["", "  ", "%", "!!"])
def test_nothing_sensible_typed_suggests_nothing(question, typed):
    make_article(tags=["Harbour"], authors=["Ines Varga"])

    assert question(typed) == []


@pytest.mark.parametrize("columnists", [1, 6])
def test_suggesting_columnists_takes_one_query(django_assert_num_queries, columnists):
    for number in range(columnists):
        make_article(authors=[f"Ines Varga {number}"])

    with django_assert_num_queries(1):
        suggestions.people("varga")
