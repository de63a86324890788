"""Pictures in a body: led to their place, or taken out so that nothing broken is shown."""

import pytest

from articles.importing.pictures import rewriting
from articles.importing.pictures.rewriting import Placed


def rewrite(html):
    there = {"a.jpg": Placed(url="/media/images/aa/x.jpg", width=40, height=30, alt="From the list")}
    return rewriting.rewrite(html, there.get)


def test_a_picture_is_led_to_its_file_with_its_size():
    found = rewrite('<p>Text.</p><figure><img src="a.jpg" alt="A bridge"><figcaption>Dawn &lt;3</figcaption></figure>')

    assert found == (
        '<p>Text.</p><figure><img src="/media/images/aa/x.jpg" alt="A bridge" width="40" height="30">'
        "<figcaption>Dawn &lt;3</figcaption></figure>"
    )


def test_a_picture_without_words_gets_those_that_the_source_told():
    assert 'alt="From the list"' in rewrite('<p><img src="a.jpg"></p>')


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>One.</p><p><img src="no.jpg"></p><p>Two.</p>', "<p>One.</p><p>Two.</p>"),
        ('<p>One <img src="no.jpg"> two.</p>', "<p>One  two.</p>"),
        ('<figure><a href="x"><img src="no.jpg"></a></figure><p>Two.</p>', "<p>Two.</p>"),
        (
            '<figure><img src="no.jpg"><figcaption>Dawn.</figcaption></figure>',
            "<figure><figcaption>Dawn.</figcaption></figure>",
        ),
        ('<p><img alt="no address"></p><p>Two.</p>', "<p>Two.</p>"),
        ('<p>Before</p>tail <img src="no.jpg"> more', "<p>Before</p>tail  more"),
    ],
)
def test_a_missing_picture_goes_with_its_empty_boxes_and_its_caption_stays(html, expected):
    assert rewrite(html) == expected


def test_a_link_to_the_larger_picture_is_taken_off():
    found = rewrite('<p><a href="https://old.example/big.jpg?x=1"><img src="a.jpg" alt="A"></a></p>')

    assert "<a " not in found
    assert "/media/images/aa/x.jpg" in found


def test_a_link_to_anything_else_stays():
    assert '<a href="https://old.example/shop">' in rewrite(
        '<p><a href="https://old.example/shop"><img src="a.jpg"></a></p>'
    )


def test_a_body_without_pictures_stays_to_the_letter():
    assert rewrite("<p>a &amp; b</p> <p>c</p>") == "<p>a &amp; b</p> <p>c</p>"


def test_the_picture_that_a_body_begins_with_is_taken_off_with_its_caption():
    html = '<figure><img src="/x.jpg"><figcaption>Dawn</figcaption></figure><p>One.</p>'

    assert rewriting.without_first(html, "/x.jpg") == ("<p>One.</p>", "Dawn")
    assert rewriting.without_first(html, "/y.jpg") == (html, "")
    assert rewriting.without_first('<p>A <img src="/x.jpg"></p>', "/x.jpg") == ('<p>A <img src="/x.jpg"></p>', "")
