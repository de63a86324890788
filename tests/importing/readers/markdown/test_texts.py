"""Texts in Markdown and the marks of templates in them."""

import re
from datetime import date

import pytest

from articles.importing.documents import Picture, UnreadableError, Verdict
from articles.importing.readers import read
from tests.importing.readers.markdown.pages import TEXT, body_of, codes, read_page, yaml_page

FRONT = "title: Ferry\ndate: 2012-04-03"
MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *two* **three** ~~four~~", "<p>One <em>two</em> <strong>three</strong> <s>four</s></p>"),
        ("# Big\n\nText", "<h2>Big</h2><p>Text</p>"),
        ("> Said\n\n1. one\n2. two", "<blockquote><p>Said</p></blockquote><ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("![Sea](sea/a.jpg)", '<p><img src="sea/a.jpg" alt="Sea"></p>'),
        ("![Sea](sea/a b.jpg)", '<p><img src="sea/a%20b.jpg" alt="Sea"></p>'),
        ("Text\n{: .lead #x}\n\n## Head {#anchor}\n\nMore", "<p>Text</p><h2>Head</h2><p>More</p>"),
        ("* TOC\n{:toc}\n\nText", "<p>Text</p>"),
        ("Text <!-- more --> and on", "<p>Text  and on</p>"),
        ("Text {% comment %}secret{% endcomment %}on", "<p>Text on</p>"),
        ("A {% raw %}b{% endraw %} c", "<p>A b c</p>"),
        ("[Sea]({{ site.baseurl }}/sea)", '<p><a href="/sea">Sea</a></p>'),
        ("[Sea]({{ '/sea' | relative_url }})", '<p><a href="/sea">Sea</a></p>'),
        ('[Sea]({{< ref "sea.md" >}})', '<p><a href="sea.md">Sea</a></p>'),
        ("On {{ page.title }}", "<p>On Ferry</p>"),
        ("{{/* hidden */}}Text", "<p>Text</p>"),
    ],
)
def test_text_becomes_a_body(text, expected):
    assert body_of(text) == expected


def test_footnotes_lead_there_and_back():
    body = body_of("Tide[^1].\n\n[^1]: At nine.")

    assert '<a href="#fn1" id="fnref1">' in body
    assert '<li id="fn1">' in body
    assert '<a href="#fnref1">' in body


def test_table_is_kept():
    assert "<td>nine</td>" in body_of("| a | b |\n|---|---|\n| at | nine |")


@pytest.mark.parametrize(
    "call",
    [
        '{{< figure src="sea/a.jpg" alt="Sea" caption="At nine" attr="Bae Su-ji" >}}',
        '{{< figure\n  src="sea/a.jpg"\n  alt="Sea"\n  caption="At nine"\n  attr="Bae Su-ji"\n/>}}',
        '{% include figure.html src="sea/a.jpg" alt="Sea" caption="At nine" credit="Bae Su-ji" %}',
        '{%- include image.html url="sea/a.jpg" alt="Sea" description="At nine" photographer="Bae Su-ji" -%}',
    ],
)
def test_figure_of_a_template_is_a_figure(call):
    document = yaml_page(FRONT, f"One.\n\n{call}\n\nTwo.")

    assert document.pictures == (Picture(address="sea/a.jpg", alt="Sea", caption="At nine", credit="Bae Su-ji"),)
    assert (
        '<figure><img src="sea/a.jpg" alt="Sea"><figcaption>At nine Bae Su-ji</figcaption></figure>'
        in document.body_html
    )
    assert document.paragraphs == ("One.", "Two.")
    assert codes(document) == []


@pytest.mark.parametrize(
    ("call", "address"),
    [
        ("{{< youtube w7Ft2ymGmfc >}}", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ('{{< youtube id="w7Ft2ymGmfc" autoplay="true" >}}', "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{% youtube w7Ft2ymGmfc %}", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ('{% include youtube.html id="w7Ft2ymGmfc" %}', "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{{< vimeo 146022717 >}}", "https://vimeo.com/146022717"),
        ('{{< tweet user="sea" id="877500564405444608" >}}', "https://twitter.com/i/status/877500564405444608"),
        ("{{< gist spf13 7896402 >}}", "https://gist.github.com/spf13/7896402"),
    ],
)
def test_what_is_embedded_becomes_a_link(call, address):
    assert body_of(f"One.\n\n{call}") == f'<p>One.</p><p><a href="{address}">{address}</a></p>'


def test_code_of_a_template_is_code():
    assert "<pre><code>tide = 9\n</code></pre>" in body_of("{{< highlight python >}}\ntide = 9\n{{< /highlight >}}")


@pytest.mark.parametrize(
    "call",
    [
        "{{< tide-table harbour >}}",
        "{{% notice tip %}}\nMind the gap.\n{{% /notice %}}",
        "{% assign x = 1 %}",
        "{{ tides }}",
    ],
)
def test_unknown_call_is_taken_out_and_said(call):
    document = yaml_page(FRONT, f"One.\n\n{call}\n\nTwo.")

    assert not MARKS.search(document.body_html)
    assert codes(document) == ["template_mark_removed"]
    assert ("Mind the gap." in document.paragraphs) == ("Mind" in call)


def test_mark_that_is_not_closed_is_said():
    document = yaml_page(FRONT, "One {{ two three.")

    assert codes(document) == ["template_mark_left"]


def test_title_above_the_text_is_not_printed_twice():
    assert body_of("# Ferry\n\nText") == "<p>Text</p>"
    assert yaml_page("date: 2012-04-03", "# The ferry\n\nText").headline == "The ferry"


def test_marks_in_a_title_are_not_printed():
    assert yaml_page('title: "The *Ferry* &amp; the `sea`"\ndate: 2012-04-03').headline == "The Ferry & the sea"


def test_page_of_html_keeps_its_html():
    document = read_page(f"---\n{FRONT}\n---\n<p>One</p>\n\n    <p>Two</p>{{% include x.html %}}", name="ferry.html")

    assert document.paragraphs == ("One", "Two")
    assert codes(document) == ["template_mark_removed"]


def test_script_does_not_pass():
    assert "alert" not in body_of("<script>alert(1)</script>\n\n[x](javascript:alert)\n\nText").replace(
        "javascript:alert", ""
    )


PLAIN = f"""# Lamps for an empty pier

By Ahn Dal-ho

Posted : 2012-05-06 10:20

The harbour authority has ordered forty *new* lamps for a pier on which no ship has landed. The lamps are lit at five.

{TEXT}

Ahn Dal-ho is a retired pilot and the author of two books on tides.
"""


def test_text_without_front_matter_is_understood_by_its_paragraphs():
    document = read_page(PLAIN)

    assert document.format == "markdown"
    assert document.headline == "Lamps for an empty pier"
    assert [credit.name for credit in document.credits] == ["Ahn Dal-ho"]
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"
    assert document.bio.startswith("Ahn Dal-ho is a retired pilot")
    assert "<em>new</em>" in document.body_html
    assert document.paragraphs[-1] == TEXT
    assert len(document.paragraphs) == 2
    assert document.verdict is Verdict.READY


def test_text_without_a_date_is_held():
    document = read_page(f"# Ferry\n\n{TEXT}\n", name="2012-04-03-ferry.md")

    assert document.verdict is Verdict.HELD
    assert {"no_date", "day_in_name"} <= set(codes(document))


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.4"])
def test_file_that_is_no_text_is_refused_with_a_sentence(content):
    with pytest.raises(UnreadableError, match=r"ferry\.md"):
        read("ferry.md", content)


def test_who_the_writer_is_and_a_correction_leave_the_text():
    front = "title: Ferry\nauthor: Mina Park\ndate: 2012-04-03"
    page = yaml_page(front, f"{TEXT}\n\nMina Park keeps a lighthouse.\n\n*This column was corrected on 5 April 2012.*")

    assert page.bio == "Mina Park keeps a lighthouse."
    assert [(correction.on, correction.kind.value) for correction in page.corrections] == [
        (date(2012, 4, 5), "correction")
    ]
    assert page.paragraphs == (TEXT,)


def test_a_text_that_is_only_code_is_held_with_its_words():
    document = read_page("    forty lamps\n    for a pier\n")

    assert (document.verdict, document.paragraphs) == (Verdict.HELD, ("forty lamps for a pier",))
    assert codes(document) == ["no_headline"]
