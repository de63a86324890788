"""The index by letter."""

import pytest

from authors import index


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Ines Varga", "I"),
        ("éamon", "E"),
        ("Ångström", "A"),
        ("한서윤", "ㅎ"),
        ("김도현", "ㄱ"),
        ("까치", "ㄱ"),
        ("홍", "ㅎ"),
        ("7 Days", "#"),
        ("…", "#"),
        ("", "#"),
    ],
)
def test_letter_of_a_name(name: str, letter: str) -> None:
    assert index.letter(name) == letter


def test_index_puts_latin_before_hangul_and_signs_last() -> None:
    groups = index.by_letter(["한", "9", "Éa", "ez", "Ab", "가"], lambda name: name)

    assert groups == [("A", ["Ab"]), ("E", ["Éa", "ez"]), ("ㄱ", ["가"]), ("ㅎ", ["한"]), ("#", ["9"])]
