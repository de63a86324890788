"""CSV that leaves the desk."""

import csv
import io

import pytest

from articles import spreadsheets


def test_table_comes_line_by_line_with_its_mark_and_heads():
    made = list(spreadsheets.lines(("column", "reads"), [("The ferry, again", 12), ("부두", None)]))

    assert made[0] == "\ufeffcolumn,reads\r\n"
    assert list(csv.reader(io.StringIO("".join(made[1:])))) == [["The ferry, again", "12"], ["부두", ""]]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\tx", "\n=1", "\uff1d1", "\uff20sum"])
def test_words_are_no_formula(words):
    assert spreadsheets.harmless(words) == f"'{words}"


def test_number_stays_a_number():
    assert spreadsheets.harmless(-5) == -5
