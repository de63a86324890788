"""What changes columns on the site asks for the right to change those, and not for the loader's alone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.importing import rereads, services, suggesting
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.twins import deciding
from articles.models import Article
from tests.builders import make_user
from tests.importing.at_desk import desk, run_of
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db

LOADER = ("view_stageddocument", "change_stageddocument", "add_importrun", "add_article")
BOTH = (*LOADER, "change_article", "publish_article")
NOT_ALL = [
    (LOADER, 403),
    ((*LOADER, "change_article"), 403),
    ((*LOADER, "publish_article"), 403),
    (BOTH, 302),
    (("change_article", "publish_article"), 403),
]
every_share = pytest.mark.parametrize(("rights", "status"), NOT_ALL)


def client_with(rights: tuple[str, ...]) -> Client:
    """Return a browser of somebody who has these rights and no others."""
    user = make_user(is_superuser=False, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def run(db) -> ImportRun:
    return run_of(desk(), make_dump("The first"), make_dump("The second", posted="2013-01-02 09:00"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Count the calls of a function instead of making them."""

    def count(module, name: str, answer) -> list[str]:
        calls: list[str] = []

        def instead(*given, **more):
            calls.append(name)
            return answer

        monkeypatch.setattr(module, name, instead)
        return calls

    return count


@every_share
def test_giving_suggested_tags_to_a_loading(run: ImportRun, counted, rights, status) -> None:
    given = counted(suggesting, "give", (0, 0))

    answer = client_with(rights).post(reverse("importing:labels", args=[run.pk]), {"do": "give", "sure": "50"})

    assert (answer.status_code, bool(given)) == (status, status == 302)


@every_share
def test_reading_again(run: ImportRun, counted, rights, status) -> None:
    applied = counted(rereads, "apply", (run, []))

    answer = client_with(rights).post(reverse("importing:reread", args=[run.pk]))

    assert (answer.status_code, bool(applied)) == (status, status == 302)


@every_share
def test_making_a_new_version_of_a_column(run: ImportRun, counted, rights, status) -> None:
    decided = counted(deciding, "decide", "done")
    staged = run.documents.first()

    answer = client_with(rights).post(reverse("importing:twin", args=[run.pk, staged.pk]), {"do": deciding.VERSION})

    assert (answer.status_code, bool(decided)) == (status, status == 302)


def test_refusal_says_whose_work_it_is(run: ImportRun) -> None:
    answer = client_with(LOADER).post(reverse("importing:labels", args=[run.pk]), {"do": "give"})

    assert "changes columns that are on the site" in answer.text


def test_labels_of_what_is_still_to_be_decided_need_the_loader_s_right_alone(run: ImportRun) -> None:
    assert client_with(LOADER).post(reverse("importing:labels", args=[run.pk]), {}).status_code == 302


def test_buttons_stand_only_where_they_may_be_pressed(run: ImportRun, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = run.documents.first()
    article = services.accept(staged, user=None, publish=True)
    monkeypatch.setattr(suggesting, "outlook", lambda *_, **__: suggesting.Outlook(
        documents=1, tags=1, looked_at=1, total=1, examples=[],
    ))  # fmt: skip
    page = f"{reverse('importing:labels', args=[run.pk])}?sure=50"

    assert "Give these tags" in client_with(BOTH).get(page).text
    refused = client_with(LOADER).get(page).text
    assert "Give these tags" not in refused
    assert "only somebody who may change and publish columns" in refused
    assert Article.objects.get() == article
    assert StagedDocument.objects.count() == 2
