"""The pure functions under the lists: weights, likeness, worth of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.scoring import Column, Rarity, closeness, days_apart, likeness, rarity, word_rarities
from articles.related.selection import are_near_duplicates
from articles.related.subjects import Tags
from articles.related.table import Table
from articles.related.terms import IN_PAIRS, overlap, weights, words
from tests.builders import POSTED

texts = st.text(alphabet="abcdefgh ", max_size=200)


@given(texts, texts)
def test_weights_have_unit_length_and_likeness_is_the_same_in_both_directions(one, other):
    first, second = Column(id=1, weights=weights("", one)), Column(id=2, weights=weights("", other))
    rarities = Rarity(articles=9, words=dict.fromkeys(first.weights | second.weights, 1.5), tags=Tags())

    assert overlap(first.weights, first.weights) == pytest.approx(1 if first.weights else 0)
    assert likeness(first.weights, second.weights, rarities) == pytest.approx(
        likeness(second.weights, first.weights, rarities)
    )
    assert 0 <= likeness(first.weights, second.weights, rarities) <= 1


def test_function_words_and_single_letters_weigh_nothing():
    assert set(weights("the harbour", "was it a tug x 는 항구")) == {"harbour", "tug", "항구"}


def test_word_that_all_hold_is_not_rare():
    assert rarity(9, 9) == 0
    assert rarity(9, 2) > rarity(9, 5) > 0


def test_pair_of_hangul_is_rare_among_korean_columns_alone():
    holding = {"이다": 3, "화를": 1, IN_PAIRS: 3, "heron": 3}

    rare = word_rarities(99, holding)

    assert rare["이다"] == 0
    assert 0 < rare["화를"] < rare["heron"]
    assert words("", "이다 화를 heron") == (["heron", IN_PAIRS, "이다", "화를"], bytes([1, 0, 1, 1]))


def test_time_takes_a_fifth_at_most():
    near, far = Column(id=1, published_at=POSTED), Column(id=2, published_at=POSTED.replace(year=1911))
    others = Table.of([near, far, Column(id=3)])

    assert closeness(days_apart(near, others)) == pytest.approx([1, 0.8, 1])
    assert closeness(days_apart(Column(id=3), others)) == pytest.approx([1, 1, 1])


def test_near_duplicate_allows_a_few_changed_words():
    made = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(80)]
    text = Column(id=1, weights=weights("", " ".join(made)))
    mended = Column(id=2, weights=weights("", " ".join([*made[:-3], "new", "words", "here"])))
    rewritten = Column(id=3, weights=weights("", " ".join([*made[:40], *(f"other{word}" for word in made[40:])])))

    assert are_near_duplicates(text, mended)
    assert not are_near_duplicates(text, rewritten)
