"""Pages made to do harm, and damaged ones: a document, a held one, or a sentence, and never anything else."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.documents import ReadOptions, UnreadableError, Verdict
from articles.importing.readers.web import reading

START = "<html><head><title>A title of a page</title></head><body>"
MULTIPART = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
PAGES = {
    "deep_boxes": START + "<div>" * 20_000 + "text",
    "deep_inline": START + "<p>" + "<b><i>" * 10_000 + "text",
    "deep_lists": START + "<ul><li>x" * 10_000,
    "deep_tables": START + "<table><tr><td>" * 5_000,
    "huge_attribute": START + f'<p title="{"x" * 11_000_000}">hello</p>',
    "huge_class": START + f'<div class="{"byline " * 100_000}"><p>hello</p></div>',
    "many_attributes": START + "<p " + " ".join(f"a{at}='1'" for at in range(50_000)) + ">hello</p>",
    "many_bylines": START + '<span class="byline author">By Jane Doe</span>' * 5_000,
    "many_dates": START + '<h1>A title</h1><span class="date">1 1 1 1 1 1 1 1</span>' * 3_000,
    "many_metas": '<html><head><meta property="og:title author date" content="2019-01-01">' * 5_000,
    "many_names": START + "<h1>A title</h1><p>By " + "A, " * 20_000,
    "no_body": "<html><head><title>x</title></head></html>",
    "frameset": "<html><frameset><frame src=x></frameset></html>",
    "nothing": "<html>",
    "open_comment": "<html><!--" + "x" * 100_000,
    "open_script": "<html><script>" + "<" * 100_000,
    "deep_json": START + '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "deep_graph": START + '<script type="application/ld+json">' + '{"@graph":' * 20_000 + "</script>",
    "odd_json": START
    + '<script type="application/ld+json">{"@type":["Article",{}],"headline":{"a":1},"author":[[["x"]],1,null,'
    '{"name":[{}]}],"datePublished":[{"x":2}],"image":[[1]],"keywords":{"a":1},"articleBody":{"x":1},'
    '"mainEntityOfPage":[1,{"@id":[1]}],"@id":{"x":[]},"publisher":[["x"]]}</script><p>x</p>',
    "impossible_addresses": START
    + '<link rel=canonical href="http://[::1/x"><base href="http://["><img src="http://[x"><a href="http://[">x</a>'
    '<iframe src="http://[y"></iframe><p>' + "text " * 100,
    "impossible_characters": START + "<p>&#xD800; &#0; &#x110000; te\x00xt \ufffe</p>" * 20,
    "impossible_tags": START + '<p<ahref="x:y"><1><a:b:c d=e><p>' + "text " * 50,
    "entities": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    "<html><body>&b;</body></html>",
}


def read(content, name="page.html"):
    """Return the verdicts of a file, or the code by which it is refused."""
    try:
        return {document.verdict for document in reading.read(name, content, ReadOptions())}
    except UnreadableError as error:
        return {error.code}


@pytest.mark.thorough
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_held_or_refused(name):
    outcomes = read(PAGES[name].encode("utf-8", "surrogatepass"))

    assert outcomes <= {Verdict.HELD, "page_too_big", "wrong_type", "no_page"}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "make",
    [
        (START + "<p>word</p>" * 40_000).encode,
        (START + "<p>" + "word " * 1_000_000).encode,
        lambda: gzip.compress(b"<html>" + b"a" * 100_000_000),
    ],
)
def test_what_is_too_big_is_refused(make):
    assert read(make()) == {"page_too_big"}


@pytest.mark.parametrize("charset", ["zip", "base64", "idna", "unicode_escape", "utf-7", "\xff"])
def test_a_charset_that_is_none_does_no_harm(charset):
    assert read(f'<html><meta charset="{charset}"><p>hello</p>'.encode("latin-1")) == {Verdict.HELD}


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (MULTIPART, "no_page"),
        (MULTIPART + b"--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--", "no_page"),
        (
            MULTIPART + b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--",
            "empty_file",
        ),
        (
            b"MIME-Version: 1.0\r\n"
            + b"".join(
                b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at) for at in range(2_000)
            ),
            "no_page",
        ),
        (b"WARC/1.0\r\n\r\n", "no_page"),
        (b"WARC/1.0\r\nContent-Length: 99999999999\r\nWARC-Type: response\r\n\r\nxx", "no_page"),
        (gzip.compress(b"<html>", mtime=0)[:10] + b"\xff" * 30, "unreadable"),
    ],
)
def test_a_damaged_file_is_refused(content, outcome):
    assert read(content, "page.mhtml") == {outcome}


TOKENS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='byline'>",
        "</div>",
        "<h1>",
        "<li>",
        "<table>",
        "<td>",
        "<br>",
        "<img src=a>",
        "<figure>",
        "<a href=x>",
        "</a>",
        "<blockquote>",
        "\n    <time datetime='2019-01-01'>",
        "By Jane Doe",
        "some words of text. ",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<form>",
        "<svg>",
        "&amp;",
        "\x00",
        "�",
        "\n    <figcaption>",
        "<iframe src=//youtube.com/x>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TOKENS, max_size=80))
def test_any_soup_of_tags_gives_a_document(tokens):
    outcomes = read(("<html><body>" + "".join(tokens)).encode("utf-8", "surrogatepass"))

    assert outcomes <= {*Verdict, "page_too_big", "wrong_type", "no_page", "unreadable_encoding"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_sentence(content):
    assert read(b"<html>" + content)
    assert read(MULTIPART + b"--x\r\nContent-Type: text/html\r\n\r\n" + content)
