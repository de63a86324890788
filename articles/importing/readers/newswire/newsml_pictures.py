"""The pictures that come as items of their own beside a story, and which story shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from articles.importing.documents import Picture
from articles.importing.readers.newswire.newsml_words import chosen, name_in, tail_of
from articles.importing.readers.newswire.xml_source import words

STORIES = frozenset({"", "text", "composite", "article"})
VISUAL = frozenset({"picture", "graphic", "photo", "animated"})
THUMBNAILS = ("thumb", "icon")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with the id of its item."""

    guid: str
    picture: Picture

    def as_lead(self) -> Picture:
        """Return it as the picture above a story."""
        return replace(self.picture, is_lead=True)


def class_of(element: etree._Element) -> str:
    """Return what class an item is of: "text", "picture", "video"."""
    found = element.find("itemMeta/itemClass")
    return tail_of(found.get("qcode", "") or found.get("uri", "")) if found is not None else ""


def pictures_of(elements: Sequence[etree._Element]) -> dict[str, Shown]:
    """Return the pictures that are items of their own, by their ids."""
    found = {}
    for element in elements:
        remote = remote_pictures(element)
        if element.tag == "newsItem" and class_of(element) in VISUAL and element.get("guid"):
            picture = remote[0] if remote else Picture(address="")
            found[element.get("guid", "")] = Shown(element.get("guid", ""), picture)
    return found


def shown_by(elements: Sequence[etree._Element], shown: dict[str, Shown]) -> dict[str, Sequence[str]]:
    """Return for each story the ids of the pictures that it shows.

    A story shows what it links to, what stands with it in a package of one story, and in a message of one story all.
    """
    stories = [each for each in elements if each.tag == "newsItem" and class_of(each) in STORIES]
    usable = {guid for guid, each in shown.items() if each.picture.address}
    found: dict[str, list[str]] = {}
    for story in stories:
        links = [link.get("residref", "") for link in story.iterfind("itemMeta/link")]
        found[story.get("guid", "")] = [guid for guid in links if guid in usable]
    ids = set(found)
    for package in (each for each in elements if each.tag == "packageItem"):
        listed = [reference.get("residref", "") for reference in package.iter("itemRef")]
        told = [guid for guid in listed if guid in ids]
        if len(told) == 1:
            found[told[0]] += [guid for guid in listed if guid in usable]
    if len(stories) == 1 and not any(found.values()):
        found[stories[0].get("guid", "")] = list(usable and [guid for guid in shown if guid in usable])
    return {guid: tuple(dict.fromkeys(pictures)) for guid, pictures in found.items()}


def remote_pictures(element: etree._Element) -> list[Picture]:
    """Return the pictures that an item points to, each in its widest form and once."""
    found = [each for each in element.iterfind("contentSet/remoteContent") if _is_picture(each) and _address(each)]
    if not found:
        return []
    best = max(found, key=lambda each: (not _is_thumbnail(each), _number(each.get("width")), _number(each.get("size"))))
    described = [each for each in element.iterfind("contentMeta/description") if words(each)]
    captions = [each for each in described if "caption" in each.get("role", "").casefold()]
    is_story = class_of(element) not in VISUAL
    headline = chosen(element.findall("contentMeta/headline"), element)
    caption = words(next(iter(captions or ([] if is_story else described)), None))
    credit = words(element.find("contentMeta/creditline")) or _creator(element)
    return [
        Picture(
            address=_address(best),
            alt="" if is_story else words(headline),
            caption=caption,
            credit="" if is_story else credit,
        )
    ]


def _creator(element: etree._Element) -> str:
    found = element.find("contentMeta/creator")
    return name_in(found) if found is not None else ""


def _address(element: etree._Element) -> str:
    return (element.get("href") or element.get("residref") or "").strip()


def _is_picture(element: etree._Element) -> bool:
    kind = element.get("contenttype", "") or element.get("format", "")
    ending = _address(element).rpartition(".")[2].casefold()
    return kind.startswith("image/") or (not kind and ending in {"jpg", "jpeg", "png", "gif", "webp"})


def _is_thumbnail(element: etree._Element) -> bool:
    return any(word in element.get("rendition", "").casefold() for word in THUMBNAILS)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0
