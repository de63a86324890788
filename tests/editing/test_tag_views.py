"""Tidying subjects at the desk."""

import pytest
from django.urls import reverse

from articles.editing.models import KeptTag, TagChange
from articles.models import Article, Tag
from tests.builders import make_article
from tests.editing.test_column_list import run, url

TIDY = "/admin/desk/subjects/tidy/"
MERGE = "/admin/desk/subjects/merge/"


def ids(merged: str, into: str) -> dict[str, object]:
    return {
        "merged": merged, "merged-id": Tag.objects.get(name=merged).pk,
        "into": into, "into-id": Tag.objects.get(name=into).pk,
    }  # fmt: skip


def test_merge_shows_what_would_move_then_does_it_and_can_be_undone(desk, editor):
    make_article("On the port", tags=["Port"])
    make_article(tags=["Harbour"])

    shown = desk.get(MERGE, ids("Port", "Harbour")).text
    assert "<b>1</b> column on “Port”" in " ".join(shown.split())
    assert "On the port" in shown
    assert TagChange.objects.count() == 0

    done = desk.post(MERGE, ids("Port", "Harbour"), follow=True).text
    made = TagChange.objects.get()
    assert "“Port” is merged into “Harbour”: 1 column changed." in done
    assert (made.user, made.says) == (editor, "“Port” merged into “Harbour”")
    assert f"{TIDY}#change-{made.pk}" in done

    undone = desk.post(reverse("editing:undo_tag_change", args=[made.pk]), follow=True).text
    assert "Everything is as it was." in undone
    assert [tag.name for tag in Article.objects.get(headline="On the port").tags.all()] == ["Port"]


def test_names_are_enough_and_nonsense_is_refused_in_a_sentence(desk):
    make_article(tags=["Harbour"])

    assert "There is no subject called “Nowhere”." in desk.get(MERGE, {"merged": "Nowhere", "into": "harbour"}).text
    assert "can&#x27;t be merged into itself" in desk.get(MERGE, {"merged": "Harbour", "into": "harbour"}).text
    assert "Choose a subject." in desk.get(MERGE, {"merged": "", "into": "harbour"}).text


def test_tidy_page_offers_the_fix_beside_each(desk):
    make_article(tags=["Ferries"])
    make_article(tags=["Ferry"])
    empty = Tag.objects.create(name="Empty")
    ferry, ferries = Tag.objects.get(name="Ferry"), Tag.objects.get(name="Ferries")

    page = desk.get(TIDY).text
    assert "Merge into “Ferry”…" in page

    desk.post(reverse("editing:settle_tag", args=[ferries.pk, "apart"]), {"other": ferry.pk})
    desk.post(reverse("editing:settle_tag", args=[ferry.pk, "keep"]))
    desk.post(reverse("editing:settle_tag", args=[empty.pk, "keep"]))

    desk.get(TIDY)  # says what was done
    page = desk.get(TIDY).text
    assert "Merge into “Ferry”…" not in page
    assert "Empty" not in page
    assert KeptTag.objects.count() == 2


def test_tidying_and_merging_stand_under_subjects(desk):
    for page in (TIDY, "/admin/desk/subjects/merge/"):
        entries = {entry["label"]: entry["is_current"] for entry in desk.get(page).context["desk_menu"]}

        assert [label for label, is_current in entries.items() if is_current] == ["Subjects"]


def test_only_what_nothing_uses_is_deleted(desk):
    make_article(tags=["Used"])
    empty, used = Tag.objects.create(name="Empty"), Tag.objects.get(name="Used")

    desk.post(reverse("editing:settle_tag", args=[empty.pk, "delete"]))
    refused = desk.post(reverse("editing:settle_tag", args=[used.pk, "delete"]), follow=True).text

    assert "“Used” is in use, so it was not deleted." in refused
    assert [tag.name for tag in Tag.objects.all()] == ["Used"]


def test_writer_may_not_tidy(writers_desk):
    make_article(tags=["Port", "Harbour"])

    assert writers_desk.get(TIDY).status_code == 403
    assert writers_desk.post(MERGE, ids("Port", "Harbour")).status_code == 403
    assert Tag.objects.filter(merged_into=None).count() == 2


def test_stranger_is_sent_to_sign_in(client, db):
    assert client.get(TIDY).status_code == 302
    assert client.post(reverse("editing:undo_tag_change", args=[1])).status_code == 302


def test_bulk_change_is_shown_with_a_count_before_it_is_done(desk):
    has, has_not = make_article("Has it", tags=["Port"]), make_article("Has it not")

    page = " ".join(run(desk, "add_tags", has, has_not, preview="1", tags="port").text.split())

    assert "1 of 2 would change: “port” added" in page
    assert TagChange.objects.count() == 0


def test_all_of_a_filtered_list_is_changed_and_undone(desk):
    for number in range(3):
        make_article(f"Gulls {number}", tags=["Birds"])
    make_article("Nets")
    form = {
        "action": "replace_tags", "select_across": "1", "index": "0", "confirmed": "1", "tags": "Birds", "by": "Gulls",
        "_selected_action": [Article.objects.get(headline="Gulls 0").pk],
    }  # fmt: skip

    page = desk.post(f"{url()}?q=gulls", form, follow=True).text

    made = TagChange.objects.get()
    assert "3 columns changed: “Birds” replaced by “Gulls”." in page
    assert Article.objects.filter(tags__name="Gulls").count() == 3
    desk.post(reverse("editing:undo_tag_change", args=[made.pk]))
    assert Article.objects.filter(tags__name="Birds").count() == 3


@pytest.mark.parametrize("field", ["name", "parent"])
def test_subject_is_no_twin_of_another_word_and_stands_on_one_level(desk, field):
    make_article(tags=["Sea", "Harbour", "Port"])
    sea, harbour, port = (Tag.objects.get(name=name) for name in ("Sea", "Harbour", "Port"))
    sea.aliases.create(name="Ocean", key="ocean")
    Tag.objects.filter(pk=harbour.pk).update(parent=sea)
    form = {
        "name": "Port", "slug": "port", "kind": "topic", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0",
        **{"name": {"name": "OCEAN"}, "parent": {"parent": "Harbour", "parent-id": harbour.pk}}[field],
    }  # fmt: skip

    page = desk.post(reverse("admin:articles_tag_change", args=[port.pk]), form).text

    words = {"name": "“Ocean” is another word for “Sea” already.", "parent": "“Harbour” stands below “Sea” itself"}
    assert words[field] in page
