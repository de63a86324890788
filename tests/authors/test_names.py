"""Names as keys and as parts of addresses."""

import pytest

from authors.names import fold, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tong Kim", "TONG  KIM"), ("José Peña", "jose pena"), ("Kim Tae-hee", "Kim Tae hee"), ("선우빛나", "선우빛나")],
)
def test_spellings_of_one_name_fold_to_one_key(one, other):
    assert fold(one) == fold(other)


def test_hangul_keeps_its_syllables_when_folded():
    assert fold("한서윤") == "한서윤"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Track II diplomacy on N. Korea", "track-ii-diplomacy-on-n-korea"),
        ("What’s your take?", "whats-your-take"),
        ("급하지 않은 말", "급하지-않은-말"),
        ("???", ""),
        ("  Café & Co. ", "café-co"),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


def test_slug_is_cut_between_words():
    assert slug("one two three", length=8) == "one-two"
    assert slug("x" * 100, length=8) == "x" * 8
