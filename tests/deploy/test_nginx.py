"""What a reader and an editor get through deploy/nginx.conf: real nginx before real gunicorn."""

import http.client
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from tests.deploy.servers import NAME, Site, running

pytestmark = pytest.mark.services
KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site


def ask(site: Site, path: str, *, secure: bool = True, body: bytes | None = None, **headers: str) -> Answer:
    """Return nginx's answer to a GET, or with a body to a POST. No redirect is followed."""
    sent = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(site.connect(secure=secure)) as connection:
        connection.request("GET" if body is None else "POST", path, body=body, headers=sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode(errors="replace"))


def cookies(answer: Answer) -> dict[str, str]:
    """Return the cookies that an answer sets."""
    pairs = [header.partition(";")[0].partition("=") for header in answer.headers.get_all("Set-Cookie") or []]
    return {name: value for name, _, value in pairs}


def send(site: Site, path: str, held: dict[str, str], *, size: int = 0, **fields: str) -> Answer:
    """Return the answer to a form with a file of so many bytes, sent as a browser sends it."""
    body = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"csrfmiddlewaretoken": held["csrftoken"], **fields}.items()
    ).encode()
    body += b'--edge\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\n' + bytes(size)
    body += b"\r\n--edge--\r\n"
    kind, cookie = "multipart/form-data; boundary=edge", "; ".join(f"{name}={value}" for name, value in held.items())
    return ask(site, path, body=body, Cookie=cookie, Content_Type=kind, Referer=f"https://{NAME}/admin/login/")


def sign_in(site: Site) -> dict[str, str]:
    """Return the cookies of a signed-in administrator."""
    held = cookies(ask(site, "/admin/login/"))
    return held | cookies(send(site, "/admin/login/", held, username="admin", password=site.password))


def stylesheet(site: Site) -> str:
    found = re.search(r'href="(/static/[^"]+\.css)"', ask(site, "/").text)
    assert found is not None
    return found[1]


def test_page_is_served_on_https_without_a_redirect(site: Site) -> None:
    answer = ask(site, "/")

    assert answer.status == 200
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_http_leads_to_https_and_to_our_own_name_only(site: Site) -> None:
    answer = ask(site, "/authors/?page=2", secure=False, Host="elsewhere.example.org")

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{NAME}/authors/?page=2"


def test_foreign_host_is_refused(site: Site) -> None:
    assert ask(site, "/", Host="elsewhere.example.org").status == 400


def test_process_says_that_it_lives(site: Site) -> None:
    assert ask(site, "/healthz").status == 200
    assert ask(site, "/readyz").status == 200


def test_hashed_static_file_is_kept_for_ever(site: Site) -> None:
    path = stylesheet(site)

    answer = ask(site, path, Accept_Encoding="gzip")

    assert answer.status == 200
    assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert answer.headers["Content-Type"] == "text/css"
    assert answer.headers["Content-Encoding"] == "gzip"


def test_static_file_does_not_reach_gunicorn(site: Site) -> None:
    path = stylesheet(site)

    ask(site, path)

    assert site.forwarded("/")
    assert not site.forwarded(path)


def test_static_file_without_a_hash_is_not_kept_for_ever(site: Site) -> None:
    path = re.sub(r"\.[0-9a-f]{12}\.css$", ".css", stylesheet(site))

    answer = ask(site, path)

    assert answer.status == 200
    assert "immutable" not in answer.headers["Cache-Control"]


def test_upload_is_served_and_never_runs(site: Site) -> None:
    (site.folder / "media" / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    answer = ask(site, "/media/drawing.svg")

    assert answer.status == 200
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "size"),
    [("/reads/", 65 * KIB), ("/search/", 65 * KIB), ("/admin/login/", 26 * MIB)],
)
def test_body_over_the_limit_is_refused(site: Site, path: str, size: int) -> None:
    assert ask(site, path, body=bytes(size)).status == 413


def test_picture_below_the_limit_reaches_the_desk(site: Site) -> None:
    held = cookies(ask(site, "/admin/login/"))

    answer = send(site, "/admin/login/", held, size=24 * MIB)

    assert answer.status == 200  # the form once more: no name was given


def test_load_may_be_larger_than_a_picture(site: Site) -> None:
    answer = send(site, "/admin/load/", sign_in(site), size=26 * MIB)

    assert answer.status == 422  # the loader's own: the file is in a field that it does not know


def test_load_over_a_gibibyte_is_refused_by_its_length(site: Site) -> None:
    with closing(site.connect()) as connection:
        connection.putrequest("POST", "/admin/load/", skip_host=True)
        connection.putheader("Host", NAME)
        connection.putheader("Content-Length", str(1024 * MIB + 1))
        connection.endheaders()

        assert connection.getresponse().status == 413


def test_forged_address_of_a_client_is_replaced(site: Site) -> None:
    ask(site, "/authors/", X_Forwarded_For="203.0.113.9")

    assert set(site.forwarded("/authors/")) == {"127.0.0.1"}


def test_client_cannot_say_that_it_came_by_https(site: Site) -> None:
    assert ask(site, "/", secure=False, X_Forwarded_Proto="https").status == 301
