"""Words that differ, and what is left of those that are alike."""

import pytest

from articles.importing.word_marks import compare

LONG = " ".join(f"word{number}" for number in range(60))


def sides(one: str, other: str) -> tuple[str, str]:
    """Return both texts as they are shown."""
    found = compare(one, other)
    return tuple("".join(piece.text for piece in found if piece.kind != left) for left in ("new", "gone"))


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_words_beside_a_difference_keep_their_spaces(between: str) -> None:
    here, new = sides(
        *(f"{LONG}{between}{town}{between}{LONG}{between}{town}{between}{LONG}" for town in ("city", "town"))
    )

    assert here.count(f"word59{between}city{between}word0") == 2
    assert new.count(f"word59{between}town{between}word0") == 2


def test_middle_is_left_out_and_says_so() -> None:
    here, _ = sides(f"{LONG} city", f"{LONG} town")

    assert here.startswith("… ")
    assert here.endswith("word59 city")
    assert "word30" not in here


def test_new_paragraph_in_what_is_left_out_is_still_one() -> None:
    here, _ = sides(f"a city {LONG}\n\n{LONG} the end", f"a town {LONG}\n\n{LONG} the close")

    assert " …\n\n… " in here
