"""What an article can't take is said by its fields; that a document surely fits is seen without them."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from articles.importing import building, values
from articles.importing.documents import (
    CorrectionKind,
    Credit,
    DatedMoment,
    Document,
    Picture,
    Precision,
    PrintedCorrection,
    RankedHeadline,
)

POSTED = DatedMoment(at=datetime(2014, 5, 3, 9, 30, tzinfo=ZoneInfo("Asia/Seoul")), precision=Precision.MINUTE)
PLAIN = Document(
    source="a.txt", format="text", identity="sha256:00", headline="The harbour in spring",
    body_html="<p>They came back.</p>", published=POSTED, credits=(Credit(name="Rosa Lindqvist"),), language="en",
)  # fmt: skip
FULL = replace(
    PLAIN, kind="letter", slug="harbour", legacy_id="41", legacy_url="https://example.org/41", canonical_url="",
    rights="Kept by the paper", series="Letters", standfirst="Boats", bio="She writes.", updated=POSTED,
    credits=(Credit(name="Rosa Lindqvist", title="Editor", key="rl", bio="Sails."),), legacy_aliases=("/old/41",),
    pictures=(Picture(address="boat.jpg", alt="A boat", is_lead=True),),
    most_read=(RankedHeadline(rank=1, headline="Ferries", line=9),), most_read_day=date(2014, 5, 3),
    corrections=(PrintedCorrection(kind=CorrectionKind.CORRECTION, text="It was May.", on=None),),
)  # fmt: skip


@pytest.mark.parametrize("document", [PLAIN, FULL, replace(PLAIN, credits=(), published=None)])
def test_values_as_they_were_read_are_those_of_their_plain_form(document):
    assert values.values_read(document) == values.from_plain(values.plain(document))


@pytest.mark.parametrize(
    "changed",
    [
        {}, {"headline": ""}, {"headline": "x" * 300}, {"headline": "x" * 301}, {"language": "x" * 13},
        {"kind": "poem"}, {"legacy_id": "4" * 201}, {"rights": "r" * 301}, {"canonical_url": "no address"},
        {"canonical_url": "https://example.org/1"}, {"legacy_url": "/old/41"}, {"legacy_url": "::"},
    ],
)  # fmt: skip
def test_what_is_seen_to_fit_has_no_fault_in_its_fields(changed):
    given = values.values_read(replace(PLAIN, **changed))

    assert not (building._fits(given) and building._faults_of_fields(given))


def test_a_plain_document_is_seen_to_fit():
    assert building._fits(values.values_read(PLAIN))


def test_a_value_that_is_too_long_is_said_in_a_sentence():
    with pytest.raises(ValidationError) as caught:
        building.check(values.values_read(replace(PLAIN, language="x" * 13)))

    assert building.sentences(caught.value) == ["Language: Ensure this value has at most 12 characters (it has 13)."]
