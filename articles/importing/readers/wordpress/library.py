"""What the other items of an export have that posts point at: pictures, reusable blocks, guest authors, the zone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo

from articles.importing.readers.wordpress.channel import Person, plain_name
from articles.importing.readers.wordpress.elements import Fields
from articles.importing.readers.wordpress.moments import offset_of

PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?|svg)(?:[?#]|$)", re.IGNORECASE)
SERIALIZED_CREDIT = re.compile(r"s:6:\"credit\";s:\d+:\"([^\"]{1,200})\"")
CREDIT_KEYS = ("_media_credit", "media_credit", "credit", "_credit", "photo_credit", "_navis_media_credit_org")
DATES = re.compile(rb"<wp:(post_date(?:_gmt)?)>\s*(?:<!\[CDATA\[)?\s*([\d: -]{1,20})")
GUESTS = frozenset({"guest-author", "guest_author"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of the media library: its address, what it shows, and whose post it was uploaded to."""

    address: str
    alt: str
    caption: str
    credit: str
    parent: str
    is_picture: bool


@dataclass(slots=True)
class Library:
    """What posts point at, by its id; filled in one pass over the export before the posts are read."""

    attachments: dict[str, Attachment] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    guests: dict[str, Person] = field(default_factory=dict)
    offsets: Counter[timedelta] = field(default_factory=Counter)

    def add(self, fields: Fields) -> None:
        """Keep what an item has that others may point at."""
        kind, number = fields.value("wp:post_type"), fields.value("wp:post_id")
        if kind == "attachment":
            self.attachments[number] = _attachment(fields)
        elif kind == "wp_block":
            self.blocks[number] = fields.value("content:encoded")
        elif kind in GUESTS:
            self._add_guest(fields)

    def add_dates(self, raw: bytes) -> None:
        """Count how far the site's clock is from universal time, by the dates in an item's bytes."""
        found = {match[1]: match[2].decode("ascii", errors="replace") for match in DATES.finditer(raw)}
        offset = offset_of(found.get(b"post_date", ""), found.get(b"post_date_gmt", ""))
        if offset is not None:
            self.offsets[offset] += 1

    def zone(self) -> tzinfo | None:
        """Return the zone of the site where all its items agree on one; None where they don't."""
        return timezone(next(iter(self.offsets))) if len(self.offsets) == 1 else None

    def of_post(self, number: str) -> list[str]:
        """Return the ids of the pictures that were uploaded to a post, in the order of the export."""
        return [key for key, kept in self.attachments.items() if kept.parent == number and kept.is_picture]

    def _add_guest(self, fields: Fields) -> None:
        meta = fields.meta
        login = meta.get("cap-user_login") or fields.value("wp:post_name").removeprefix("cap-")
        name = plain_name(meta.get("cap-display_name", "") or fields.value("title"))
        if login and name:
            person = Person(name=name, login=login, bio=plain_name(meta.get("cap-description", "")))
            self.guests[login.casefold()] = person
            linked = meta.get("cap-linked_account", "").casefold()
            if linked:
                self.guests.setdefault(linked, person)


def needs_reading(raw: bytes) -> bool:
    """Whether an item may have something that others point at, told by its bytes without reading it."""
    return any(mark in raw for mark in (b"attachment", b"wp_block", b"guest-author", b"guest_author"))


def _attachment(fields: Fields) -> Attachment:
    meta = fields.meta
    address = fields.value("wp:attachment_url") or fields.value("guid")
    serialized = SERIALIZED_CREDIT.search(meta.get("_wp_attachment_metadata", ""))
    credit = next((value for key in CREDIT_KEYS if (value := meta.get(key, ""))), "")
    return Attachment(
        address=address,
        alt=plain_name(meta.get("_wp_attachment_image_alt", "")),
        caption=plain_name(re.sub(r"<[^<>]*>", "", fields.value("excerpt:encoded"))),
        credit=plain_name(credit or (serialized[1] if serialized else "")),
        parent=fields.value("wp:post_parent"),
        is_picture=PICTURE.search(address) is not None,
    )
