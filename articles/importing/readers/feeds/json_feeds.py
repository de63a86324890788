"""JSON Feed 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from articles.importing.documents import Picture, UnreadableError
from articles.importing.readers.dated import Written
from articles.importing.readers.decoding import Decoded
from articles.importing.readers.feeds.items import Feed, Item

SIGN = "jsonfeed.org/version/"


def parse(name: str, decoded: Decoded) -> Feed:
    """Return the items of a JSON Feed. Raises UnreadableError where it is no JSON, or has no items."""
    try:
        found = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        sentence = f"{name} is no JSON that can be read: {error}. It may have been cut."
        raise UnreadableError(sentence, code="broken_json") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise UnreadableError(f"{name} says that it is a JSON Feed, but has no list of items.", code="broken_feed")
    feed: Mapping[str, Any] = found
    return Feed(
        items=tuple(_item(entry if isinstance(entry, dict) else {}, feed) for entry in items),
        title=_plain(feed.get("title")),
        home=_plain(feed.get("home_page_url")),
        encoding=decoded.encoding,
        notices=decoded.notices,
    )


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Item:
    published, updated = _plain(entry.get("date_published")), _plain(entry.get("date_modified"))
    content, plain = _plain(entry.get("content_html")), _plain(entry.get("content_text"))
    link = _plain(entry.get("url"))
    return Item(
        title=escape(_plain(entry.get("title")), quote=False),
        key=_plain(entry.get("id")),
        link=link,
        base=link or _plain(feed.get("home_page_url")),
        authors=tuple(_authors(entry) or _authors(feed)),
        published=(Written(value=published or updated, name="date_published" if published else "date_modified"),),
        updated=(Written(value=updated, name="date_modified"),),
        dated_by_update=bool(updated and not published),
        texts=tuple(text for text in (content, paragraphs(plain)) if text)[:1],
        summary=escape(_plain(entry.get("summary")), quote=False),
        categories=tuple(_plain(tag) for tag in _list(entry.get("tags")) if _plain(tag)),
        pictures=tuple(_pictures(entry)),
        attached=tuple(_attached(entry)),
        language=_plain(entry.get("language")) or _plain(feed.get("language")),
        canonical=_plain(entry.get("external_url")),
        text=json.dumps(entry, ensure_ascii=False, indent=1),
    )


def paragraphs(plain: str) -> str:
    """Return plain text as HTML: a blank line parts paragraphs."""
    parts = [part.strip() for part in plain.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _authors(said: Mapping[str, Any]) -> list[str]:
    authors = _list(said.get("authors")) or ([said["author"]] if said.get("author") else [])
    names = (_plain(author.get("name")) if isinstance(author, dict) else _plain(author) for author in authors)
    return [name for name in names if name]


def _pictures(entry: Mapping[str, Any]) -> Iterator[Picture]:
    for key in ("image", "banner_image"):
        if _plain(entry.get(key)):
            yield Picture(address=_plain(entry.get(key)), is_lead=True)
    for attachment in _list(entry.get("attachments")):
        if isinstance(attachment, dict) and _plain(attachment.get("mime_type")).startswith("image/"):
            yield Picture(address=_plain(attachment.get("url")), alt=_plain(attachment.get("title")), is_lead=True)


def _attached(entry: Mapping[str, Any]) -> Iterator[str]:
    for attachment in _list(entry.get("attachments")):
        if isinstance(attachment, dict) and not _plain(attachment.get("mime_type")).startswith("image/"):
            yield _plain(attachment.get("url"))


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list | bool) else str(value).strip()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
