"""Pictures that are written into a text itself, as `data:` addresses: taken out of it under a short address."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote_to_bytes

from articles.importing.documents import WRITTEN, Written

_PICTURE = re.compile(r"data:image/([\w.+-]{1,20})([^,]{0,100}),", re.IGNORECASE)
# In the markup of a page: where it stands as the address of a picture, and where else (styles, texts).
_IN_MARKUP = re.compile(r"(\ssrc\s*=\s*[\"']?\s*)?(data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s%]{2000,})")
_WHITE = re.compile(r"\s+")
# Bytes below which it is a dot that counts readers, or holds the place of a picture that comes later.
LEAST = 256


def is_written(address: str) -> bool:
    """Whether an address is itself what it leads to."""
    return address[:5].lower() == "data:"


def picture_in(address: str) -> Written | None:
    """Return the picture that an address is; None where it is none, or one that nobody was meant to see.

    One that can't be decoded has no bytes: it is missing, and that will be said.
    """
    told = _PICTURE.match(address)
    if told is None:
        return None
    content = _decoded(told[2], address[told.end() :])
    if content is not None and len(content) < LEAST:
        return None
    name = hashlib.sha256(content or address.encode("utf-8", errors="replace")).hexdigest()[:32]
    return Written(f"{WRITTEN}{name}", content or b"")


def _decoded(how: str, payload: str) -> bytes | None:
    plain = unquote_to_bytes(payload)
    if not how.lower().rstrip().endswith(";base64"):
        return plain
    try:
        return base64.b64decode(b"".join(plain.split()) + b"==")
    except (binascii.Error, ValueError):
        return None


def taken_out(markup: str) -> tuple[str, frozenset[Written]]:
    """Return the markup of a page with short addresses in place of the pictures written into it, and those.

    What stands elsewhere than as a picture's address (in a style) is dropped: nobody is to read it.
    """
    found: set[Written] = set()

    def short(match: re.Match[str]) -> str:
        picture = picture_in(match[2]) if match[1] else None
        if picture is None:
            return f"{match[1] or ''}data:,"
        found.add(picture)
        return match[1] + picture

    return _IN_MARKUP.sub(short, markup), frozenset(found)
