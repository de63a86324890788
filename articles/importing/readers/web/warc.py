"""Web archives (WARC): each page that a crawler fetched, with its address and the moment when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from articles.importing.readers.web.page import MOST_BYTES

KINDS = frozenset({"response", "resource"})
PAGES = frozenset({"text/html", "application/xhtml+xml"})
FOUND = "200"
BROKEN = (ArchiveLoadFailed, ValueError, OSError, EOFError, KeyError, IndexError, AttributeError, TypeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page of a web archive."""

    content: bytes
    address: str
    charset: str
    at: datetime | None


@dataclass(slots=True)
class Counted:
    """What else a web archive held: how many records were no page, and whether it breaks off."""

    others: int = 0
    is_cut: bool = False
    pages: list[Fetched] = field(default_factory=list)


def is_warc(content: bytes) -> bool:
    """Whether bytes are a web archive."""
    return content.startswith(b"WARC/")


def read_warc(content: bytes) -> Counted:
    """Return the pages of a web archive; one that breaks off gives those before that."""
    counted = Counted()
    try:
        for record in ArchiveIterator(BytesIO(content)):
            page = _page(record)
            if page is None:
                counted.others += 1
            else:
                counted.pages.append(page)
    except BROKEN:
        counted.is_cut = True
    return counted


def _page(record: Any) -> Fetched | None:
    if record.rec_type not in KINDS:
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else FOUND
    headers = record.http_headers or record.rec_headers
    kind = Message()
    kind["Content-Type"] = str(headers.get_header("Content-Type") or "")
    if status != FOUND or kind.get_content_type() not in PAGES:
        return None
    content = record.content_stream().read(MOST_BYTES + 1)
    return Fetched(
        content=content,
        address=str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"),
        charset=str(kind.get_content_charset() or ""),
        at=_moment(str(record.rec_headers.get_header("WARC-Date") or "")),
    )


def _moment(given: str) -> datetime | None:
    try:
        return datetime.fromisoformat(given.strip())
    except ValueError:
        return None
