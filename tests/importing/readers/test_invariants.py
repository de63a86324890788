"""What holds for every file whatever: nothing is dropped, nothing but UnreadableError is raised, time is linear."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.documents import ReadOptions, UnreadableError, Verdict
from articles.importing.readers import read
from articles.importing.readers.lines import make_line
from tests.importing.readers.dumps import BIO, BYLINE, DATES, FIRST, HEADLINE, KOREAN_BODY, SECOND, dump, ranked

PIECES = [
    *(DATES, HEADLINE, BYLINE, FIRST, SECOND, BIO, KOREAN_BODY, ranked(), ranked("{}. {}", 3), ranked("({}) {}", 2)),
    *(
        "----------",
        "* * *",
        "\f",
        "By",
        "Posted :",
        "Posted",
        "Posted : 2012-02-31",
        "1. One.",
        "1. One\n3. Two",
        "10) x",
    ),
    *(
        "[Forum]",
        "[Forum] Lamps",
        "Tags: a, b",
        "Correction: no.",
        "Most read",
        "Most read\na\nb\nc",
        "> quoted",
        "— X Y",
    ),
    *(
        "a@b.kr",
        "Copyright X",
        "홍길동 기자",
        "[부산=홍길동 기자] 등대.",
        "Sub heading",
        "``a",
        "&amp;&#0;",
        "â€™",
        "•",
        "#a #b",
    ),
    *("", " \u00a0 ", "\u200b", "Home > Opinion", "The Pier Times", "May 6, 2012", "https://example.com/a", "x" * 300),
]
FILES = st.lists(st.sampled_from(PIECES) | st.text(max_size=30), min_size=1, max_size=14)
PLAIN = ReadOptions()
JOINS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"])


def places(documents):
    """The numbers of all lines that provenance or a notice names."""
    found = {notice.line for document in documents for notice in document.notices}
    for document in documents:
        for values in document.provenance.values():
            for value in values:
                found.update(range(value.lines[0], value.lines[1] + 1) if value.lines else ())
    return found


def read_or_refuse(content, options=PLAIN):
    try:
        return tuple(read("dump.txt", content, options))
    except UnreadableError:
        return ()


@settings(max_examples=150, deadline=None)
@given(FILES, JOINS)
def test_every_line_has_a_place_or_a_notice(pieces, join):
    documents = read_or_refuse(join.join(pieces).encode())

    if documents:
        lines = [make_line(number, text) for number, text in enumerate(documents[0].text.split("\n"), start=1)]
        assert {line.number for line in lines if line.text} <= places(documents)


@settings(max_examples=100, deadline=None)
@given(FILES, JOINS)
def test_documents_are_whole(pieces, join):
    for document in read_or_refuse(join.join(pieces).encode()):
        assert document.identity.startswith("sha256:")
        assert (document.headline and document.paragraphs and document.published) or document.verdict is Verdict.HELD
        assert "\x00" not in document.body_html + document.headline + document.bio + document.text
        assert [item.rank for item in document.most_read] == sorted(item.rank for item in document.most_read)
        assert len(document.most_read) == 0 or 1 <= document.most_read[0].rank <= 10


@settings(max_examples=60, deadline=None)
@given(FILES, JOINS)
def test_refusing_every_repair_keeps_the_number_of_documents_readable(pieces, join):
    refused = ReadOptions(refused_repairs=frozenset({"tex_quotes", "html_entities", "mojibake", "control_characters"}))

    assert bool(read_or_refuse(join.join(pieces).encode())) == bool(read_or_refuse(join.join(pieces).encode(), refused))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_no_bytes_raise_anything_else(content):
    read_or_refuse(content)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "make",
    [
        lambda times: dump(DATES, HEADLINE, BYLINE, FIRST, BIO, ranked()) * times,
        lambda times: dump(DATES, HEADLINE, *[FIRST] * times),
        lambda times: f"{FIRST}\n-----\nHead\n" * times,
        lambda times: "\n".join(["The harbour authority has ordered forty new lamps for a pier on"] * 4 * times),
        lambda times: "1. a\nfoo\n" * 10 * times,
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(make):
    def seconds(times):
        """The least of three: the others measure what else the machine does."""
        content, took = make(times).encode(), []
        for _ in range(3):
            started = process_time()
            read_or_refuse(content)
            took.append(process_time() - started)
        return min(took)

    assert seconds(400) < 14 * max(seconds(100), 0.01)
