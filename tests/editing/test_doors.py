"""Who may pass which door of the desk, and that nothing behind one is kept in a cache."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_article, make_draft, make_user
from tests.editing.conftest import signed_in

pytestmark = pytest.mark.django_db

PAGES = [
    "admin:index",
    "admin:articles_article_changelist",
    "admin:articles_article_add",
    "admin:articles_tag_changelist",
    "admin:articles_series_changelist",
    "admin:articles_image_changelist",
    "admin:authors_author_changelist",
    "admin:readership_mostreadlist_changelist",
    "admin:readership_mostreadlist_add",
    "desk_reads:page",
    "desk_reads:csv",
    "editing:suggest_tags",
    "editing:suggest_people",
    "editing:suggest_columns",
]


@pytest.mark.parametrize("page", PAGES)
def test_stranger_is_asked_to_sign_in(client, page):
    response = client.get(reverse(page))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("page", PAGES[1:])
def test_staff_without_rights_are_refused(page):
    client = signed_in(make_user(is_superuser=False, is_staff=True))

    assert client.get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_editor_enters_and_nothing_is_kept(desk, page):
    response = desk.get(reverse(page))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_reader_with_an_account_is_not_staff():
    client = signed_in(make_user(is_superuser=False))

    assert client.get(reverse("admin:index")).status_code == 302


def test_editor_may_not_manage_users(desk):
    assert desk.get(reverse("admin:authors_user_changelist")).status_code == 403


def test_preview_shows_a_draft_to_the_desk_alone(desk, client):
    draft = make_draft("The keeper’s secret", body="<p>Not yet.</p>")
    url = reverse("editing:preview", args=[draft.pk])

    response = desk.get(url)

    assert "Not yet." in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert client.get(url).status_code == 302


def test_writer_cannot_preview_another_s_draft(writers_desk, writer):
    other, own = make_draft(), make_draft(user=writer)

    assert writers_desk.get(reverse("editing:preview", args=[other.pk])).status_code == 404
    assert writers_desk.get(reverse("editing:preview", args=[own.pk])).status_code == 200


def test_too_many_wrong_passwords_lock_the_name_out(settings):
    make_user("vera")
    client, login = Client(), reverse("admin:login")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(login, {"username": "vera", "password": "wrong"})

    assert answer.status_code == 429
    assert "Locked for a while" in answer.text
    right = client.post(login, {"username": "vera", "password": "password"})
    assert right.status_code == 429


@pytest.mark.parametrize("page", ["admin:index", "admin:articles_article_changelist", "admin:articles_article_add"])
def test_desk_keeps_the_strict_policy(desk, page):
    response = desk.get(reverse(page))

    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert " style=" not in response.text
    assert "<style" not in response.text


def test_import_map_carries_the_nonce_of_the_policy(desk):
    response = desk.get(reverse("admin:articles_article_add"))

    nonce = response.text.split('<script type="importmap" nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]


def test_today_says_what_is_under_way(desk):
    make_draft("Half written")
    make_draft("Please read", status="in_review")
    make_article("Out")

    page = desk.get(reverse("admin:index")).text

    assert page.index("Please read") < page.index("Half written") < page.index("Out")


@pytest.mark.parametrize("articles", [1, 8])
def test_today_costs_the_same_for_one_and_for_many(desk, django_assert_num_queries, articles):
    for number in range(articles):
        make_draft(f"Draft {number}", authors=["Ines Varga"])
        make_article(f"Out {number}", authors=["Ines Varga"])

    # Session, user, rights twice, what was loaded, in review, drafts and bylines, scheduled, newest and bylines; why
    # there is no most-read list: the newest one, readers, columns.
    with django_assert_num_queries(14):
        desk.get(reverse("admin:index"))
