"""Which requests to /reads/ are refused, and with what answer."""

from io import BytesIO

import pytest
from django.test import Client

from tests.builders import make_article
from tests.readership.building import BROWSER, reads_of, send_beacon

pytestmark = pytest.mark.django_db
URL = "/reads/"


@pytest.mark.parametrize("number", ["999999", "0", "9" * 18])
def test_unknown_article_is_answered_alike(number: str) -> None:
    assert send_beacon(number).status_code == 204


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "٣", "9" * 19, "1&other", "%00", "1" * 2000])
def test_malformed_id_is_refused(value: str) -> None:
    expected = 204 if value == "1&other" else 400

    assert send_beacon(value).status_code == expected


def test_json_and_empty_bodies_are_refused() -> None:
    headers = {"sec-fetch-site": "same-origin", "user-agent": BROWSER}

    json = Client().post(URL, {"article": 1}, content_type="application/json", headers=headers)
    empty = Client().post(URL, headers=headers)

    assert (json.status_code, empty.status_code) == (400, 400)


@pytest.mark.parametrize("sent", [f"article={10**9}"[:-1], ""])
def test_body_that_ends_early_is_refused(sent: str) -> None:
    headers = {"sec-fetch-site": "same-origin", "user-agent": BROWSER}
    form = "application/x-www-form-urlencoded"

    cut = Client().post(URL, f"{sent}0", content_type=form, headers=headers, **{"wsgi.input": BytesIO(sent.encode())})

    assert cut.status_code == 400


@pytest.mark.parametrize("form", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_reader_who_goes_in_the_middle_is_no_error(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(BytesIO):
        def read(self, *_given: object) -> bytes:
            raise OSError("the connection was cut")

    headers = {"sec-fetch-site": "same-origin", "user-agent": BROWSER}

    gone = Client().post(URL, "article=1", content_type=form, headers=headers, **{"wsgi.input": Gone(b"article=1")})

    assert gone.status_code == 400


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_other_methods_are_refused(method: str) -> None:
    assert getattr(Client(), method)(URL).status_code == 405


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"sec-fetch-site": None, "origin": "null"}, 403),
        ({"sec-fetch-site": None, "origin": "http://elsewhere.example"}, 403),
        ({"sec-fetch-site": None, "origin": "http://testserver.example"}, 403),
        ({"sec-fetch-site": None, "origin": "http://[bad"}, 403),
        ({"sec-fetch-site": None, "referer": "http://elsewhere.example/testserver"}, 403),
        ({"sec-fetch-site": None, "origin": "http://testserver"}, 204),
        ({"sec-fetch-site": None, "referer": "http://testserver/2011/04/03/x/"}, 204),
        ({"sec-fetch-site": "same-origin"}, 204),
        ({"sec-fetch-site": None}, 204),
    ],
)
def test_only_our_own_pages_may_report(headers: dict[str, str | None], status: int) -> None:
    article = make_article()

    response = send_beacon(article, **headers)

    assert response.status_code == status
    assert reads_of(article) == (1 if status == 204 else 0)


def test_needs_no_csrf_token() -> None:
    assert send_beacon(make_article(), Client(enforce_csrf_checks=True)).status_code == 204
