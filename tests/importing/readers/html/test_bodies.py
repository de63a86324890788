"""From a fragment of HTML to a body."""

import pytest

from articles import markup
from articles.importing.readers.html.bodies import make_body


@pytest.mark.parametrize(
    ("fragment", "paragraphs"),
    [
        ("<div>One.<p></p>Two.</div>", ("One.", "Two.")),
        ("<p></p>Text", ("Text",)),
        ("One.<br><br>Two.", ("One.", "Two.")),
        ("<div>One.<div>Two.</div>Three.</div>", ("One.", "Two.", "Three.")),
        ("<p>One.<br><br><br>Two.</p>", ("One.", "Two.")),
        ("<dl><dt>Term</dt><dd>What it means</dd></dl>", ("Term", "What it means")),
        ("<ul><li>one</li><li><p></p></li></ul>", ("one",)),
        ("plain text", ("plain text",)),
        ("", ()),
    ],
)
def test_blocks(fragment, paragraphs):
    body = make_body(fragment)

    assert body.paragraphs == paragraphs
    assert list(body.paragraphs) == markup.blocks(markup.clean(body.html))


def test_an_element_with_an_impossible_name_does_no_harm():
    body = make_body('<p>See <ahref="https://a.example">this</a> page.</p>')

    assert body.paragraphs == ("See this page.",)
