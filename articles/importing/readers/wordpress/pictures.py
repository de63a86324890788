"""The pictures of a post: its featured image, galleries and captions, with what the media library says of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from articles.importing.documents import Notice, Picture
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.wordpress.elements import Fields
from articles.importing.readers.wordpress.library import Attachment, Library

NUMBER = re.compile(r"\d+")
CAPTIONED = re.compile(r"\s*(?P<picture>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<caption>.*)", re.DOTALL)
SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.[A-Za-z]{3,4}$)|-(?:scaled|e\d{10,})(?=\.[A-Za-z]{3,4}$)")


@dataclass(slots=True)
class Frames:
    """Makes figures for one post; `missing` are the pictures that it names and the export does not have."""

    library: Library
    post: str
    missing: list[str] = field(default_factory=list)

    def gallery(self, attributes: dict[str, str]) -> str:
        """Return the figures of a gallery: those that it names, else all that were uploaded to the post."""
        named = NUMBER.findall(attributes.get("ids") or attributes.get("include") or "")
        without = set(NUMBER.findall(attributes.get("exclude", "")))
        numbers = named or self.library.of_post(attributes.get("id") or self.post)
        figures = [self._figure(number) for number in numbers if number not in without]
        if not numbers:
            self.missing.append("the pictures of a gallery")
        return "\n\n".join(figure for figure in figures if figure)

    def caption(self, attributes: dict[str, str], inner: str) -> str:
        """Return the figure of a picture with a caption."""
        found = CAPTIONED.fullmatch(inner.strip())
        picture, text = (found["picture"], found["caption"]) if found else (inner, "")
        caption = attributes.get("caption") or text.strip()
        return f"<figure>{picture}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"

    def _figure(self, number: str) -> str:
        kept = self.library.attachments.get(number)
        if kept is None or not kept.is_picture:
            self.missing.append(f"picture {number}")
            return ""
        credit = f' <span class="credit">{escape(kept.credit)}</span>' if kept.credit else ""
        words = f"{escape(kept.caption)}{credit}".strip()
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        return f'<figure><img src="{escape(kept.address)}" alt="{escape(kept.alt)}">{caption}</figure>'

    def notices(self) -> list[Notice]:
        """Say which pictures are not in the export."""
        if not self.missing:
            return []
        message = f"The export does not hold {', '.join(dict.fromkeys(self.missing))}, which the text shows."
        return [Notice(code="picture_missing", message=message)]


def lead_picture(fields: Fields, library: Library) -> tuple[Picture | None, list[Notice]]:
    """Return the featured image of a post, and what is to be said where it can't be had."""
    number = fields.meta.get("_thumbnail_id", "")
    if not number or number in {"0", "-1"}:
        return None, []
    kept = library.attachments.get(number)
    if kept is None or not kept.address:
        message = f"Its featured image is attachment {number}, which is not in the export."
        return None, [Notice(code="picture_missing", message=message)]
    lead = Picture(address=kept.address, alt=kept.alt, caption=kept.caption, credit=kept.credit, is_lead=True)
    return lead, []


def told(pictures: Sequence[Picture], library: Library, classes: dict[str, str]) -> tuple[Picture, ...]:
    """Return the pictures of a body with what the media library says of those that say nothing themselves."""
    known = {_file(kept.address): kept for kept in library.attachments.values()}
    return tuple(_told(picture, _kept(picture, known, library, classes)) for picture in pictures)


def _file(address: str) -> str:
    """Return the address of the file that a picture of some size was made of."""
    return SIZE.sub("", address.partition("?")[0])


def numbers_of(fragment: str) -> dict[str, str]:
    """Return the media library's numbers of pictures by their addresses, as the classes of their tags say them."""
    found = {}
    for image in parse(fragment).iter("img"):
        number = re.search(r"\bwp-image-(\d+)\b", image.get("class") or "")
        if number is not None:
            found[image.get("src") or ""] = number[1]
    return found


def _kept(
    picture: Picture, known: dict[str, Attachment], library: Library, classes: dict[str, str]
) -> Attachment | None:
    by_number = library.attachments.get(classes.get(picture.address, ""))
    return by_number or known.get(_file(picture.address))


def _told(picture: Picture, kept: Attachment | None) -> Picture:
    if kept is None:
        return picture
    return Picture(
        address=picture.address,
        alt=picture.alt or kept.alt,
        caption=picture.caption,
        credit=picture.credit or kept.credit,
    )
