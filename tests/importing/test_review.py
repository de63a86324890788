"""What the loader's screens show."""

import pytest

from articles.importing import review, services
from articles.importing.documents import Provenance
from articles.importing.models import StagedDocument
from tests.builders import make_author
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db


def stage(*texts):
    """Load pasted texts in one run of the desk; return the run."""
    run = services.start_run(via="desk", user=None, given="pasted text")
    for text in texts:
        services.stage_upload(run, text=text)
    return run


def test_the_source_is_shown_with_its_parts_marked():
    stage(make_dump(bio="Mara Lindqvist is a pilot.", most_read=["Fares rise"]))

    view = review.show(StagedDocument.objects.get())

    marked = {line.fields[0]: line.text for line in view.lines if line.fields}
    assert marked["headline"] == "A bridge too dear"
    assert marked["published_at"] == "Posted : 2012-05-06 10:30"
    assert marked["credits"] == "By Mara Lindqvist"
    assert marked["bio"] == "Mara Lindqvist is a pilot."
    assert marked["most_read"] == "  • 1. Fares rise"
    assert [line.number for line in view.lines] == list(range(1, len(view.lines) + 1))


def test_a_field_says_what_was_read_what_was_changed_and_where_it_was_found():
    stage(make_dump())
    staged = services.edit(StagedDocument.objects.get(), {"headline": "The editor's"}, user=None)

    fields = {field.name: field for field in review.show(staged).fields}

    assert (fields["headline"].value, fields["headline"].read) == ("The editor's", "A bridge too dear")
    assert fields["headline"].is_edited
    assert fields["headline"].found.startswith("Line 4, ")
    assert not fields["bio"].found


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (
            Provenance(lines=(4, 4), rule="first line after the dates", confidence=0.9),
            "Line 4, first line after the dates",
        ),
        (Provenance(lines=(13, 15), rule="a list", confidence=0.9), "Lines 13 to 15, a list"),
        (Provenance(selector="h1", rule="the title", confidence=0.9), "“h1”, the title"),
        (Provenance(rule="the share of Hangul", confidence=0.4), "The share of Hangul (a guess)"),
    ],
)
def test_places_are_said_in_words(place, sentence):
    assert review.place_in_words(place) == sentence


def test_warnings_come_worst_first_with_the_repair_that_can_be_refused():
    stage(make_dump(posted="", paragraphs=["They call it ``the long bridge'' and nobody knows why that is so."]))
    staged = StagedDocument.objects.get()

    warnings = review.show(staged).warnings
    assert warnings[0].stops
    assert [warned.notice.repair for warned in warnings if warned.notice.repair] == ["tex_quotes"]

    warnings = review.show(services.refuse_repair(staged, "tex_quotes")).warnings
    assert [(warned.notice.repair, warned.is_refused) for warned in warnings if warned.notice.repair] == [
        ("tex_quotes", True)
    ]


def test_people_are_proposed_and_chosen():
    known = make_author("Mara Lindqvist")
    twins = [make_author("Jo Ferreira"), make_author("Jo Ferreira")]
    stage(make_dump(by="Mara Lindqvist, Jo Ferreira and Ada Berg"))
    staged = services.choose_author(StagedDocument.objects.get(), 1, twins[1])

    people = review.show(staged).people

    assert [person.proposed for person in people] == [known, None, services.NEW]
    assert [person.chosen for person in people] == [None, twins[1], None]
    assert [candidate.author for candidate in people[1].candidates] == twins


def test_documents_come_worst_first_and_lead_to_each_other():
    clean = make_dump("A clean one", bio="Mara Lindqvist is a ferry pilot.", most_read=["Fares rise"])
    run = stage(clean, make_dump("A held one", posted=""), make_dump("Done"))
    services.accept(StagedDocument.objects.get(headline="Done"), user=None, publish=False)

    held, waiting = review.to_decide(run)

    assert (held.headline, waiting.headline) == ("A held one", "A clean one")
    view = review.show(held)
    assert (view.number, view.total, view.previous, view.next) == (1, 2, None, waiting)
    assert (review.show(waiting).previous, review.show(waiting).next) == (held, None)


def test_runs_show_what_is_open(django_assert_num_queries):
    first = stage(make_dump("One"), make_dump("Two", posted=""))
    second = stage(make_dump("Three"))
    services.undo(second, user=None)

    with django_assert_num_queries(2):
        rows = review.runs()

    assert [(row.run, row.open) for row in rows] == [(second, 0), (first, 2)]
    assert rows[1].by_state == {"waiting": 1, "held": 1}


def test_a_file_that_could_not_be_read_is_shown_with_the_reason():
    run = services.start_run(via="desk", user=None, given="x")
    services.stage_upload(run, text="\x00\x01\x02" * 100)

    view = review.show(StagedDocument.objects.get())

    assert view.staged.state == "rejected"
    assert view.warnings[0].stops


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ("Posted : 2014-02-31 10:30", "published_at"),
        ("Posted : 2014-02-01 10:30\nUpdated : 2014-02-31 10:30", "updated_at"),
        ("Posted : 2014-02-01 10:30  Updated : 2014-02-31 10:30", "updated_at"),
        ("Posted : 2014-02-01\nPosted : 2015-02-01", "published_at"),
        ("Posted : 2014-02-01\nUpdated : 2015-02-01\nUpdated : 2016-02-01", "updated_at"),
    ],
)
def test_a_notice_about_a_date_leads_to_the_date_that_it_is_about(dates, field):
    stage(f"{dates}\n\n{make_dump(posted='')}")

    assert [warned.date for warned in review.show(StagedDocument.objects.get()).warnings if warned.date] == [field]
