"""What is said of one line on its own."""

import pytest

from articles.importing.readers.lines import collapse, is_rule


@pytest.mark.parametrize(
    "text",
    ["a b", " a b ", "a  b", "a\tb", "a\n\nb", "a\xa0b", "a\u3000b\u200b", "\ufeffa\u2060 b", "a\x1fb", "a\u2028b\r"],
)
def test_every_run_of_white_space_is_one_space(text):
    assert collapse(text) == "a b"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("---", True), ("* * *", True), ("※※※", True), ("■ □ ■", True), ("--", False), ("- a -", False), ("", False)],
)
def test_a_drawn_line_is_made_of_three_signs_or_more_and_of_nothing_else(text, drawn):
    assert is_rule(text) is drawn
