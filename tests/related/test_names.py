"""Names of tags in a text."""

import pytest

from articles.related.names import Names
from articles.words import prepare

NAMES = [(1, "Harbour"), (2, "City council"), (3, "원자로"), (4, "It"), (5, "São Tomé"), (6, "AI")]


def found(headline: str, text: str = "") -> dict[int, str]:
    named = Names(NAMES).found(prepare(headline).split(), prepare(text).split())
    return {tag: naming.words for tag, naming in named.items()}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Two harbours and a pier", {1}),
        ("What the CITY COUNCIL knew", {2}),
        ("The city and its council", set()),
        ("원자로는 늦다", {3}),
        ("It rained", set()),
        ("A letter from Sao Tome", {5}),
        ("What AI is for", {6}),
        ("", set()),
    ],
)
def test_name_is_found_as_whole_words_whatever_its_spelling(text: str, tags: set[int]) -> None:
    assert set(found("", text)) == tags
    assert set(found(text)) == tags


def test_naming_says_how_often_and_where() -> None:
    named = Names(NAMES).found(prepare("The harbour").split(), prepare("A harbour is a harbour.").split())

    assert (named[1].times, named[1].in_headline, named[1].words) == (3, True, "Harbour")


def test_other_word_leads_to_its_tag() -> None:
    named = Names([(1, "Harbour"), (1, "The docks")]).found([], prepare("Down at the docks").split())

    assert named[1].words == "The docks"
