"""What holds for every answer of the site."""

import pytest
from django.test import Client

from tests.builders import make_article
from tests.readership.building import BROWSER, reads_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def report(article: int, client: Client | None = None, **headers: str) -> Client:
    """Return the answer to a beacon."""
    named = {"user-agent": BROWSER, "sec-fetch-site": "same-origin", **headers}
    return (client or Client()).post("/reads/", {"article": article}, headers=named)


def test_beacon_takes_the_short_way_and_is_safe_all_the_same() -> None:
    article = make_article()

    response = report(article.pk)

    assert response.status_code == 204
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in response  # nothing that a policy for pages has to say of
    assert reads_of(article) == 1


def test_beacon_with_a_cookie_goes_the_long_way() -> None:
    client = Client()
    client.cookies["anything"] = "at all"

    response = report(make_article().pk, client)

    assert response.status_code == 204
    assert "Content-Security-Policy" in response


def test_beacon_to_a_host_that_is_not_ours_is_refused() -> None:
    article = make_article()

    response = report(article.pk, host="elsewhere.example")

    assert response.status_code == 400
    assert reads_of(article) == 0


def test_beacon_over_http_is_led_to_https(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = report(make_article().pk)

    assert (response.status_code, response["Location"]) == (301, "https://testserver/reads/")
