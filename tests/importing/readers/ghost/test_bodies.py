"""The bodies of Ghost, in each of the ways that it has kept them."""

import pytest

from tests.importing.readers.ghost.exports import HTML, codes, lexical, mobiledoc, paragraph, read_post, words


def body(**given):
    return read_post(**given).body_html.replace("\n", "")


def test_lexical_blocks_and_formats():
    made = lexical(
        paragraph(
            words("Plain "), words("bold", 1), words(" and "), words("both", 3), {"type": "linebreak"}, words("x")
        ),
        {"type": "extended-heading", "tag": "h2", "children": [words("Tides & winds")]},
        {"type": "extended-quote", "children": [words("So it goes.")]},
        paragraph({"type": "link", "url": "https://a.example/?a=1&b=2", "children": [words("there")]}),
        {"type": "horizontalrule"},
    )

    assert body(lexical=made) == (
        "<p>Plain <strong>bold</strong> and <strong><em>both</em></strong><br>x</p><h2>Tides &amp; winds</h2>"
        "<blockquote><p>So it goes.</p></blockquote>"
        '<p><a href="https://a.example/?a=1&amp;b=2">there</a></p><hr>'
    )


def test_a_list_within_a_list_belongs_to_the_item_before_it():
    inner = {"type": "list", "listType": "bullet", "children": [{"type": "listitem", "children": [words("inner")]}]}
    items = [{"type": "listitem", "children": [words("one")]}, {"type": "listitem", "children": [inner]}]

    made = lexical({"type": "list", "listType": "number", "start": 3, "children": items})

    assert body(lexical=made) == '<ol start="3"><li>one<ul><li>inner</li></ul></li></ol>'


CARDS = [
    (
        "image",
        {"src": "https://a.example/q.jpg", "alt": "A quay", "caption": "The <i>quay</i>", "cardWidth": "wide"},
        '<figure class="wide"><img src="https://a.example/q.jpg" alt="A quay"><figcaption>The <em>quay</em>'
        "</figcaption></figure>",
    ),
    (
        "gallery",
        {"images": [{"src": "https://a.example/1.jpg"}, {"src": "https://a.example/2.jpg"}], "caption": "Two"},
        '<figure><img src="https://a.example/1.jpg" alt=""></figure><figure><img src="https://a.example/2.jpg" alt="">'
        "</figure><p>Two</p>",
    ),
    ("html", {"html": "<h3>Raw</h3><script>x()</script>"}, "<h3>Raw</h3>"),
    ("markdown", {"markdown": "*So* it **goes**."}, "<p><em>So</em> it <strong>goes</strong>.</p>"),
    (
        "bookmark",
        {"url": "https://b.example/", "metadata": {"title": "A page"}},
        '<p><a href="https://b.example/">A page</a></p>',
    ),
    (
        "embed",
        {"url": "https://v.example/1", "html": "<iframe src='https://v.example/e'></iframe>", "caption": "A film"},
        '<p><a href="https://v.example/1">https://v.example/1</a></p><p>A film</p>',
    ),
    ("callout", {"calloutEmoji": "💡", "calloutText": "Mind <b>this</b>"}, "<p>💡 Mind <strong>this</strong></p>"),
    ("toggle", {"heading": "More", "content": "<p>Inside</p>"}, "<h3>More</h3><p>Inside</p>"),
    ("header", {"header": "A part", "subheader": "below"}, "<h2>A part</h2><p>below</p>"),
    (
        "button",
        {"buttonUrl": "https://b.example/", "buttonText": "Go"},
        '<p><a href="https://b.example/">Go</a></p>',
    ),
    (
        "file",
        {"src": "https://a.example/r.pdf", "fileTitle": "Report", "fileCaption": "All of it"},
        '<p><a href="https://a.example/r.pdf">Report</a></p><p>All of it</p>',
    ),
    (
        "video",
        {"src": "https://a.example/v.mp4", "caption": "A film"},
        '<p><a href="https://a.example/v.mp4">https://a.example/v.mp4</a></p><p>A film</p>',
    ),
    ("hr", {}, "<hr>"),
]


@pytest.mark.parametrize(("name", "card", "html"), CARDS)
def test_a_card_is_the_same_in_lexical_and_in_mobiledoc(name, card, html):
    assert body(lexical=lexical({"type": name, **card}, paragraph(words("End.")))) == f"{html}<p>End.</p>"
    end = [1, "p", [[0, [], 0, "End."]]]
    assert body(mobiledoc=mobiledoc([10, 0], end, cards=[[name, card]])) == f"{html}<p>End.</p>"


def test_code_is_shown_as_it_was_written():
    assert body(lexical=lexical({"type": "codeblock", "code": "a < b\n\n{{x}}"})).startswith("<pre><code>a &lt; b")


@pytest.mark.parametrize("name", ["email", "email-cta", "signup", "product", "call-to-action"])
def test_what_only_ghost_can_show_is_left_out_and_named(name):
    document = read_post(lexical=lexical({"type": name, "html": "<p>Sign up</p>"}, paragraph(words("End."))))

    assert (document.paragraphs, "card_left_out" in codes(document)) == (("End.",), True)


def test_a_card_that_nobody_knows_keeps_its_text_and_is_named():
    document = read_post(lexical=lexical({"type": "hologram", "html": "<p>Ship</p>"}))

    assert (document.paragraphs, "card_unknown" in codes(document)) == (("Ship",), True)


def test_a_paywall_is_said():
    assert "paywall" in codes(read_post(lexical=lexical(paragraph(words("a")), {"type": "paywall"})))


def test_mobiledoc_marks_atoms_and_lists():
    made = mobiledoc(
        [1, "p", [[0, [0], 0, "bold "], [0, [1], 2, "both"], [1, [], 0, 0], [0, [2], 1, "link"]]],
        [3, "ul", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
        [1, "blockquote", [[0, [], 0, "So."]]],
        [2, "https://a.example/q.jpg"],
        atoms=[["soft-return", "", {}]],
        markups=[["strong"], ["em"], ["a", ["href", "https://a.example/"]]],
    )

    assert body(mobiledoc=made) == (
        '<p><strong>bold <em>both</em></strong><br><a href="https://a.example/">link</a></p>'
        "<ul><li>one</li><li>two</li></ul><blockquote><p>So.</p></blockquote>"
        '<figure><img src="https://a.example/q.jpg" alt=""></figure>'
    )


@pytest.mark.parametrize("broken", ["{", "[]", '{"sections": 3}', '{"version": "0.3.1"}'])
def test_a_broken_body_gives_way_to_the_next_column(broken):
    document = read_post(mobiledoc=broken, html=HTML)

    assert (document.body_html, "broken_body" in codes(document)) == (HTML, True)


def test_an_empty_body_gives_way_to_the_next_column():
    assert (
        body(lexical=lexical(paragraph()), mobiledoc=mobiledoc([1, "p", []]), html=None, markdown="So.") == "<p>So.</p>"
    )


def test_html_of_ghost_loses_its_marks():
    made = (
        "<!--kg-card-begin: html--><p>One.</p><!--kg-card-end: html-->"
        '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://b.example/">'
        '<div class="kg-bookmark-title">A page</div><div class="kg-bookmark-description">of it</div></a></figure>'
        '<div class="kg-card kg-signup-card"><form>Join</form></div>'
        '<figure class="kg-card kg-gallery-card"><div class="kg-gallery-row"><div class="kg-gallery-image">'
        '<img src="https://a.example/1.jpg"></div></div><figcaption>All</figcaption></figure>'
    )

    document = read_post(html=made)

    assert document.paragraphs[:2] == ("One.", "A page")
    assert "Join" not in document.body_html
    assert "kg-" not in document.body_html
    assert [picture.address for picture in document.pictures] == ["https://a.example/1.jpg"]


def test_marks_of_a_template_are_said():
    assert "template_mark" in codes(read_post(html="<p>Write {{@site.title}} there.</p>"))


def test_nesting_without_end_is_read():
    node = paragraph(words("deep"))
    for _ in range(300):
        node = {"type": "extended-quote", "children": [node]}

    document = read_post(lexical=lexical(node))

    assert (document.paragraphs, "card_unknown" in codes(document)) == (("deep",), True)
