import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_draft
from tests.importing.at_desk import address, decide, desk, loaded

pytestmark = pytest.mark.django_db


def test_runs_and_documents_open_on_the_loaders_screens(vera: Client) -> None:
    staged = loaded(vera)

    run = vera.get(reverse("admin:importing_importrun_change", args=[staged.run_id]))
    document = vera.get(reverse("admin:importing_stageddocument_change", args=[staged.pk]))

    assert run["Location"] == reverse("importing:run", args=[staged.run_id])
    assert document["Location"] == address(staged)


@pytest.mark.parametrize("model", ["importrun", "stageddocument"])
def test_nobody_makes_or_deletes_them_by_hand(vera: Client, model: str) -> None:
    staged = loaded(vera)
    pk = staged.run_id if model == "importrun" else staged.pk

    assert vera.get(reverse(f"admin:importing_{model}_changelist")).status_code == 200
    assert vera.get(reverse(f"admin:importing_{model}_add")).status_code == 403
    assert vera.get(reverse(f"admin:importing_{model}_delete", args=[pk])).status_code == 403


def test_row_that_is_not_there_leads_to_the_loader(vera: Client) -> None:
    for model in ("importrun", "stageddocument"):
        answer = vera.get(reverse(f"admin:importing_{model}_change", args=["nothing"]))
        assert answer["Location"] == "/admin/load/"


def test_columns_are_filtered_by_loading(vera: Client) -> None:
    staged = loaded(vera, headline="Out of a file")
    decide(vera, staged, "draft")
    make_draft("Written here")

    page = vera.get(reverse("admin:articles_article_changelist"), {"loading": staged.run_id})

    assert [article.headline for article in page.context["cl"].result_list] == ["Out of a file"]
    assert f"No. {staged.run_id}: pasted text" in page.text


def test_today_says_what_waits(vera: Client) -> None:
    loaded(vera, headline="Waiting at the desk")

    page = vera.get("/admin/")

    assert "Loaded, to decide" in page.text
    assert "Waiting at the desk" in page.text
    assert "Load columns" in page.text


def test_writer_is_told_nothing_of_loading(vera: Client) -> None:
    loaded(vera, headline="Waiting at the desk")

    page = desk("otto", group="Writers").get("/admin/")

    assert "Waiting at the desk" not in page.text
    assert "/admin/load/" not in page.text
