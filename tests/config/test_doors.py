"""Headers that every page carries."""

import pytest

from tests.builders import make_article

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
