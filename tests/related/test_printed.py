"""Shared words as people read them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.related.printed import Text
from articles.words import prepare

TEXT = """<p>The policies of the harbour were sanctions, said Ada Lantern. Lantern is right: North Korea&rsquo;s tugs
need a policy. In North Korea, and in Ada Lantern’s harbour, tugs are sanctioned.</p><p>Tugs! Mr. Quay’s tugs.</p>"""


def printed(words: str, text: str) -> list[str]:
    return Text(text, words.split()).told(words.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tug", ["tugs"]),
        ("policy", ["policies"]),
        ("sanction harbour", ["sanctions", "harbour"]),
        ("harbour korea north tug", ["North Korea", "harbour", "tugs"]),
        ("lantern ada", ["Ada Lantern"]),
        ("lantern", ["Lantern"]),
        ("quay", ["Quay"]),
        ("mr", []),
        ("nobody", []),
        ("tug harbour policy sanction", ["tugs", "harbour", "policies"]),
        ("", []),
    ],
)
def test_words_are_as_they_are_printed_names_first(words, expected):
    assert printed(words, TEXT) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("비핵 핵화", ["비핵화"]),
        ("핵화", ["비핵화"]),
        ("핵화 화를", ["비핵화"]),
        ("항구", ["항구"]),
        ("했다", []),
        ("없음", []),
    ],
)
def test_pairs_of_hangul_are_whole_words(words, expected):
    text = "<p>비핵화를 말했다. 비핵화는 항구에서 시작했다. 항구의 아침은 비핵화보다 이르다.</p>"

    assert printed(words, text) == expected


def test_a_capital_at_the_head_of_a_sentence_makes_no_name():
    assert printed("tug crane", "Tugs left. Cranes stay. We saw cranes and the tugs.") == ["tugs", "cranes"]


def test_a_word_that_only_begins_sentences_may_be_anything_and_is_left_out():
    assert printed("nearly quay id", "Nearly all left. “Nearly!” I’d gone to J. Quay. Nearly.") == ["Quay"]


def test_one_reading_tells_of_some_words_at_a_time():
    text = Text(TEXT, ["tug", "harbour", "korea", "north"])

    assert text.told(["tug"]) == ["tugs"]
    assert text.told(["korea", "harbour"]) == ["Korea", "harbour"]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="abAB .'-<>&;é비핵화를다 \n", max_size=200), st.data())
def test_what_is_told_stands_in_the_text(text, data):
    words = data.draw(st.lists(st.sampled_from([*prepare(text).split(), "zz"]), max_size=12))

    told = printed(" ".join(words), text)

    assert len(told) <= 3
    assert len(set(told)) == len(told)
    assert all(word and not re.search(r"[<>\d]", word) for word in told)
