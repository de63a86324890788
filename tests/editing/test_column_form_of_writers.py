"""The form of a column as its writer has it: own drafts alone, sent to review, never published."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests.builders import make_article, make_draft
from tests.editing.forms import change_url, save

pytestmark = pytest.mark.django_db


def test_writer_sees_and_changes_own_drafts_alone(writers_desk, writer):
    own, other = make_draft("Own", user=writer), make_draft("Somebody else’s")

    listed = writers_desk.get(reverse("admin:articles_article_changelist")).text

    assert "Own" in listed
    assert "Somebody else’s" not in listed
    assert save(writers_desk, own, headline="Own, again").status_code == 302
    assert writers_desk.get(change_url(other)).status_code == 302  # Django's way of saying “not here”


def test_writer_may_not_publish_by_any_button_or_field(writers_desk, writer):
    own = make_draft(user=writer)

    assert save(writers_desk, own, "_publish").status_code == 403
    assert "Select a valid choice" in save(writers_desk, own, status="published").text
    assert Article.objects.get(pk=own.pk).status == "draft"


def test_writer_may_look_at_own_published_column_but_not_change_it(writers_desk, writer):
    own = make_article("Out", user=writer)

    assert "You may read this column here" in writers_desk.get(change_url(own)).text
    assert writers_desk.post(change_url(own), {"headline": "Changed"}).status_code == 403


def test_writer_sends_a_draft_to_review_and_goes_on_until_it_is_approved(writers_desk, writer, desk):
    own = make_draft("Own", user=writer)

    save(writers_desk, own, "_review")
    assert Article.objects.get(pk=own.pk).status == "in_review"
    assert save(writers_desk, own, headline="Own, again").status_code == 302

    save(desk, own, status="approved")
    assert writers_desk.post(change_url(own), {"headline": "Too late"}).status_code == 403
