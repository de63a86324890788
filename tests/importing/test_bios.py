"""Whose part of a printed bio is whose."""

import pytest

from articles.importing.bios import parts

TWO = ["Ada Berg", "Jo Ferreira"]
APART = ["Ada Berg is a pilot.", "Jo Ferreira teaches."]


@pytest.mark.parametrize(
    ("bio", "names", "expected"),
    [
        ("Any text.", ["Ada Berg"], ["Any text."]),
        ("", [], []),
        ("Ada Berg is a pilot. Jo Ferreira teaches.", TWO, APART),
        ("Jo Ferreira teaches. Ada Berg is a pilot.", TWO, APART),
        ("Berg is a pilot. She swims.\nFerreira teaches.", TWO, ["Berg is a pilot. She swims.", "Ferreira teaches."]),
        ("The writers are old friends.", TWO, ["", ""]),
        ("Ada Berg is a pilot.", TWO, ["", ""]),
        ("Berg is a pilot. Kim Berg teaches.", ["Ada Berg", "Kim Berg"], ["", ""]),
        ("김서연은 교수다.\n이도현은 시인이다.", ["김서연", "이도현"], ["김서연은 교수다.", "이도현은 시인이다."]),
    ],
)
def test_parts_are_told_apart_or_left_whole(bio, names, expected):
    assert parts(bio, names) == expected
