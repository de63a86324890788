import pytest
from django.test import Client

from tests.builders import make_user
from tests.importing.at_desk import address, desk, loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(db) -> list[str]:
    """Return every address of the loader, of a document that there is."""
    staged = loaded(desk())
    run = f"/admin/load/{staged.run_id}/"
    return ["/admin/load/", run, f"{run}undo/", f"{run}report.csv", address(staged), f"{address(staged)}source"]


def test_stranger_is_sent_to_sign_in(pages: list[str]) -> None:
    for page in pages:
        for answer in (Client().get(page), Client().post(page)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/?next=/admin/load/")


def test_reader_who_signed_in_is_sent_to_sign_in(pages: list[str]) -> None:
    client = Client()
    client.force_login(make_user("reader", is_superuser=False))

    assert all(client.get(page)["Location"].startswith("/admin/login/") for page in pages)


def test_writer_is_refused(pages: list[str]) -> None:
    client = desk("otto", group="Writers")

    for page in pages:
        assert client.get(page).status_code == 403
        assert client.post(page).status_code in {403, 405}


def test_writer_is_told_whose_work_it_is_and_where_to_go_on() -> None:
    page = desk("otto", group="Writers").get("/admin/load/").text

    assert "is the editors’ work" in page
    assert 'href="/admin/articles/article/"' in page


def test_editor_sees_every_page_and_nothing_may_keep_it(pages: list[str]) -> None:
    client = desk("olga")

    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]


def test_page_of_another_run_is_not_found() -> None:
    client = desk()
    staged = loaded(client)

    assert client.get(f"/admin/load/{staged.run_id + 1}/{staged.pk}/").status_code == 404
