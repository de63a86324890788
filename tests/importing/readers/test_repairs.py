"""Repairs of the text: named, made, and refused."""

import pytest

from articles.importing.documents import Severity
from articles.importing.readers.textdump.quotes import requote
from articles.importing.readers.textdump.repairs import decode_entities
from tests.importing.readers.dumps import BYLINE, DATES, FIRST, HEADLINE, codes, dump, ranked, read_one

BROKEN = {
    "tex_quotes": ("``Old'' lamps.", "“Old” lamps."),
    "html_entities": ("Salt &amp; lamps.", "Salt & lamps."),
    "mojibake": ("The pierâ€™s lamps.", "The pier’s lamps."),
    "control_characters": ("The\x07 pier\ufdd0 is\x00 dark.", "The pier is dark."),
}


def article(text):
    return dump(DATES, HEADLINE, BYLINE, text, FIRST)


@pytest.mark.parametrize("code", BROKEN)
def test_repair_is_made_and_named_with_its_line(code):
    printed, repaired = BROKEN[code]

    document = read_one(article(printed))

    [notice] = document.notices
    assert document.paragraphs[0] == repaired
    assert (notice.code, notice.repair, notice.line, notice.severity) == (code, code, 8, Severity.WARN)


@pytest.mark.parametrize("code", BROKEN)
def test_refused_repair_is_not_made_and_the_identity_stays(code):
    printed, repaired = BROKEN[code]

    document = read_one(article(printed), refused_repairs=frozenset({code}))

    [notice] = document.notices
    assert document.paragraphs[0] != repaired
    assert (notice.repair, notice.severity) == (code, Severity.NOTE)
    assert document.identity == read_one(article(printed)).identity


def test_refused_control_characters_are_shown_because_nothing_can_store_them():
    document = read_one(article("Dark\x00 pier."), refused_repairs=frozenset({"control_characters"}))

    assert document.paragraphs[0] == "Dark\ufffd pier."


@pytest.mark.parametrize("text", ["The pier’s lamps.", "The pierâ€™s lamps."])
def test_identity_does_not_depend_on_encoding_or_list(text):
    clean = read_one(article("The pier’s lamps."))

    assert read_one(dump(article(text), ranked())).identity == clean.identity


def test_identity_of_another_text_is_another():
    assert read_one(article("One lamp.")).identity != read_one(article("Two lamps.")).identity


@pytest.mark.parametrize(
    ("printed", "repaired", "unmatched"),
    [
        ("``Old'' lamps", "“Old” lamps", 0),
        ("``Old” lamps", "“Old” lamps", 1),
        ('``Old" lamps', "“Old” lamps", 1),
        ("``Old lamps", "“Old lamps", 1),
        ("``One'' and ``two''", "“One” and “two”", 0),
        ("He said `dark' twice", "He said ‘dark’ twice", 0),
        ("`Don't go' is what he said", "‘Don't go’ is what he said", 0),
        ("They are old.'' Then he left.", "They are old.” Then he left.", 1),
        ("a `code` span", "a `code` span", 0),
        ("the clerk's list, '90s", "the clerk's list, '90s", 0),
        ('Plain "straight" marks', 'Plain "straight" marks', 0),
        ("5' 11'' tall", "5' 11'' tall", 0),
    ],
)
def test_quotation_marks(printed, repaired, unmatched):
    result = requote(printed)

    assert (result.text, result.unmatched) == (repaired, unmatched)


def test_half_matched_quotation_is_said_with_its_line():
    document = read_one(article("``Old” lamps."))

    assert document.paragraphs[0] == "“Old” lamps."
    assert [notice.line for notice in document.notices if notice.code == "tex_quotes_unmatched"] == [8]


@pytest.mark.parametrize(
    ("printed", "decoded"),
    [
        ("&amp;", "&"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&#8220;x&#x201D;", "“x”"),
        ("&nbsp;", "\u00a0"),
        ("&copy 2012 &noname; AT&T", "&copy 2012 &noname; AT&T"),
        ("&#0;&#1;&#xD800;", "&#0;&#1;&#xD800;"),
        ("&#10;&NewLine;", "  "),
    ],
)
def test_entities_are_decoded_once(printed, decoded):
    assert decode_entities(printed) == decoded


def test_nothing_else_is_touched():
    text = 'The clerk\'s list -- "old" – isn’t  new…'

    document = read_one(article(text))

    assert document.paragraphs[0] == text
    assert codes(document) == set()
