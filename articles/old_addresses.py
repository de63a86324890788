"""How an address of an old system is known again, however somebody writes it. Text in, text out."""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

LONGEST = 1000
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$")
_SLASHES = re.compile(r"/{2,}")
# What mails and networks add to an address; no page has ever been told by it.
_ADDED = re.compile(r"utm_\w+|fbclid|gclid|msclkid|dclid|igshid|mc_cid|mc_eid|ref_src|amp", re.IGNORECASE)


def key_of(path: str) -> str:
    """Return what all spellings of a path, with its query, have in common; "" for one that is too long to be kept.

    Percent-encoding, upper and lower case, a stroke at the end, `index.html`, the order of a query's parts and what
    mails and networks add to it make no difference.
    """
    bare, _, query = path.partition("?")
    plain = _SLASHES.sub("/", unicodedata.normalize("NFC", unquote(bare)).casefold().replace("\x00", ""))
    plain = _INDEX.sub("/", plain).rstrip("/") or "/"
    parts = sorted((name, value) for name, value in _parts(query) if not _ADDED.fullmatch(name))
    key = plain + (f"?{urlencode(parts).casefold()}" if parts else "")
    return key if len(key) <= LONGEST else ""


def _parts(query: str) -> list[tuple[str, str]]:
    """Return the parts of a query; one that is no list of names with values is one part."""
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return [(query, "")]


def path_of(address: str) -> str:
    """Return the path of an old address, with its query; "" where it can't lead to one page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and path != "/" and len(path) <= LONGEST else ""


def site_of(address: str) -> str:
    """Return the host of an address in lower case, without “www.” and port; "" for a path."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
