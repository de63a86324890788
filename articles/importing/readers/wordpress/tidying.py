"""The markup that WordPress puts around quotations, galleries, embeds, files and captions, made plain.

It goes by the classes that the editors leave, so it works on exports, feeds and saved pages alike.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, tostring

from articles.importing.readers.html.bodies import parse
from articles.importing.readers.wordpress.blocks import note_id

LONE_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
EMBED = re.compile(r"\bwp-block-(?:core-)?embed(?![\w-]*__)")
GALLERY = re.compile(r"\b(?:wp-block-gallery|blocks-gallery-grid)\b")
WIDE = re.compile(r"\balign(?:wide|full)\b")
CAPTIONED = re.compile(r"\bwp-caption(?![\w-])")
NOTHING = re.compile(r"\b(?:wp-block-file__button|wp-block-spacer|wp-block-button__width|screen-reader-text)\b")


def tidy(fragment: str) -> tuple[str, list[str]]:
    """Return a fragment of HTML without what only a theme's style gives a meaning, and the addresses of its embeds."""
    root = parse(fragment)
    embeds: list[str] = []
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element is not root and _is_within(element, root):
            _tidy_one(element, embeds)
    for paragraph in list(root.iter("p")):
        _link_lone_address(paragraph, embeds)
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root), embeds


def _is_within(element: HtmlElement, root: HtmlElement) -> bool:
    return any(above is root for above in element.iterancestors())


def _tidy_one(element: HtmlElement, embeds: list[str]) -> None:
    classes = element.get("class") or ""
    if NOTHING.search(classes):
        element.drop_tree()
    elif "pullquote" in classes and element.tag in {"figure", "blockquote", "aside", "div"}:
        _make_pull(element)
    elif GALLERY.search(classes):
        _open_gallery(element)
    elif element.tag == "figure":
        _tidy_figure(element, classes, embeds)
    elif element.tag == "div" and CAPTIONED.search(classes):
        _make_figure(element)
    elif element.tag == "sup" and element.get("data-fn"):
        _make_note(element)


def _tidy_figure(element: HtmlElement, classes: str, embeds: list[str]) -> None:
    if EMBED.search(classes):
        _make_link(element, embeds)
    elif element.find("table") is not None:
        _open_table(element)
    elif WIDE.search(classes):
        element.set("class", "wide")


def _make_pull(element: HtmlElement) -> None:
    """Make paragraphs that are pulled out of the text of a quotation that is."""
    source = element.find(".//cite")
    blocks = element.findall(".//p") or [element]
    if source is not None and source.getparent() is not None:
        source.drop_tree()
    made = []
    for block in blocks:
        paragraph = parse(f'<p class="pull">{_inner(block)}</p>')[0]
        if " ".join(paragraph.text_content().split()):
            made.append(paragraph)
    if source is not None:
        source.tail = None
        paragraph = etree.SubElement(parse(""), "p", {"class": "pull"})
        paragraph.append(source)
        made.append(paragraph)
    _replace(element, made)


def _make_link(element: HtmlElement, embeds: list[str]) -> None:
    """Make a link of what was embedded; text that stands in it (a quoted post) and the caption stay."""
    inner = next((found for tag in ("iframe", "video", "audio", "embed") for found in element.iter(tag)), None)
    words = " ".join(part for part in element.itertext() if part)
    found = LONE_ADDRESS.search(words)
    address = (inner.get("src") if inner is not None else None) or (found.group() if found else "")
    caption = element.find("figcaption")
    if caption is not None:
        caption.drop_tree()
    rest = element.text_content().replace(address, "").strip()
    if not address.startswith(("http://", "https://")) or len(rest) > len(address):
        element.tag = "div"
        return
    embeds.append(address)
    paragraph = parse("<p></p>")[0]
    link = etree.SubElement(paragraph, "a", href=address)
    link.text = address
    made = [paragraph]
    if caption is not None and caption.text_content().strip():
        caption.tag, caption.tail = "p", None
        made.append(caption)
    _replace(element, made)


def _open_gallery(element: HtmlElement) -> None:
    """Let the pictures of a gallery stand one by one; its own caption follows them."""
    for caption in element.findall("figcaption"):
        caption.tag = "p"
    for item in element.findall("li"):
        item.tag = "div"
    element.tag = "div"
    element.attrib.clear()


def _open_table(element: HtmlElement) -> None:
    table, caption = element.find("table"), element.find("figcaption")
    if caption is not None and table is not None:
        caption.tail = None
        caption.tag = "caption"
        table.insert(0, caption)
    element.tag = "div"


def _make_figure(element: HtmlElement) -> None:
    element.tag = "figure"
    for text in element.findall("p"):
        if "wp-caption-text" in (text.get("class") or ""):
            text.tag = "figcaption"


def _make_note(element: HtmlElement) -> None:
    """Give a footnote's mark the ids that lead to the note and back."""
    number = element.get("data-fn") or ""
    element.set("id", f"fnref-{number}"[:60])
    for link in element.iter("a"):
        link.set("href", f"#{note_id(number)}")
        link.attrib.pop("id", None)


def _link_lone_address(paragraph: HtmlElement, embeds: list[str]) -> None:
    """Make a link of an address that stands alone in a paragraph: WordPress shows what it leads to."""
    words = paragraph.text_content().strip()
    if len(paragraph) or not LONE_ADDRESS.fullmatch(words):
        return
    embeds.append(words)
    paragraph.text = None
    link = etree.SubElement(paragraph, "a", href=words)
    link.text = words


def _inner(element: HtmlElement) -> str:
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def _replace(element: HtmlElement, made: list[HtmlElement]) -> None:
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    place = parent.index(element)
    element.tail = None
    parent[place : place + 1] = made
    if not made:
        before = parent[place - 1] if place else None
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")
    else:
        made[-1].tail = tail
