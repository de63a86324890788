"""Pages that a browser saved in one file (MHTML): the page, and the parts that its pictures are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import unquote

from articles.importing.documents import ReadOptions, UnreadableError
from articles.importing.readers.web.page import Around, Page, open_page

HEADERS = re.compile(
    rb"\s*(?:From|Subject|Date|MIME-Version|Content-Type|Snapshot-Content-Location|X-[\w-]+|Content-[\w-]+):",
    re.IGNORECASE,
)
RELATED = re.compile(rb"content-type:\s*multipart/(?:related|mixed|alternative)", re.IGNORECASE)
WITHIN = 8_192
MOST_PARTS = 5_000


def is_mhtml(content: bytes) -> bool:
    """Whether bytes are a page saved with its pictures in one file."""
    start = content[:WITHIN]
    return HEADERS.match(start) is not None and RELATED.search(start) is not None


def open_mhtml(name: str, content: bytes, options: ReadOptions) -> Page:
    """Open the page of an MHTML file. Raises UnreadableError (`no_page`, and those of `open_page`)."""
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        parts = [part for part in islice(message.walk(), MOST_PARTS) if not part.is_multipart()]
    except RecursionError as error:
        raise UnreadableError(f"{name} holds parts in parts without an end.", code="no_page") from error
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    start = _bare(message.get_param("start"))
    root = next(
        (part for part in pages if start and _bare(part.get("Content-ID")) == start), pages[0] if pages else None
    )
    payload = root.get_payload(decode=True) if root is not None else None
    if root is None or not isinstance(payload, bytes):
        raise UnreadableError(f"{name} holds no web page among its parts.", code="no_page")
    given = _where(message.get("Snapshot-Content-Location")) or _where(root.get("Content-Location"))
    address = "".join(given.split())  # a long one may be written in several lines
    around = Around(
        charset=str(root.get_content_charset() or ""),
        address=address if address.startswith(("http://", "https://")) else "",
        crawled=_moment(message.get("Date")),
        parts=_names(parts),
        beside=options.beside,
    )
    return open_page(name, payload, around)


def _names(parts: list[Message]) -> dict[str, str]:
    """The name of each picture of the file by the ways in which a page may call it."""
    found: dict[str, str] = {}
    for part in parts:
        where, number = _where(part.get("Content-Location")), _bare(part.get("Content-ID"))
        if part.get_content_maintype() != "image" or not (where or number):
            continue
        for alias in {where, unquote(where), "".join(where.split()), number} - {""}:
            found.setdefault(alias, where or number)
    return found


def _where(given: object) -> str:
    return str(given or "").strip()


def _bare(given: object) -> str:
    return str(given or "").strip().strip("<>")


def _moment(given: object) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(given))
    except (ValueError, TypeError, IndexError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
