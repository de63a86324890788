"""No address answers with a server error, whatever somebody puts into it: walks the whole URL configuration."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.builders import make_article, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# The first is what is meant. No database has room for the long number; Python reads none of over 4,300 figures.
LONG = "99999999999999999999"
NASTY = (
    "1", LONG, "0000", "9999", "a%00b",
    "%ff%fe", "a+b", "한글", "x" * 300, "9" * 4301, "2017-01-20", "9999-12-31",
)  # fmt: skip
# One query that asks for everything at once: each page takes what it knows.
QUERIES = ("?page=99999999999999999999&year=99999999999999999999&day=%00", "?page=%00&q=%00%22*%29&year=0")
# Whoever signs out sees nothing more.
LEFT_OUT = ("logout",)


def shapes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Yield the pattern of each address of the site."""
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from shapes(entry.url_patterns, here)
        elif not any(word in here for word in LEFT_OUT):
            yield here


def addresses(shape: str) -> Iterator[str]:
    """Yield an address with each value in all of its parts that vary, and a long number in one of them alone."""
    pattern = shape.replace("(?P<", "<").strip("^").replace(".*)$", "")
    parts = pattern.count("<")
    fillings = [[value] * parts for value in (NASTY if parts else NASTY[:1])]
    fillings += [["1"] * place + [LONG] + ["1"] * (parts - place - 1) for place in range(parts) if parts > 1]
    for values in fillings:
        words = iter(values)
        yield "/" + re.sub("<[^>]+>", lambda _, words=words: next(words), pattern)


SHAPES = sorted(set(shapes(get_resolver().url_patterns)))


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_no_address_breaks(client: Client, is_signed_in: bool) -> None:
    make_article("A column", tags=["Harbour"], authors=["Ines Varga"])
    client.raise_request_exception = False
    if is_signed_in:
        client.force_login(make_user())

    paths = [path for shape in SHAPES for path in addresses(shape)]
    paths += [next(addresses(shape)) + query for shape, query in product(SHAPES, QUERIES)]
    broken = [path for path in paths if client.get(path).status_code >= 500]

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("article", ["99999999999999999999", "-1", "", "1.5", "\x00", "x" * 1000, "１"])
def test_no_beacon_breaks(client: Client, article: str) -> None:
    client.raise_request_exception = False

    response = client.post("/reads/", {"article": article}, headers={"sec-fetch-site": "same-origin"})

    assert response.status_code < 500


@pytest.mark.parametrize("typed", ["\x00", "9" * 4301])
def test_no_form_of_a_column_breaks(client: Client, typed: str) -> None:
    column = make_article("A column")
    client.raise_request_exception = False
    client.force_login(make_user())
    names = ("opened_version", "related-id", "related", "headline", "answers", "image", "published_at")

    for url in (f"/admin/articles/article/{column.pk}/change/", f"/admin/desk/related/{column.pk}/pin/"):
        for value in (typed, f"#{typed}"):
            assert client.post(url, dict.fromkeys(names, value)).status_code < 500
