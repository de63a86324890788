"""Headers that every page carries."""

import pytest

from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/nowhere/"])
def test_every_page_carries_the_strict_headers(client, path):
    make_article()

    response = client.get(path)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_no_admin_page_may_be_stored(client):
    response = client.get("/admin/login/")

    assert "no-store" in response["Cache-Control"]


def sign_in(client, *, username="vera", address="203.0.113.9"):
    forwarded = {"x-forwarded-for": f"198.51.100.1, {address}"}
    return client.post("/admin/login/", {"username": username, "password": "wrong"}, headers=forwarded)


def test_lock_out_behind_a_proxy_is_for_one_address(client, settings):
    settings.PROXY_COUNT = 1
    make_user("vera")

    statuses = [sign_in(client).status_code for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert statuses[-1] == 429
    assert sign_in(client, address="203.0.113.10").status_code == 200


def test_lock_out_without_a_proxy_believes_no_forwarded_address(client, settings):
    make_user("vera")

    statuses = [sign_in(client, address=f"203.0.113.{number}").status_code for number in range(6)]

    assert statuses[-1] == 429


@pytest.mark.parametrize("name", ["x" * 5000, "ve\0ra", "\0"])
@pytest.mark.parametrize("address", ["203.0.113.9:443", "unknown"])
def test_no_name_and_no_address_breaks_the_door(client, settings, name, address):
    settings.PROXY_COUNT = 1

    assert sign_in(client, username=name, address=address).status_code in {200, 429}
