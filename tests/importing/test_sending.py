"""What is sent from a process that reads comes as it was read, with all that was prepared."""

import copy
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from articles.importing import preparing, sending
from articles.importing.documents import (
    CorrectionKind,
    Credit,
    DatedMoment,
    Notice,
    Picture,
    Precision,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Term,
    TermKind,
    Written,
)
from articles.importing.options import Options
from articles.importing.readings import Ahead
from articles.importing.sources import Source
from tests.importing.dumps import make_dump


def sent(arrival):
    answer = (0, arrival.file, arrival.reading, arrival.own_text)
    [(_, file, reading, own_text)] = sending.unpacked(sending.packed([answer]))
    return replace(arrival, file=file, reading=reading, own_text=own_text)


def arrival(text):
    return next(preparing.arrivals(Source(name="a.txt", content=text.encode()), Options()))


@pytest.mark.parametrize("text", [make_dump("The ferry"), make_dump("Salt & “water”", paragraphs=["Ça & là."]), ""])
def test_a_document_comes_as_it_was_read(text):
    one = arrival(text)
    came = sent(one)

    assert came == one
    assert dict(came.reading.document.provenance) == one.reading.document.provenance
    assert type(came.reading.ahead) is type(one.reading.ahead)
    if came.reading.ahead:
        assert type(came.reading.ahead.body) is type(one.reading.ahead.body)
        assert type(came.reading.ahead.parsed) is type(one.reading.ahead.parsed)


def test_a_body_that_was_cleaned_comes_cleaned():
    one = arrival(make_dump("The ferry"))
    document = replace(one.reading.document, body_html="<p>A <b>bold</b> word<script>x</script></p>")
    reading = replace(one.reading, document=document, ahead=Ahead.of(document, {}))

    came = sent(replace(one, reading=reading))

    assert came.reading.document.body_html == document.body_html
    assert came.reading.ahead.body == "<p>A <strong>bold</strong> word</p>"


def test_every_part_of_a_document_comes():
    one = arrival(make_dump("The ferry"))
    drawn = Written("_written/1", b"bytes")
    document = replace(
        one.reading.document,
        credits=(Credit(name="Rosa Lindqvist", title="Editor", key="rl", bio="Sails."),),
        updated=DatedMoment(at=datetime(2014, 5, 3, tzinfo=UTC), precision=Precision.DAY),
        pictures=(Picture(address=drawn, alt="A boat", is_lead=True),),
        terms=(Term(kind=TermKind.CATEGORY, name="Harbour", slug="harbour"),),
        most_read=(RankedHeadline(rank=1, headline="Ferries", line=9),),
        corrections=(PrintedCorrection(kind=CorrectionKind.UPDATE, text="It was May.", on=date(2014, 5, 4), line=3),),
        notices=(Notice(code="bio_cut_off", message="It ends there.", line=2),),
        provenance={"bio": (Provenance(selector="p.bio", rule="a block", confidence=0.5),)},
    )
    came = sent(replace(one, reading=replace(one.reading, document=document))).reading.document

    assert came == document
    assert came.pictures[0].address.content == b"bytes"


def test_places_are_a_value_like_any_other():
    places = sent(arrival(make_dump("The ferry"))).reading.document.provenance

    assert copy.deepcopy(places) == places == dict(places)
    assert len(places) == len(list(places))
    assert places.get("nothing") is None
