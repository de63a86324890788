"""Columns and subjects that the desk offers nowhere as related headlines."""

import pytest
from django.urls import reverse

from articles.editing import offering, retagging
from articles.models import Article, Tag
from articles.related import desk as related_desk
from articles.related.models import OfferedNowhere, RelatedHeadline
from tests.builders import make_article, make_draft
from tests.editing.forms import change_url, fields_on, save
from tests.related.columns import headlines, made_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour() -> Article:
    with made_together():
        article = make_article("First", tags=["Harbour"])
        for number in range(7):
            make_article(f"Other {number}", tags=["Harbour"])
    return article


def test_a_column_that_is_offered_nowhere_leaves_every_list_and_the_next_comes_in(harbour):
    gone = Article.objects.get(headline="Other 6")

    assert offering.offer_column(gone, nowhere=True)

    assert headlines(harbour) == [f"Other {number}" for number in range(5, -1, -1)]
    assert not RelatedHeadline.objects.filter(related=gone).exists()
    assert headlines(gone), "its own list stays"


def test_offered_again_it_comes_back(harbour):
    gone = Article.objects.get(headline="Other 6")
    offering.offer_column(gone, nowhere=True)

    offering.offer_column(gone, nowhere=False)

    assert headlines(harbour)[0] == "Other 6"


def test_saying_it_twice_changes_nothing(harbour):
    assert offering.offer_column(harbour, nowhere=True)
    assert not offering.offer_column(harbour, nowhere=True)
    assert offering.offer_column(harbour, nowhere=False)
    assert not offering.offer_column(harbour, nowhere=False)


def test_a_column_that_is_saved_while_it_is_offered_nowhere_enters_no_list(harbour):
    gone = Article.objects.get(headline="Other 6")
    offering.offer_column(gone, nowhere=True)

    make_article("New", tags=["Harbour"])

    assert "Other 6" not in headlines(Article.objects.get(headline="New"))
    assert not RelatedHeadline.objects.filter(related=gone).exists()


def test_it_is_stronger_than_a_pin_and_empties_no_box(harbour):
    far = make_article("Far")
    related_desk.pin(harbour, far, user=None)

    offering.offer_column(far, nowhere=True)
    hidden = headlines(harbour)
    offering.offer_column(far, nowhere=False)

    assert len(hidden) == 6
    assert "Far" not in hidden
    assert headlines(harbour)[0] == "Far"


def test_no_column_of_a_subject_that_is_offered_nowhere_is_shown(harbour):
    make_article("Notice 1", tags=["Harbour", "Notices"])
    make_article("Notice 2", tags=["Harbour", "Notices"])
    assert headlines(harbour)[0] == "Notice 2"

    offering.offer_subject(Tag.objects.get(name="Notices"), nowhere=True)

    assert headlines(harbour) == [f"Other {number}" for number in range(6, 0, -1)]


def test_many_columns_of_a_subject_leave_at_once_and_lists_are_filled_later(harbour, monkeypatch):
    monkeypatch.setattr(retagging, "AT_ONCE", 1)
    with made_together():
        for number in range(12):
            make_article(f"Notice {number}", tags=["Harbour", "Notices"])

    offering.offer_subject(Tag.objects.get(name="Notices"), nowhere=True)
    at_once = headlines(harbour)
    retagging.catch_up()

    assert not any("Notice" in headline for headline in at_once)
    assert headlines(harbour) == [f"Other {number}" for number in range(6, 0, -1)]


def test_a_column_that_gets_such_a_subject_leaves_too(harbour):
    make_article("Notice", tags=["Notices"])
    offering.offer_subject(Tag.objects.get(name="Notices"), nowhere=True)

    tag = Tag.objects.get(name="Notices")
    gone = Article.objects.get(headline="Other 6")
    retagging.retag([retagging.Retag(column=gone.pk, added=frozenset({tag.pk}))], user=None)

    assert "Other 6" not in headlines(harbour)


def test_the_form_of_a_column_says_it_and_takes_it_back(desk, harbour):
    save(desk, harbour, offered_nowhere="on")
    assert OfferedNowhere.objects.get().article == harbour

    fields = fields_on(desk, change_url(harbour))
    assert "offered_nowhere" in fields
    del fields["offered_nowhere"]

    desk.post(change_url(harbour), {**fields, "_save": "1"})
    assert not OfferedNowhere.objects.exists()


def test_a_writer_neither_sees_it_nor_takes_it_back(writers_desk, writer):
    own = make_draft("Own", user=writer)
    offering.offer_column(own, nowhere=True)

    assert "offered_nowhere" not in fields_on(writers_desk, change_url(own))
    save(writers_desk, own, headline="Still own")

    assert Article.objects.get(pk=own.pk).headline == "Still own"
    assert offering.is_nowhere(own)


def test_the_form_of_a_subject_says_it(desk, harbour):
    tag = Tag.objects.get(name="Harbour")
    fields = {
        "name": "Harbour",
        "slug": tag.slug,
        "kind": "topic",
        "aliases-TOTAL_FORMS": 0,
        "aliases-INITIAL_FORMS": 0,
    }

    response = desk.post(reverse("admin:articles_tag_change", args=[tag.pk]), {**fields, "offered_nowhere": "on"})

    assert response.status_code == 302
    assert OfferedNowhere.objects.get().tag == tag
    assert 'id="id_offered_nowhere" checked' in desk.get(reverse("admin:articles_tag_change", args=[tag.pk])).text
    assert headlines(harbour) == []
