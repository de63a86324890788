import pytest

from articles.importing.marking import Piece, pieces

WANTED = {"credits": ["Ines Varga", "Oskar Lindqvist"], "headline": ["The ledger"], "series": ["River Files"]}


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Nothing here", [], [Piece("Nothing here")]),
        ("", ["headline"], [Piece("")]),
        ("  The ledger ", ["headline"], [Piece("  "), Piece("The ledger", "head"), Piece(" ")]),
        ("``Repaired'' words", ["headline"], [Piece("``Repaired'' words", "head")]),
        ("By Ines Varga", ["credits"], [Piece("By "), Piece("Ines Varga", "who")]),
        (
            "Ines Varga and Oskar Lindqvist",
            ["credits"],
            [Piece("Ines Varga", "who"), Piece(" and "), Piece("Oskar Lindqvist", "who")],
        ),
        (
            "[River Files] The ledger",
            ["headline", "series"],
            [Piece("["), Piece("River Files", "series"), Piece("] "), Piece("The ledger", "head")],
        ),
        ("The share of it", ["language"], [Piece("The share of it")]),
    ],
)
def test_line_is_taken_apart(text: str, fields: list[str], expected: list[Piece]) -> None:
    assert pieces(text, fields, WANTED) == expected


def test_pieces_are_the_whole_line() -> None:
    text = "  • 1. Ines Varga, Ines Varga [River Files] "

    assert "".join(piece.text for piece in pieces(text, ["credits", "series"], WANTED)) == text
