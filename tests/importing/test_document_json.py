"""A document survives being kept, and its fingerprint is of what it says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from articles import markup
from articles.importing import document_json
from articles.importing.documents import (
    CorrectionKind,
    Credit,
    DatedMoment,
    Document,
    Notice,
    Picture,
    Precision,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Severity,
    Term,
    TermKind,
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
        PrintedCorrection(
            kind=CorrectionKind.CORRECTION, text="Correction: one.", on=date(2017, 1, 22), precision=Precision.INFERRED
        ),
        PrintedCorrection(kind=CorrectionKind.CORRECTION, text="Correction: three."),
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


def test_what_was_read_before_there_was_a_precision_has_a_correction_of_no_known_day_in_its_text():
    older = document_json.dump(FULL)
    for correction in older["corrections"]:
        del correction["precision"]

    assert [correction.text for correction in document_json.load(older).corrections] == [
        "Update: two.",
        "Correction: one.",
    ]


NAMED = {
    "precision",
    "verdict",
    "standing",
    "published",
    "updated",
    "most_read_day",
    "kind",
    "severity",
    "on",
}  # as the code has them
EVERYTHING = replace(
    FULL,
    credits=(Credit(name="A", title="Professor", key="a1", bio="A pilot."),),
    terms=(Term(kind=TermKind.TAG, name="Harbour", slug="harbour"),),
    pictures=(Picture(address="a.jpg", alt="A quay", caption="The quay", credit="B"),),
    legacy_aliases=("/7.html",),
    kind="column", slug="a-headline", canonical_url="https://example.org/first", rights="The Paper",
    provenance={"headline": (Provenance(lines=(1, 1), rule="first line", confidence=0.9),),
                "bio": (Provenance(selector="p.bio", rule="a box", confidence=0.8),)},
)  # fmt: skip


def places_of_texts(plain: Any, place: tuple[Any, ...] = ()):
    """Yield where the texts of a plain value are, but for those that only the code itself writes."""
    if isinstance(plain, str):
        yield place
    elif isinstance(plain, dict | list):
        inner = plain.items() if isinstance(plain, dict) else enumerate(plain)
        for key, value in inner:
            if key not in NAMED or (key == "kind" and not place):
                yield from places_of_texts(value, (*place, key))


@pytest.mark.parametrize("place", [*places_of_texts(document_json.dump(EVERYTHING))], ids=str)
@pytest.mark.parametrize("sign", ["\x00", "\ud800", "e\u0301"])
def test_nothing_that_a_page_cannot_hold_is_left_in_any_text(place, sign):
    plain = document_json.dump(EVERYTHING)
    *way, last = place
    holder = plain
    for key in way:
        holder = holder[key]
    holder[last] += sign

    found = document_json.printable(document_json.load(plain))

    holder[last] = markup.printable(holder[last])
    assert found == document_json.load(plain)
