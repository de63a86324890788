"""Pictures in the HTML of a body: which there are, and each led to its file or taken out. Text in, text out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring

from articles import markup

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)
_EMPTY_GOES = frozenset({"a", "p", "li", "figure", "em", "strong", "td", "blockquote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a picture lies now, and how large it is."""

    url: str
    width: int
    height: int
    alt: str = ""


def addresses(html: str) -> list[str]:
    """Return the addresses of all pictures in a body, in order."""
    if "<img" not in html:
        return []
    return [img.get("src") for img in _parse(html).iter("img") if img.get("src")]


def rewrite(html: str, place: Callable[[str], Placed | None]) -> str:
    """Return cleaned HTML with each picture at its new place; one without a place goes, and its caption stays."""
    if "<img" not in html:
        return html
    root = _parse(html)
    for img in list(root.iter("img")):
        placed = place(img.get("src") or "")
        if placed is None:
            _take_out(img)
            continue
        img.set("src", placed.url)
        img.set("alt", (img.get("alt") or "").strip() or placed.alt)
        if placed.width and placed.height:
            img.set("width", str(placed.width))
            img.set("height", str(placed.height))
        _unlink(img)
    return _html(root)


def without_first(html: str, url: str) -> tuple[str, str]:
    """Return a body without the picture that it begins with, and its caption, where that is the one of an address."""
    root = _parse(html) if "<img" in html else None
    first = next(iter(root), None) if root is not None and not (root.text or "").strip() else None
    if root is None or first is None or first.tag not in {"figure", "p", "img", "a"}:
        return html, ""
    images = [first] if first.tag == "img" else list(first.iter("img"))
    box = first.find(".//figcaption")
    caption = " ".join(str(box.text_content()).split()) if box is not None else ""
    text = " ".join(str(first.text_content()).split())
    if len(images) != 1 or images[0].get("src") != url or text != caption:
        return html, ""
    first.drop_tree()
    return _html(root), caption


def _unlink(img: HtmlElement) -> None:
    """Take off a link around a picture that only led to a larger one of the same: it is left behind."""
    link = img.getparent()
    if link is None or link.tag != "a" or not _PICTURE_FILE.search(link.get("href") or ""):
        return
    if len(link) == 1 and not str(link.text_content()).strip():
        link.drop_tag()


def _take_out(img: HtmlElement) -> None:
    """Remove a picture and every box that held nothing else."""
    above = img.getparent()
    img.drop_tree()
    while above is not None and above.tag in _EMPTY_GOES and not len(above) and not (above.text or "").strip():
        above, empty = above.getparent(), above
        empty.drop_tree()


def _parse(html: str) -> HtmlElement:
    try:
        return fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return fragment_fromstring("<div></div>")


def _html(root: HtmlElement) -> str:
    parts = [escape(root.text or "", quote=False), *(tostring(child, encoding="unicode") for child in root)]
    return markup.clean("".join(parts))
