"""What the head of an export says of the site: its address, its people, its terms and its language."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.importing.readers.wordpress.elements import Element, Fields

XMLNS = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']+)[\"']")
MEANINGS = (
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/excerpt/?"), "excerpt"),
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/?"), "wp"),
    (re.compile(r"http://purl\.org/rss/1\.0/modules/content/?"), "content"),
    (re.compile(r"http://purl\.org/dc/elements/1\.1/?"), "dc"),
)
AUTHOR_TAXONOMIES = frozenset({"author", "byline"})
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who writes for the site: the name that is shown, the login, and what the site says of them."""

    name: str
    login: str
    bio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The site that was exported. `host` is its address without scheme, "" where the export does not say it.

    `people` are known by their login, `counts` says how many authors, categories and tags are declared.
    """

    host: str
    address: str
    version: str
    language: str
    people: dict[str, Person]
    terms: dict[tuple[str, str], Element]
    counts: tuple[int, int, int]


def prefixes_of(head: str) -> dict[str, str]:
    """Return what each prefix of the file stands for, by the namespace that it is bound to."""
    found = {}
    for prefix, namespace in XMLNS.findall(head):
        meaning = next((name for pattern, name in MEANINGS if pattern.fullmatch(namespace.strip())), None)
        if meaning is not None:
            found[prefix] = meaning
    return found


def read_channel(fields: Fields) -> Channel:
    """Read what the head of a channel says."""
    address = fields.value("wp:base_blog_url") or fields.value("wp:base_site_url") or fields.value("link")
    people = [person for element in fields.all("wp:author") if (person := _person(element))]
    terms = {
        (element.child("wp:term_taxonomy"), element.child("wp:term_slug")): element for element in fields.all("wp:term")
    }
    language = LANGUAGE.match(fields.value("language"))
    return Channel(
        host=host_of(address),
        address=address if address.startswith(("http://", "https://")) else "",
        version=fields.value("wp:wxr_version"),
        language=language.group().lower() if language else "",
        people={person.login.casefold(): person for person in people},
        terms=terms,
        counts=(len(people), len(fields.all("wp:category")), len(fields.all("wp:tag"))),
    )


def host_of(address: str) -> str:
    """Return an address as one site has it in every export: no scheme, no "www.", no slash at its end."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return f"{host.removeprefix('www.')}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def plain_name(printed: str) -> str:
    """Return a name as it is meant to be read: WordPress keeps “&” in names as an entity."""
    return " ".join(html.unescape(printed).split())


def _person(element: Element) -> Person | None:
    login = element.child("wp:author_login")
    parts = (element.child("wp:author_first_name"), element.child("wp:author_last_name"))
    name = plain_name(element.child("wp:author_display_name")) or plain_name(" ".join(parts))
    return Person(name=name or login, login=login or name) if login or name else None
