"""Pictures that are written into a text itself."""

import copy
from base64 import b64encode
from contextlib import closing
from urllib.parse import quote

import pytest

from articles.importing import reading_ahead
from articles.importing.documents import Written
from articles.importing.options import Options
from articles.importing.readers.html import bodies
from articles.importing.readers.html.bodies import make_body
from articles.importing.readers.html.written import LEAST, picture_in, taken_out
from articles.importing.sources import Source
from tests.importing.pictures.making import picture

CONTENT = picture()
DATA = f"data:image/jpeg;base64,{b64encode(CONTENT).decode()}"


@pytest.mark.parametrize(
    "address",
    [
        DATA,
        DATA.replace("data:image/jpeg", "DATA:image/jpeg;name=x"),
        DATA.rstrip("="),
        DATA[:80] + "\n  " + DATA[80:],
        f"data:image/jpeg;base64,{quote(b64encode(CONTENT).decode())}",
        f"data:image/jpeg,{quote(CONTENT)}",
    ],
)
def test_its_bytes_are_those_that_the_address_is(address):
    assert picture_in(address).content == CONTENT


@pytest.mark.parametrize(
    "address",
    [
        "data:,",
        "data:text/html;base64,PHA+",
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "data:image/svg+xml,%3Csvg viewBox='0 0 4 3'%3E%3C/svg%3E",
        f"data:image/png;base64,{b64encode(b'x' * (LEAST - 1)).decode()}",
    ],
)
def test_what_nobody_was_meant_to_see_is_none(address):
    assert picture_in(address) is None


def test_one_that_can_t_be_decoded_has_no_bytes_but_is_one():
    found = picture_in("data:image/png;base64,A")

    assert found.content == b""
    assert found != picture_in("data:image/png;base64,B")


def test_its_address_is_short_and_the_same_for_the_same_bytes():
    assert len(picture_in(DATA)) < 50
    assert picture_in(DATA) == picture_in(f"data:image/jpeg,{quote(CONTENT)}")


def test_the_bytes_go_along_wherever_it_is_sent():
    sent = copy.deepcopy(picture_in(DATA))  # as pickling does

    assert (sent, sent.content) == (picture_in(DATA), CONTENT)


def test_a_body_has_it_as_a_picture_in_its_place():
    body = make_body(
        f'<p>One.</p><figure><img src="{DATA}" alt="A boat"><figcaption>Noon</figcaption></figure><p>Two.</p>',
        address="https://pier.example/a/",
    )

    [found] = body.pictures
    assert isinstance(found.address, Written)
    assert (found.address.content, found.alt, found.caption) == (CONTENT, "A boat", "Noon")
    assert f'<img src="{found.address}" alt="A boat">' in body.html
    assert body.paragraphs == ("One.", "Two.")


def test_what_holds_the_place_of_a_late_picture_is_none():
    body = make_body(f'<p>One.</p><img src="{DATA}" data-src="https://pier.example/boat.jpg">')

    assert [found.address for found in body.pictures] == ["https://pier.example/boat.jpg"]


def test_a_dot_that_counts_readers_goes_without_a_word():
    body = make_body(
        '<p>One.</p><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'
    )

    assert (body.html, body.pictures, body.notices) == ("<p>One.</p>", (), ())


def test_a_text_behind_a_very_large_one_stays():
    large = b64encode(b"x" * bodies.LONGEST_ADDRESS).decode()

    body = make_body(f'<p>One<img src="data:image/png;base64,{large}"> two.</p><p>Three.</p>')

    assert body.paragraphs == ("One two.", "Three.")
    assert len(body.pictures[0].address.content) == bodies.LONGEST_ADDRESS


def test_a_page_loses_those_that_stand_in_no_picture():
    large = f"data:image/png;base64,{b64encode(b'x' * 3000).decode()}"
    markup = f'<p style="background: url({large})">One</p><img alt="" src = \'{large}\'><img src="{DATA}">'

    found, written = taken_out(markup)

    assert (
        found
        == f'<p style="background: url(data:,)">One</p><img alt="" src = \'{picture_in(large)}\'><img src="{DATA}">'
    )
    assert written == {picture_in(large)}
    assert [one.content for one in written] == [b"x" * 3000]


def test_own_pictures_of_a_page_keep_their_bytes():
    one = picture_in(DATA)

    body = make_body(f'<p>One.</p><img src="{one}">', address="https://pier.example/", own=frozenset({one}))

    assert body.pictures[0].address.content == CONTENT


@pytest.mark.thorough
def test_its_bytes_come_along_from_a_process_that_reads(monkeypatch):
    monkeypatch.setattr(reading_ahead, "FEW", 0)
    text = f"---\ntitle: The boat\ndate: 2012-04-03\n---\nIt was late.\n\n![A boat]({DATA})\n"

    with closing(reading_ahead.arrivals([Source(name="a.md", content=text.encode())], Options(), processes=2)) as found:
        [arrival] = found

    assert arrival.reading.document.pictures[0].address.content == CONTENT
