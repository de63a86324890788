"""The one allow-list: what it keeps, what it maps, and that cleaning twice is cleaning once."""

import re

import pytest

from articles import markup

RICH = (
    '<h2 id="part">A part</h2>\n<p class="pull">Pulled.</p>'
    "<p>Some <em>em</em>, <strong>strong</strong>, <cite>cite</cite>, H<sub>2</sub>O, "
    'x<sup id="fnref:1"><a href="#fn:1">1</a></sup><br>and <q>q</q>.</p>'
    "<blockquote><p>Said.</p></blockquote><ul><li>one</li></ul>"
    '<ol start="3"><li id="fn:1">note</li></ol><hr>'
    '<figure><img src="/media/a.jpg" alt="A boat"><figcaption>A caption</figcaption></figure>'
    '<table><caption>C</caption><thead><tr><th scope="col">H</th></tr></thead>'
    '<tbody><tr><td colspan="2">d</td></tr></tbody></table>'
)


def test_everything_on_the_list_stays_as_it_is():
    assert markup.clean(RICH) == RICH


@pytest.mark.parametrize(
    "html", [RICH, "<p>a<b>b</b>", "x < y & z", "<p>&lt;script&gt;</p>", "<i><b>x</i></b>", "\x00<p>\ud800"]
)
def test_cleaning_twice_is_cleaning_once(html):
    assert markup.clean(markup.clean(html)) == markup.clean(html)


def test_presentational_tags_become_semantic_ones():
    assert markup.clean("<p><i>a</i> <b>b</b></p>") == "<p><em>a</em> <strong>b</strong></p>"


def test_characters_that_xml_forbids_are_left_out():
    assert markup.clean("<p>a\x00\x0b\ufffeb\ud800</p>") == "<p>ab</p>"


def test_text_is_composed():
    assert markup.clean("<p>한</p>") == "<p>한</p>"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "&#106;avascript:x"]
)
def test_links_lead_nowhere_that_runs(href):
    assert "script" not in markup.clean(f'<a href="{href}">x</a>').lower()


def test_blocks_are_in_order_and_without_captions():
    assert markup.blocks(RICH) == [
        "A part", "Pulled.", "Some em, strong, cite, H2O, x1 and q.", "Said.", "one", "note", "H", "d",
    ]  # fmt: skip


def test_excerpt_is_cut_between_words():
    assert markup.excerpt("<p>One two three.</p><p>Four.</p>", length=12) == "One two…"
    assert markup.excerpt("<p>Short.</p>", length=12) == "Short."


@pytest.mark.parametrize(("does", "quick_look"), [(markup.clean, "_AS_IT_IS"), (markup.blocks, "_PARAGRAPHS")])
@pytest.mark.parametrize(
    "html",
    [
        "<p>One.</p>\n<p>Two.</p>",
        "<p>One</p><h2>Part</h2>\n<p> – “two”\x0c \u200b é</p>\n",
        '<p>\n1 = 1;\x7f it\'s "so"</p>\r\n<p></p>',
        " <p>One  more\n thing</p><p></p> <p> and\xa0one\u3000</p>",
        "<p>a&amp;b</p>",
        "<p>a&nbsp; b &lt;p&gt;</p>",
        "<p>a\xa0b</p>",
        "<p>a</h2>",
        "<p>a</p>\n\n<p>b</p> ",
        "<p>a > b</p>",
        "<p>a</p>><h2>b</h2>",
        "<p>a</p>><p>b</p>",
        "<p>a > b</p>\n<p>c<p",
    ],
)
def test_a_quick_look_at_plain_paragraphs_gives_what_the_long_way_gives(monkeypatch, does, quick_look, html):
    quick = does(html)
    monkeypatch.setattr(markup, quick_look, re.compile("nothing is"))

    assert does(html) == quick
