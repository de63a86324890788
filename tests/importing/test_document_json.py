"""A document survives being kept, and its fingerprint is of what it says."""

from dataclasses import replace
from datetime import UTC, date, datetime

from articles.importing import document_json
from articles.importing.documents import (
    CorrectionKind,
    Credit,
    DatedMoment,
    Document,
    Notice,
    Precision,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Severity,
    Verdict,
)

FULL = Document(
    source="a.txt#2",
    format="text",
    identity="sha256:abc",
    verdict=Verdict.HELD,
    headline="A headline",
    standfirst="A standfirst",
    byline="By A and B",
    credits=(Credit(name="A", title="Professor"), Credit(name="B")),
    published=DatedMoment(at=datetime(2011, 4, 3, 7, 55, tzinfo=UTC), precision=Precision.MINUTE),
    paragraphs=("One.", "Two."),
    body_html="<p>One.</p><p>Two.</p>",
    bio="A is a pilot.",
    series="Forum",
    tags=("Harbour",),
    most_read=(RankedHeadline(rank=1, headline="First", line=9),),
    most_read_day=date(2017, 1, 20),
    corrections=(
        PrintedCorrection(kind=CorrectionKind.UPDATE, text="Update: two.", on=date(2017, 1, 21), line=8),
        PrintedCorrection(kind=CorrectionKind.CORRECTION, text="Correction: one."),
    ),
    language="en",
    legacy_id="7",
    legacy_url="https://example.org/7",
    text="the text",
    encoding="utf-8",
    notices=(Notice(code="x", message="A sentence.", line=3, severity=Severity.HOLD, repair="quotes"),),
    provenance={"headline": (Provenance(lines=(1, 1), rule="first line", confidence=0.9),), "bio": ()},
)


def test_a_document_comes_back_as_it_went():
    assert document_json.load(document_json.dump(FULL), FULL.text) == FULL


def test_where_a_text_stood_does_not_count_for_its_fingerprint():
    moved = replace(
        FULL, source="b.txt", provenance={}, notices=(), most_read=(RankedHeadline(rank=1, headline="First"),)
    )

    assert document_json.fingerprint(moved) == document_json.fingerprint(FULL)
    assert document_json.fingerprint(replace(FULL, headline="Another")) != document_json.fingerprint(FULL)


def test_characters_that_no_page_can_hold_are_taken_out():
    found = document_json.printable(replace(FULL, headline="A\x00 head\ud800line", paragraphs=("One.\x0b",)))

    assert (found.headline, found.paragraphs) == ("A headline", ("One.",))
