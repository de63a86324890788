"""Fetching pictures: from public servers alone, whatever a name or a redirect says, and never for long."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from articles.importing.pictures import fetching
from articles.importing.pictures.fetching import NotFetchedError, fetch
from tests.importing.pictures.making import picture

LOOPBACK = ("127.0.0.1/32",)


@contextmanager
def serving(answer):
    """Serve with a function that answers a request; yields the origin and the paths and agents that were asked with."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["User-Agent"]))
            answer(self)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answers(content, kind="image/jpeg", status=200, **headers):
    def answer(request):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    return answer


@pytest.mark.parametrize(
    "address",
    [
        "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "192.0.0.1",
        "198.18.0.1", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1",
        "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fec0::1", "3fff::1", "192.88.99.1", "192.0.0.9",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network_is_public(address):
    assert not fetching.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_a_public_address_is_one(address):
    assert fetching.is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/x.jpg", "gopher://example.org/", "//example.org/x.jpg", "x.jpg",
        "http://user:word@example.org/x.jpg", "http:///x.jpg", "http://example.org:99999/x.jpg",
        "http://example.org/x.jpg\r\nHost: other", "http://[::1/x.jpg",
    ],
)  # fmt: skip
def test_only_plain_addresses_of_the_web_are_asked(url):
    with pytest.raises(NotFetchedError, match="no address of the web"):
        fetch(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_private_server_is_never_asked(host):
    with serving(answers(picture())) as (origin, asked), pytest.raises(NotFetchedError, match="no public server"):
        fetch(f"http://{host}:{origin.rpartition(':')[2]}/x.jpg")

    assert asked == []


def test_a_name_that_means_a_private_server_is_never_asked(monkeypatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    )

    with pytest.raises(NotFetchedError, match=r"no public server of the web \(10\.0\.0\.1"):
        fetch("http://pictures.example/x.jpg")


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch, settings):
    """A name is looked up once: what it means a moment later leads nowhere."""
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK
    looked_up = []

    with serving(answers(picture())) as (origin, asked):
        port = int(origin.rpartition(":")[2])

        def look_up(host, *_, **__):
            looked_up.append(host)
            return [(2, 1, 6, "", ("127.0.0.1", port))]

        real = socket.create_connection
        reached = []
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        monkeypatch.setattr(
            socket, "create_connection", lambda where, *rest: reached.append(where) or _connect(where, real)
        )
        fetch(f"http://pictures.example:{port}/x.jpg")

    assert looked_up == ["pictures.example"]
    assert reached == [("127.0.0.1", port)]
    assert len(asked) == 1


def _connect(where, _real):
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.connect(where)
    return connection


def test_a_port_that_is_not_the_webs_own_is_not_asked(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 22))])

    with pytest.raises(NotFetchedError, match="port 22"):
        fetch("http://pictures.example:22/x.jpg")


def test_a_picture_is_fetched_politely_where_the_network_is_allowed(settings):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK
    content = picture()

    with serving(answers(content)) as (origin, asked):
        assert fetch(f"{origin}/ä x.jpg?w=1") == content

    [(path, agent)] = asked
    assert path == "/%C3%A4%20x.jpg?w=1"
    assert agent == f"Broadsheet (+{settings.SITE_URL})"


def test_redirects_are_followed_three_times_at_most(settings):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK

    def answer(request):
        left = int(request.path.strip("/"))
        if left:
            answers(b"", status=302, Location=f"/{left - 1}")(request)
        else:
            answers(b"picture")(request)

    with serving(answer) as (origin, _):
        assert fetch(f"{origin}/3") == b"picture"
        with pytest.raises(NotFetchedError, match="more than 3 times"):
            fetch(f"{origin}/4")


@pytest.mark.parametrize(
    "where", ["http://10.0.0.1/x.jpg", "http://169.254.169.254/latest/", "file:///etc/passwd", "http://[::1]/"]
)
def test_a_redirect_into_a_private_network_is_not_followed(settings, where):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK

    with serving(answers(b"", status=301, Location=where)) as (origin, asked), pytest.raises(NotFetchedError):
        fetch(f"{origin}/x.jpg")

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (answers(b"<html>", kind="text/html"), "no picture but text/html"),
        (answers(b"<svg>", kind="image/svg+xml"), "no picture but image/svg"),
        (answers(b"", status=404), "answered with 404"),
        (answers(b"x" * 2000), "more than 1000"),
        (answers(b"half", **{"Content-Length": "100"}), "broke off|could not be reached"),
        (answers(b"", status=302), "answered with 302"),
    ],
)
def test_what_is_no_whole_picture_is_refused(settings, answer, why):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK
    settings.IMPORT_MAX_PICTURE_BYTES = 1000

    with serving(answer) as (origin, _), pytest.raises(NotFetchedError, match=why):
        fetch(f"{origin}/x.jpg")


@pytest.mark.parametrize("slow_part", ["headers", "content"])
def test_a_server_that_drips_is_given_up(settings, monkeypatch, slow_part):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    is_over = threading.Event()

    def answer(request):
        if slow_part == "content":
            answers(b"")(request)
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not is_over.wait(0.05):
            try:
                request.wfile.write(b"x")
                request.wfile.flush()
            except OSError:
                return

    with serving(answer) as (origin, _):
        with pytest.raises(NotFetchedError, match="took longer"):
            fetch(f"{origin}/x.jpg")
        is_over.set()


def test_a_host_that_is_not_found_says_so(monkeypatch):
    def look_up(*_, **__):
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(NotFetchedError, match=r"pictures\.example, which is not found"):
        fetch("https://pictures.example/x.jpg")


def test_a_name_that_nobody_answers_for_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    is_over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: is_over.wait(30) and [])

    with pytest.raises(NotFetchedError, match="took longer"):
        fetch("https://pictures.example/x.jpg")
    is_over.set()


def test_a_redirect_to_what_is_no_address_is_said(settings):
    settings.IMPORT_FETCH_NETWORKS = LOOPBACK

    moved = answers(b"", status=302, Location="http://[")

    with serving(moved) as (origin, _), pytest.raises(NotFetchedError, match="no address of the web"):
        fetch(f"{origin}/x.jpg")
