"""RSS 0.9x, 1.0 and 2.0, and Atom, as feedparser understands them; broken XML is read as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException, SAXParseException

import feedparser

from articles.importing.documents import Notice, Picture, UnreadableError
from articles.importing.readers.dated import Written
from articles.importing.readers.feeds.blogger import is_draft, is_mark, kind_of
from articles.importing.readers.feeds.declared import decode_xml
from articles.importing.readers.feeds.items import Feed, Item
from articles.importing.readers.feeds.json_feeds import paragraphs

OPENS = re.compile(r"<((?:[A-Za-z][\w.-]*:)?(?:item|entry))(?=[\s>/])")
ENDS = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*)?\s*\Z", re.IGNORECASE | re.DOTALL)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?$", re.IGNORECASE)
TAGGED = re.compile(r"<[A-Za-z/!][^>]*>")
MAILED = re.compile(r"<author>\s*(?:<!\[CDATA\[)?\s*[^\s<>()]+@[^\s<>()]+\s+\(([^()<]+)\)")
# A character by its number; feedparser fails on one that there cannot be.
NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));?")
LAST_CHARACTER = 0x10FFFF
LONGEST_NUMBER = 8
OF_NO_PAGE = re.compile(r"\s*(?:tag|urn|uuid|guid|info|doi):", re.IGNORECASE)
MAIL = re.compile(r"\s*<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?\s*")


def parse(name: str, content: bytes) -> Feed:
    """Return the items of a feed in XML. Raises UnreadableError where it is no feed at all."""
    decoded = decode_xml(name, content)
    found = feedparser.parse(
        BytesIO(NUMBERED.sub(_character, decoded.text).encode("utf-8", errors="replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.entries and not found.get("version") and not found.feed:
        raise UnreadableError(f"{name} looks like a feed, but nothing in it could be understood.", code="broken_feed")
    is_cut = not ENDS.search(decoded.text[-2000:])
    fault = [_fault(found.bozo_exception, len(found.entries))] if found.bozo and found.get("bozo_exception") else []
    sources = _sources(decoded.text)
    texts = sources if len(sources) == len(found.entries) else [""] * len(found.entries)
    home = _address(found.feed.get("link", ""), "")
    return Feed(
        items=tuple(
            _item(entry, found.feed, found.get("version", ""), text, home)
            for entry, text in zip(found.entries, texts, strict=True)
        ),
        title=str(found.feed.get("title", "")),
        home=home or str(found.feed.get("id", "")),
        encoding=decoded.encoding,
        is_cut=is_cut,
        notices=(*decoded.notices, *fault),
    )


def _character(match: re.Match[str]) -> str:
    """Return a character by its number as it stands, else the sign for one that is lost."""
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    number = int(digits, base) if len(digits.lstrip("0")) <= LONGEST_NUMBER else LAST_CHARACTER + 1
    is_surrogate = 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 halves of a character
    return "\ufffd" if number > LAST_CHARACTER or is_surrogate else match[0]


def _fault(error: Exception, count: int) -> Notice:
    number = error.getLineNumber() if isinstance(error, SAXParseException) else None
    # feedparser puts a line of its own above the text.
    where = max(number - 1, 1) if number else None
    said = error.getMessage() if isinstance(error, SAXException) else str(error)
    items = "one item was" if count == 1 else f"{count} items were"
    message = f"The feed is no sound XML ({said[:120]}). It was read as far as it goes: {items} found."
    return Notice(code="feed_faulty", message=message, line=where)


def _sources(text: str) -> list[str]:
    """Return the source of each item: from where one opens to where the next does."""
    starts = [match.start() for match in OPENS.finditer(text)]
    found = []
    for start, end in pairwise([*starts, len(text)]):
        tag = OPENS.match(text, start)
        close = text.rfind(f"</{tag[1]}>", start, end) if tag else -1
        found.append(text[start : close + len(tag[1]) + 3] if tag and close >= 0 else text[start:end].rstrip())
    return found


def _item(entry: Any, feed: Any, version: str, text: str, home: str) -> Item:
    link = _address(str(entry.get("link", "")), home)
    published, updated = str(entry.get("published", "")), str(dict.get(entry, "updated", ""))
    is_atom = version.startswith("atom")
    base = next((part.base for part in entry.get("content", ()) if part.get("base")), "") or link or home
    return Item(
        title=_title(entry),
        key=str(entry.get("id", "")).strip(),
        link=_address(str(entry.get("feedburner_origlink", "")), home) or link,
        base=base,
        authors=tuple(MAILED.findall(text) or _authors(entry, feed, version)),
        published=(Written(value=published.strip() or updated.strip(), name="published" if published else "updated"),),
        updated=(Written(value=updated.strip(), name="updated"),) if published else (),
        dated_by_update=bool(updated and not published and is_atom),
        texts=tuple(html for part in entry.get("content", ()) if (html := _html(part))),
        summary=_html(entry.get("summary_detail") or {"value": entry.get("summary", "")}),
        categories=tuple(
            " ".join((tag.get("label") or tag.get("term") or "").split())
            for tag in entry.get("tags", ())
            if not is_mark(str(tag.get("term") or ""))
        ),
        pictures=tuple(_pictures(entry)),
        attached=tuple(_attached(entry)),
        language=str(entry.get("language") or _language(entry) or feed.get("language") or ""),
        rights=str(entry.get("rights", "")),
        text=text,
        other_kind=kind_of(tuple(str(tag.get("term") or "") for tag in entry.get("tags", ())), text),
        is_draft=is_draft(text) if is_atom else False,
    )


def _title(entry: Any) -> str:
    """Return the title as HTML: RSS does not say whether it is, Atom does."""
    detail = entry.get("title_detail") or {}
    value = str(entry.get("title", ""))
    if detail.get("type") == "text/plain" and TAGGED.search(value) is None:
        return escape(value, quote=False).replace("&amp;", "&") if "&" in value else escape(value, quote=False)
    return value


def _html(part: Any) -> str:
    value = str(part.get("value") or "").strip()
    if part.get("type") == "text/plain" and TAGGED.search(value) is None:
        return paragraphs(value)
    return value


def _authors(entry: Any, feed: Any, version: str) -> Iterator[str]:
    """Yield the names of the item's authors; an Atom feed's own counts for items that name none."""
    found = [author for author in entry.get("authors", ()) if author]
    if not found and entry.get("author"):
        found = [{"name": entry["author"]}]
    if not found:
        found = [author for author in feed.get("authors", ()) if author] if "atom" in version else []
    for author in found:
        name = " ".join(str(author.get("name") or "").split())
        named = MAIL.sub(" ", name).strip(" ()") if "@" in name else name
        if named or author.get("email"):
            yield named or str(author["email"])


def _pictures(entry: Any) -> Iterator[Picture]:
    """Yield the pictures that stand beside the text, the widest first."""
    credit = " ".join(str(entry.get("credit", "")).split())
    found = [*entry.get("media_content", ()), *entry.get("media_thumbnail", ()), *entry.get("enclosures", ())]
    found += [entry["enc_enclosure"]] if isinstance(entry.get("enc_enclosure"), dict) else []
    found += [entry["image"]] if isinstance(entry.get("image"), dict) else []
    shown = [(media, _where(media)) for media in found if _is_picture(media, entry)]
    for media, where in sorted(shown, key=lambda pair: -_width(pair[0])):
        yield Picture(address=where, alt=str(media.get("title", "")), credit=credit, is_lead=True)


def _attached(entry: Any) -> Iterator[str]:
    found = [*entry.get("enclosures", ()), *entry.get("media_content", ())]
    yield from dict.fromkeys(where for media in found if (where := _where(media)) and not _is_picture(media, entry))


def _where(media: Any) -> str:
    return str(media.get("url") or media.get("href") or media.get("resource") or "").strip()


def _is_picture(media: Any, entry: Any) -> bool:
    where, kind = _where(media), str(media.get("type") or media.get("medium") or "")
    if not where:
        return False
    return kind.startswith("image") or (
        not kind and (media in entry.get("media_thumbnail", ()) or bool(PICTURE_FILE.search(where)))
    )


def _width(media: Any) -> int:
    width = str(media.get("width", "")).strip()
    return int(width) if width.isdigit() and len(width) < 6 else 0  # noqa: PLR2004 - no picture is wider


def _language(entry: Any) -> str:
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    return next((str(part["language"]) for part in details if part.get("language")), "")


def _address(given: str, home: str) -> str:
    given = "" if OF_NO_PAGE.match(given) else given.strip()
    try:
        return urljoin(home, given) if given and home.startswith(("http://", "https://")) else given
    except ValueError:
        return given
