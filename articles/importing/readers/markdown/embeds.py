"""HTML for what templates would have put in a text: figures, films and posts of other sites, code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "spotify": "https://open.spotify.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "audio": "{}",
    "video": "{}",
    "iframe": "{}",
    "embed": "{}",
    "pdf": "{}",
}
PICTURE_NAMES = frozenset({"figure", "image", "img", "picture", "photo", "imgcap", "figimage", "responsive-image"})
SOURCES = ("src", "url", "image_path", "image", "img", "file", "path", "source", "link")
CAPTIONS = ("caption", "title", "description", "text")
CREDITS = ("attr", "credit", "attribution", "photographer", "author", "by", "copyright")
IDS = ("id", "video", "v", "src", "url", "user", "link")
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)
ARGUMENT = re.compile(r"""(?:([\w-]+)\s*[=:]\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s,"'`=]+))""")


def read_arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """Take the words and the `name="value"` pairs of a call apart; names in lower case."""
    plain, named = [], {}
    for name, double, single, raw, bare in ARGUMENT.findall(text[:2000]):
        value = re.sub(r"\\(.)", r"\1", double or single) or raw or bare
        if name:
            named[name.lower()] = value
        else:
            plain.append(value)
    return plain, named


def embed(name: str, arguments: str) -> str | None:
    """Return the HTML of a call that is known by its name or what it is given, a block; None for any other."""
    plain, named = read_arguments(arguments)
    name = re.sub(r"\.(?:html|njk|liquid|md)$", "", name.rpartition("/")[2].lower())
    if name in PICTURE_NAMES or any(PICTURE_FILE.search(value) for value in (*plain, *named.values())):
        return _figure(plain, named)
    return _link(name, plain, named)


def _figure(plain: list[str], named: Mapping[str, str]) -> str | None:
    pictures = [value for value in plain if PICTURE_FILE.search(value) or "/" in value]
    source = _first(named, SOURCES) or (pictures or [""])[0]
    if not source:
        return None
    others = [value for value in plain if value != source and not value.isdigit()]
    caption, alt = _first(named, CAPTIONS), named.get("alt") or (others[0] if others else "")
    credit = _first(named, CREDITS)
    said = " ".join(
        part for part in (escape(caption), f'<span class="credit">{escape(credit)}</span>' if credit else "") if part
    )
    below = f"<figcaption>{said}</figcaption>" if said else ""
    return f'<figure><img src="{escape(source)}" alt="{escape(alt or "")}">{below}</figure>'


def _link(name: str, plain: list[str], named: Mapping[str, str]) -> str | None:
    known = next((site for site in SITES if name == site or name in {f"{site}-lite", f"{site}_simple", f"{site}s"}), "")
    given = _first(named, IDS) if named else "/".join(plain) if known == "gist" else (plain or [""])[0]
    if known in {"tweet", "twitter", "x"} and named.get("id"):
        given = named["id"]
    if not known or not given:
        return None
    address = given if given.startswith(("http://", "https://", "//")) else SITES[known].format(given)
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'


def _first(named: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((named[key] for key in keys if named.get(key)), "")
