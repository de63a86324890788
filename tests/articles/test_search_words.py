"""From text to words: folding, stems, pairs; the fast way and the way with places agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import highlight
from articles.search.queries import parse
from articles.words import MAX_BYTES, MAX_WORD, fold, prepare, spans, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Policies", "the policy"),
        ("Korea’s ROK's don't O’Neill", "korea rok dont oneill"),
        ("Café naïve Ångström ﬁne ＡＢＣ", "cafe naive angstrom fine abc"),
        ("Straße Łódź", "strasse łodz"),
        ("F16s, covid-19", "f 16 s covid 19"),
        ("비핵화", "비핵 핵화 화"),
        ("핵 3월", "핵 3 월"),
        ("北京でガス", "北京 京で でガ ガス ス"),
        ("ura\u00adnium \u200bzero", "uranium zero"),
        ("a_b ‘quoted’ — 'x'", "a b quoted x"),
        ("\x00 🙂 ½", "1 2"),
        ("", ""),
    ],
)
def test_words(text, words):
    assert prepare(text) == words


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("policies", "policy"),
        ("nurses", "nurse"),
        ("tugs", "tug"),
        ("harbour", "harbour"),
        ("news", "news"),
        ("status", "status"),
        ("press", "press"),
        ("gas", "gas"),
        ("was", "was"),
    ],
)
def test_stems(word, stemmed):
    assert stem(word) == stemmed


@given(st.text())
def test_words_hold_letters_and_figures_only(text):
    prepared = prepare(text)

    assert all(word.isalnum() and len(word) <= MAX_WORD for word in prepared.split(" ") if word)
    assert "  " not in prepared


@given(st.text())
def test_words_with_places_are_the_words(text):
    folded = fold(text)

    assert [word for word, _, _ in spans(folded)] == prepare(text).split()
    assert all(0 <= start < end <= len(folded) for _, start, end in spans(folded))


def test_words_are_capped():
    assert len(prepare("ab12cd " * 200_000).encode()) <= MAX_BYTES


@given(st.text(), st.text())
def test_snippet_of_anything_is_escaped(text, typed):
    snippet = highlight(text, parse(typed).terms)

    assert "<" not in snippet.replace("<mark>", "").replace("</mark>", "")


def test_snippet_shows_the_place_with_most_of_the_words():
    text = "The harbour was quiet. " + "Nothing happened at all. " * 40 + "At dawn the tugs left the harbour <again>."

    snippet = highlight(text, parse("harbour tug").terms)

    assert snippet.startswith("…")
    assert "the <mark>tugs</mark> left the <mark>harbour</mark> &lt;again&gt;." in snippet


def test_snippet_has_about_the_asked_length_and_is_cut_between_words():
    text = "One two three four five. " * 100

    snippet = highlight(text, parse("four").terms, length=100)

    bare = snippet.replace("<mark>", "").replace("</mark>", "").strip("…")
    assert 60 < len(bare) <= 100
    assert all(word in {"One", "two", "three", "four", "five."} for word in bare.split())


def test_snippet_without_a_match_is_the_beginning():
    assert highlight("One two three. " * 50, ("absent",)).startswith("One two three.")


def test_snippet_marks_stems_accents_and_phrases_as_they_stand():
    snippet = highlight("Their policies, “the Café’s” own.", parse('policy "the cafe"').terms)

    assert snippet == "Their <mark>policies</mark>, “<mark>the Café’s</mark>” own."


def test_snippet_marks_hangul_inside_words():
    snippet = highlight("비핵화를 위한 협상이 열렸다.", parse("비핵화 협상 위").terms)

    assert snippet == "<mark>비핵화</mark>를 <mark>위</mark>한 <mark>협상</mark>이 열렸다."


def test_snippet_of_decomposed_hangul_is_marked():
    assert "<mark>한글</mark>" in highlight("\u1112\u1161\u11ab\u1100\u1173\u11af", parse("한글").terms)
