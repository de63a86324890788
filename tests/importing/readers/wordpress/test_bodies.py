"""The bodies of WordPress: blocks, shortcodes and the older editor's text as clean HTML."""

import json

import pytest

from tests.importing.readers.wordpress.exports import attachment, codes, item, meta, read_body, read_export


def body(content, *others, **given):
    return read_body(content, *others, **given).body_html.replace("\n", "")


BLOCKS = [
    ("<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->", "<p>One.</p>"),
    (
        '<!-- wp:pullquote {"align":"left"} --><figure class="wp-block-pullquote"><blockquote><p>So it goes.</p>'
        "<cite>Mina</cite></blockquote></figure><!-- /wp:pullquote -->",
        '<p class="pull">So it goes.</p><p class="pull"><cite>Mina</cite></p>',
    ),
    (
        '<!-- wp:quote --><blockquote class="wp-block-quote"><!-- wp:paragraph --><p>So.</p><!-- /wp:paragraph -->'
        "<cite>Mina</cite></blockquote><!-- /wp:quote -->",
        "<blockquote><p>So.</p><p><cite>Mina</cite></p></blockquote>",
    ),
    (
        '<!-- wp:list {"ordered":true} --><ol><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ol>'
        "<!-- /wp:list -->",
        "<ol><li>a</li></ol>",
    ),
    (
        '<!-- wp:image {"id":7} --><figure class="wp-block-image alignwide">'
        '<img src="https://a.example/q.jpg" alt="q"/>'
        "<figcaption>The quay</figcaption></figure><!-- /wp:image -->",
        '<figure class="wide"><img src="https://a.example/q.jpg" alt="q"><figcaption>The quay</figcaption></figure>',
    ),
    (
        '<!-- wp:gallery --><figure class="wp-block-gallery"><!-- wp:image --><figure class="wp-block-image">'
        '<img src="https://a.example/1.jpg" alt=""/></figure><!-- /wp:image --><figcaption>All</figcaption></figure>'
        "<!-- /wp:gallery -->",
        '<figure><img src="https://a.example/1.jpg" alt=""></figure><p>All</p>',
    ),
    (
        '<!-- wp:gallery --><ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure>'
        '<img src="https://a.example/1.jpg" alt=""/></figure></li></ul><!-- /wp:gallery -->',
        '<figure><img src="https://a.example/1.jpg" alt=""></figure>',
    ),
    (
        '<!-- wp:embed {"url":"https://v.example/1"} --><figure class="wp-block-embed"><div '
        'class="wp-block-embed__wrapper">\nhttps://v.example/1\n</div><figcaption>A film</figcaption></figure>'
        "<!-- /wp:embed -->",
        '<p><a href="https://v.example/1">https://v.example/1</a></p><p>A film</p>',
    ),
    ('<!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator --><p>x</p>', "<hr><p>x</p>"),
    ('<!-- wp:heading {"level":3} --><h3>Tides</h3><!-- /wp:heading --><p>x</p>', "<h3>Tides</h3><p>x</p>"),
    (
        '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column"><p>a</p></div>'
        "<!-- /wp:column --></div><!-- /wp:columns -->",
        "<p>a</p>",
    ),
    ("<!-- wp:freeform -->a\n\nb<!-- /wp:freeform -->", "<p>a</p><p>b</p>"),
    ("a\n\nb\n<!-- wp:paragraph --><p>c</p><!-- /wp:paragraph -->", "<p>a</p><p>b</p><p>c</p>"),
    (
        '<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>1</td></tr></tbody></table>'
        "<figcaption>Tides</figcaption></figure><!-- /wp:table -->",
        "<table><caption>Tides</caption><tbody><tr><td>1</td></tr></tbody></table>",
    ),
    (
        '<!-- wp:file --><div class="wp-block-file"><a href="https://a.example/r.pdf">Report</a>'
        '<a href="https://a.example/r.pdf" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->',
        '<p><a href="https://a.example/r.pdf">Report</a></p>',
    ),
    ("<!-- wp:more --><!--more--><!-- /wp:more --><p>x</p>", "<p>x</p>"),
    ('<p>a</p><!-- wp:broken {"a": <p>b</p>', "<p>a</p>"),
]


@pytest.mark.parametrize(("content", "html"), BLOCKS)
def test_a_block_becomes_plain_html(content, html):
    assert body(content) == html


def test_blocks_that_only_the_site_can_fill_are_named():
    document = read_body('<p>x</p><!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:latest-posts /-->')

    assert [notice.message for notice in document.notices if notice.code == "block_left_out"] == [
        "The block “latest-posts” (2 times) shows what only the old site can fill in; it was left out."
    ]


def test_a_reusable_block_is_shown_from_the_export_or_named():
    reusable = item("<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph -->", number="300", type="wp_block")

    document = read_body('<p>x</p><!-- wp:block {"ref":300} /--><!-- wp:block {"ref":301} /-->', reusable)

    assert document.paragraphs == ("x", "Shared.")
    assert "block_missing" in codes(document)


def test_a_reusable_block_that_shows_itself_comes_to_an_end():
    reusable = item('<p>Again.</p><!-- wp:block {"ref":300} /-->', number="300", type="wp_block")

    assert "block_missing" in codes(read_body('<!-- wp:block {"ref":300} /-->', reusable))


def test_footnotes_of_the_block_editor_lead_there_and_back():
    notes = json.dumps([{"id": "1a-b", "content": "See <em>there</em>."}])
    content = (
        '<!-- wp:paragraph --><p>x<sup data-fn="1a-b" class="fn"><a id="1a-b-link" href="#1a-b">1</a></sup></p>'
        "<!-- /wp:paragraph --><!-- wp:footnotes /-->"
    )

    assert body(content, more=meta("footnotes", notes)) == (
        '<p>x<sup id="fnref-1a-b"><a href="#fn-1a-b">1</a></sup></p><ol><li id="fn-1a-b">See <em>there</em>.</li></ol>'
    )


CLASSIC = [
    ("one\n\ntwo", "<p>one</p><p>two</p>"),
    ("one\ntwo", "<p>one<br>two</p>"),
    (
        "<h2>head</h2>\ntext\n\n<ul>\n<li>a</li>\n</ul>\nafter",
        "<h2>head</h2><p>text</p><ul><li>a</li></ul><p>after</p>",
    ),
    ("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p><p>two</p></blockquote>"),
    ("<pre>a\n\nb</pre>", "<pre>ab</pre>"),
    ("before<!--more-->after", "<p>before</p><p>after</p>"),
    ("one <!-- never closed\n\ntwo", "<p>one  never closed</p><p>two</p>"),
    (
        "https://v.example/watch?v=1\n\nx",
        '<p><a href="https://v.example/watch?v=1">https://v.example/watch?v=1</a></p><p>x</p>',
    ),
    (
        '<div class="wp-caption"><img src="https://a.example/q.jpg" alt="">'
        '<p class="wp-caption-text">The quay</p></div>',
        '<figure><img src="https://a.example/q.jpg" alt=""><figcaption>The quay</figcaption></figure>',
    ),
]


@pytest.mark.parametrize(("content", "html"), CLASSIC)
def test_text_of_the_older_editor_gets_its_paragraphs(content, html):
    assert body(content) == html


SHORTCODES = [
    (
        '[caption id="attachment_7" width="300"]<img src="https://a.example/q.jpg" alt="" />'
        " The <em>quay</em>[/caption]",
        '<figure><img src="https://a.example/q.jpg" alt=""><figcaption>The <em>quay</em></figcaption></figure>',
    ),
    (
        '[caption caption="The quay"]<a href="https://a.example/"><img src="https://a.example/q.jpg" alt="" /></a>'
        "[/caption]",
        '<figure><a href="https://a.example/"><img src="https://a.example/q.jpg" alt=""></a>'
        "<figcaption>The quay</figcaption></figure>",
    ),
    ("[embed]https://v.example/1[/embed]", '<p><a href="https://v.example/1">https://v.example/1</a></p>'),
    ('[video src="https://v.example/1.mp4"]', '<p><a href="https://v.example/1.mp4">https://v.example/1.mp4</a></p>'),
    ("[youtube=https://y.example/w?v=1]", '<p><a href="https://y.example/w?v=1">https://y.example/w?v=1</a></p>'),
    (
        "[youtube abc_1]",
        '<p><a href="https://www.youtube.com/watch?v=abc_1">https://www.youtube.com/watch?v=abc_1</a></p>',
    ),
    ("[pullquote]So it goes.[/pullquote]", '<p class="pull">So it goes.</p>'),
    ("[code]a &lt; b[/code]", "<pre>a &lt; b</pre>"),
    (
        "x[ref]See there.[/ref]",
        '<p>x<sup id="fnref-1"><a href="#fn-1">1</a></sup></p><ol><li id="fn-1">See there.</li></ol>',
    ),
    ("one [dropcap]T[/dropcap]wo", "<p>one Two</p>"),
    ('one [contact-form-7 id="3" title="x"] two', "<p>one  two</p>"),
    ("[[gallery]] shows pictures", "<p>[gallery] shows pictures</p>"),
    ("He said [sic] that [the minister] was late [1].", "<p>He said [sic] that [the minister] was late [1].</p>"),
    (
        "[Editor’s note: see below] and [video of the speech]",
        "<p>[Editor’s note: see below] and [video of the speech]</p>",
    ),
    ("a map of the [map] here", "<p>a map of the [map] here</p>"),
    ("one\n\n[ad]\n\ntwo", "<p>one</p><p>two</p>"),
]


@pytest.mark.parametrize(("content", "html"), SHORTCODES)
def test_a_shortcode_becomes_html_and_words_in_brackets_stay(content, html):
    assert body(content) == html


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('x [et_pb_map zoom="3"]', "shortcode_left_out"),
        ("[fancy_box]x[/fancy_box]", "shortcode_opened"),
        ("x [my-widget] y", "shortcode_doubtful"),
        ("a<!--nextpage-->b", "pages_joined"),
        ("[embed]https://v.example/1[/embed]", "embed_replaced"),
        ("<pre>&lt;!-- wp:code --&gt;</pre>", "marks_in_text"),
        ('[gallery ids="404"]x', "picture_missing"),
    ],
)
def test_what_was_taken_out_or_kept_is_said(content, code):
    assert code in codes(read_body(content))


def test_a_gallery_shows_the_pictures_that_it_names_or_those_of_the_post():
    pictures = [attachment(str(n), f"https://a.example/{n}.jpg", parent="41", caption=f"No {n}") for n in (81, 82)]

    named = read_body('[gallery ids="82"]', *pictures)
    own = read_body("[gallery]", *pictures)

    assert [picture.caption for picture in named.pictures] == ["No 82"]
    assert [picture.address for picture in own.pictures] == ["https://a.example/81.jpg", "https://a.example/82.jpg"]


def test_the_media_library_says_what_a_picture_does_not():
    about = meta("_wp_attachment_image_alt", "A quay") + meta("_wp_attachment_metadata", 's:6:"credit";s:6:"Kim Do";')
    content = '<img class="wp-image-77" src="https://harbour.example/files/quay-300x200.jpg">'

    [picture] = read_export(item(content), attachment(more=about))[0].pictures

    assert (picture.alt, picture.credit) == ("A quay", "Kim Do")
