"""No address answers with a server error, whatever somebody puts into it: walks the whole URL configuration."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db

NASTY = (
    "1", "99999999999999999999", "0000", "9999", "a%00b",
    "%ff%fe", "a+b", "한글", "x" * 300, "2017-01-20", "9999-12-31",
)  # fmt: skip
# One query that asks for everything at once: each page takes what it knows.
QUERIES = ("?page=99999999999999999999&year=99999999999999999999&day=%00", "?page=%00&q=%00%22*%29&year=0")
# Whoever signs out sees nothing more.
LEFT_OUT = ("logout",)


def shapes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Yield each address of the site, with {} for each part that varies."""
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from shapes(entry.url_patterns, here)
        elif not any(word in here for word in LEFT_OUT):
            yield here


def filled(shape: str, value: str) -> str:
    """Return an address with `value` in each part that varies."""
    text, inside = "", False
    for char in shape.replace("(?P<", "<").replace("$", "").replace("^", "").replace("\\Z", ""):
        if char == "<":
            text, inside = text + value, True
        text += "" if inside else char
        inside = inside and char != ">"
    return "/" + text


SHAPES = sorted(set(shapes(get_resolver().url_patterns)))


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_no_address_breaks(client: Client, is_signed_in: bool) -> None:
    make_article("A column", tags=["Harbour"], authors=["Ines Varga"])
    client.raise_request_exception = False
    if is_signed_in:
        client.force_login(make_user())

    varying = [shape for shape in SHAPES if "<" in shape]
    paths = [filled(shape, value) for shape, value in product(varying, NASTY)]
    paths += [filled(shape, "1") + query for shape, query in product(SHAPES, QUERIES)]
    broken = [path for path in paths if client.get(path).status_code >= 500]

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("article", ["99999999999999999999", "-1", "", "1.5", "\x00", "x" * 1000, "１"])
def test_no_beacon_breaks(client: Client, article: str) -> None:
    client.raise_request_exception = False

    response = client.post("/reads/", {"article": article}, headers={"sec-fetch-site": "same-origin"})

    assert response.status_code < 500
