"""What the desk says of bad matches."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.related import desk
from articles.related.models import BadMatch, RelatedHeadline
from articles.related.shown import lines
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_article("First", tags=["Harbour"]), make_article("Second", tags=["Harbour"])


def test_report_is_kept_with_the_score_and_changes_no_list(pair):
    first, second = pair
    row = RelatedHeadline.objects.get(article=first, related=second)

    report = desk.report(first, second, make_user("vera"), " Another harbour \n")

    assert (report.score, report.parts) == (row.score, row.parts)
    assert (report.reported_by.username, report.note) == ("vera", "Another harbour")
    assert [line.id for line in lines(first)] == [second.pk]


def test_report_of_what_the_list_leaves_out_is_scored_too(pair):
    first, second = pair
    desk.pin(first, second, None)
    back = RelatedHeadline.objects.get(article=second, related=first)

    report = desk.report(first, second, None)

    assert report.score == back.score > 0
    assert report.parts["tags"]["names"] == ["Harbour"]


def test_report_of_no_candidate_has_no_score():
    report = desk.report(make_article("First", body="<p>Herons.</p>"), make_article("Far", body="<p>Lamps.</p>"), None)

    assert (report.score, report.parts) == (0, {})


def test_second_report_keeps_the_first_but_for_its_note(pair):
    vera, otto = make_user("vera"), make_user("otto")
    desk.report(*pair, vera, "Wrong harbour")
    desk.report(*pair, otto)
    desk.report(*pair, otto, "Wrong town")

    report = BadMatch.objects.get()
    assert (report.reported_by, report.note) == (vera, "Wrong town")


def test_report_is_one_way_and_never_of_the_column_itself(pair):
    first, second = pair
    desk.report(first, second, None)

    assert not BadMatch.objects.filter(article=second).exists()
    with pytest.raises(ValueError, match="own list"):
        desk.report(first, first, None)


def test_report_is_taken_back_once(pair):
    vera = make_user("vera")
    desk.report(*pair, vera)
    desk.take_back_report(*pair, vera)
    desk.take_back_report(*pair, vera)

    assert not BadMatch.objects.exists()
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "Related headlines: “Second” reported as a bad match.",
        "Related headlines: “Second” no longer reported as a bad match.",
    ]


def test_long_note_is_cut_to_its_room(pair):
    assert len(desk.report(*pair, None, "a" * 400).note) == 300
