"""Whatever the bytes, a reader gives documents or says in a sentence why not; it never fails otherwise."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import markup
from articles.importing import document_json
from articles.importing.documents import ReadOptions, UnreadableError, Verdict
from articles.importing.readers import FORMATS, read, tell_format
from tests.importing.readers.seeds import SEEDS

pytestmark = pytest.mark.thorough

OPTIONS = ReadOptions()
MARKER = re.compile(r"^(?:(?:\d{1,2}\.|[•●▪◦‣*-])\s+)+(?=\S)")
# What tends to break parsers, put into a valid file at any place.
WEDGES = [
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"]]>", b"<![CDATA[", b"&", b"&amp;#0;", b"&x;",
    b"<!--", b"-->", b"<p>" * 50, b"</p>" * 50, b"<table><tr><td>" * 20, b'"', b"'", b"{", b"}", b"[", b"]", b"{{<",
    b">}}", b"[[[", b"---\n", b"\n\n---\n", b"[caption", b"[/caption]", b"<!-- wp:x {", b"null", b"-1", b"1e999",
    b"NaN", b"\\u0000", b"\\ud800", b"\r", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", "가나".encode(),
    "가나".encode("cp949"), b"2012-13-45", b"9999999999999999999", b"0000-00-00", b"javascript:alert(1)", b"\x1b$)C",
    b"[^1]", b"[^1]: [^1]", b"`" * 99, b"*" * 99, b"> " * 99, b",,,,", b"\t",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a valid file with pieces cut out, doubled, or wedged in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(content) - 1)))
        stop = min(len(content), start + draw(st.integers(0, 200)))
        piece = draw(st.sampled_from(WEDGES) | st.binary(max_size=8))
        how = draw(st.sampled_from(["cut", "double", "wedge", "end"]))
        if how == "cut":
            content = content[:start] + piece + content[stop:]
        elif how == "double":
            content = content[:stop] + content[start:stop] + content[stop:]
        elif how == "wedge":
            content = content[:start] + piece + content[start:]
        else:
            content = content[:start] + piece
    return content


def bare(paragraphs: Sequence[str]) -> list[str]:
    """Give paragraphs without the marks of list items: a text dump has them as printed, a body as its list."""
    return [MARKER.sub("", " ".join(one.split())) for one in paragraphs]


def holds(name: str, content: bytes, form: str = "") -> None:
    """Check what every reading must be."""
    try:
        documents = read(name, content, OPTIONS, format=form)
    except UnreadableError as refusal:
        documents, sentence = (), str(refusal)
    else:
        sentence = ""
    assert bool(documents) != bool(sentence)
    for document in documents:
        assert document.source.startswith(name)
        kept = document_json.load(document_json.dump(document), document.text)
        assert kept == document_json.load(document_json.dump(kept), kept.text)
        assert document.verdict is Verdict.READY or document.notices
        if document.verdict in {Verdict.READY, Verdict.HELD}:
            body = markup.clean(document.body_html)
            assert "<script" not in body
            assert bare(document.paragraphs) == bare(markup.blocks(body))


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_knows_its_own_file_and_reads_it(form: str) -> None:
    name, content = SEEDS[form]

    assert tell_format(name, content) == form
    (document, *_) = read(name, content, OPTIONS)
    assert document.headline == "Lamps for an empty pier"
    assert document.format == form


@pytest.mark.parametrize("form", FORMATS)
def test_a_damaged_file_is_read_or_refused(form: str) -> None:
    name, content = SEEDS[form]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(content))
    def check(broken: bytes) -> None:
        holds(name, broken, form)
        holds(name, broken)

    check()


@pytest.mark.parametrize("form", FORMATS)
def test_any_bytes_are_read_or_refused(form: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300))
    def check(content: bytes) -> None:
        holds(SEEDS[form][0], content, form)

    check()


@pytest.mark.parametrize("other", sorted(SEEDS))
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_of_another_format_is_read_or_refused(form: str, other: str) -> None:
    name, content = SEEDS[other]

    holds(name, content, form)
