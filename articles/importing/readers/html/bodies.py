"""From a fragment of HTML as some system wrote it to a body: paragraphs made, pictures found, embeds told.

Every reader whose source holds HTML ends here, so that one column reads alike whichever format it came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring, tostring

from articles import markup
from articles.importing.documents import Notice, Picture, Severity
from articles.importing.readers.html.limits import without_stuffed_tags
from articles.importing.readers.html.written import is_written, picture_in

RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "del": "s", "tt": "code", "kbd": "code", "samp": "code",
    "dt": "p", "dd": "p", "address": "p", "center": "div",
}  # fmt: skip
# Boxes that mean nothing of their own: what stands in them becomes paragraphs.
BOXES = frozenset({
    "div", "section", "article", "main", "header", "footer", "aside", "span", "font", "dl", "body", "html", "details",
    "summary", "picture", "noscript", "hgroup", "nav", "form", "fieldset",
})  # fmt: skip
BLOCKS = markup.BLOCK_TAGS | markup.TABLE_TAGS
# A list, a table or a figure holds blocks or loose text by right; only these need their loose text in paragraphs.
NEEDS_PARAGRAPHS = frozenset({"blockquote"})
INLINE = frozenset({"span", "font", "picture"})  # the cleaner takes them off
MAY_BE_EMPTY = (
    "p",
    "h2",
    "h3",
    "h4",
    "li",
    "ul",
    "ol",
    "blockquote",
    "figure",
    "figcaption",
    "pre",
    "table",
    "caption",
)
EMBEDS = frozenset({"iframe", "embed", "object", "video", "audio"})
GONE = frozenset({"script", "style", "template", "svg", "math", "title", "link", "meta", "input", "button", "select"})
LATE_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-url", "data-hi-res-src")
CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|byline", re.IGNORECASE)
WHITE = re.compile(r"\s+")
LONGEST_ADDRESS = 9_000_000  # that libxml2 reads without being asked to; its own limit is a little above


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body in the allow-list, its plain blocks, the pictures in it, and what an editor should know of it."""

    html: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Gathered:
    pictures: list[Picture] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    own: frozenset[str] = frozenset()


def make_body(fragment: str, *, address: str = "", own: frozenset[str] = frozenset()) -> Body:
    """Return the body of a fragment of HTML. `address` is that of its page: relative links and pictures follow it.

    Pictures whose `src` is in `own` came with the page and keep it.

    Raises no error: what is no HTML is taken as text.
    """
    root = parse(fragment)
    found = _Gathered(own=own)
    _simplify(root, found, address)
    _make_paragraphs(root)
    _drop_empty(root)
    html = markup.clean(_inner(root))
    notices = [
        Notice(
            code="embed_replaced",
            message=f"What was embedded from {where or 'elsewhere'} is now a link to it.",
            severity=Severity.NOTE,
        )
        for where in found.embeds
    ]
    return Body(
        html=html, paragraphs=tuple(markup.blocks(html)), pictures=tuple(found.pictures), notices=tuple(notices)
    )


def parse(fragment: str) -> HtmlElement:
    """Return a fragment as the children of one box."""
    box = without_stuffed_tags(markup.printable(fragment)).encode("utf-8", errors="replace")
    # Otherwise a large picture that is written into the text would take along whatever stands behind it.
    is_long = len(box) > LONGEST_ADDRESS
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=is_long)
    try:
        return fragment_fromstring(box, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        root = fragment_fromstring("<div></div>")
        root.text = fragment
        return root


def _inner(root: HtmlElement) -> str:
    parts = [tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(parts)


def _simplify(root: HtmlElement, found: _Gathered, address: str) -> None:
    """Bring every element to one that a body may hold; boxes stay for the making of paragraphs."""
    for element in list(root.iter()):
        if element is root or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag in RENAMED:
            element.tag = RENAMED[element.tag]
        _keep_classes(element)
        if element.tag in GONE:
            element.drop_tree()
        elif element.tag in EMBEDS:
            _replace_embed(element, found, address)
        elif element.tag == "img":
            _note_picture(element, found, address)
        elif element.tag == "a" and element.get("href"):
            element.set("href", _absolute(element.get("href"), address))


def _keep_classes(element: HtmlElement) -> None:
    """Leave the classes that a body may have; without one the attribute goes too: cleaning would leave it empty."""
    if "class" not in element.attrib or element.tag not in markup.ALLOWED_CLASSES:
        return
    kept = [name for name in element.get("class", "").split() if name in markup.ALLOWED_CLASSES[element.tag]]
    if kept:
        element.set("class", " ".join(kept))
    else:
        element.attrib.pop("class")


def _replace_embed(element: HtmlElement, found: _Gathered, address: str) -> None:
    inner = element.find(".//source") if element.tag in {"video", "audio"} else None
    given = element.get("src") or element.get("data") or (inner.get("src") if inner is not None else "") or ""
    where = _absolute(given, address)
    tail = element.tail or ""
    element.tail = None
    for child in list(element):
        element.remove(child)
    found.embeds.append(_host(where))
    element.attrib.clear()
    element.tag, element.text, element.tail = "p", None, tail
    if where.startswith(("http://", "https://")):
        link = etree.SubElement(element, "a", href=where)
        link.text = where


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _note_picture(element: HtmlElement, found: _Gathered, address: str) -> None:
    late = next((value for name in LATE_SOURCES if (value := element.get(name))), "")
    late = "" if element.get("src") in found.own else late
    given = (late or element.get("src") or "").strip()
    where = _place_of(given, found, address)
    if not where:
        element.drop_tree()
        return
    element.set("src", where)
    figure = next((above for above in element.iterancestors() if above.tag == "figure"), None)
    caption, credit = _caption(figure) if figure is not None else ("", "")
    alt = WHITE.sub(" ", element.get("alt") or "").strip()
    found.pictures.append(Picture(address=where, alt=alt, caption=caption, credit=credit))


def _place_of(given: str, found: _Gathered, address: str) -> str | None:
    """Return the address by which a picture can be had; one that is written into the text gets a short one."""
    if given in found.own:
        return next(own for own in found.own if own == given)
    return picture_in(given) if is_written(given) else _absolute(given, address)


def _caption(figure: HtmlElement) -> tuple[str, str]:
    """Return the caption of a figure and, where it is marked as such, who made the picture."""
    box = figure.find(".//figcaption")
    if box is None:
        return "", ""
    credit = next((_words(part) for part in box.iterdescendants() if CREDIT_CLASS.search(part.get("class") or "")), "")
    caption = _words(box)
    return (caption.replace(credit, "").strip() if credit else caption), credit


def _words(element: HtmlElement) -> str:
    return WHITE.sub(" ", element.text_content()).strip()


def _absolute(given: str, address: str) -> str:
    given = given.strip()
    if not address.startswith(("http://", "https://")) or given.startswith("#"):
        return given
    try:
        return urljoin(address, given)
    except ValueError:
        return given


def _make_paragraphs(root: HtmlElement) -> None:
    """Unpack boxes, from the innermost outwards, and put loose text between blocks into paragraphs."""
    for element in reversed(list(root.iter())):
        if element is root or not isinstance(element.tag, str):
            continue
        if element.tag in BOXES:
            _open(element)
        elif element.tag in NEEDS_PARAGRAPHS:
            _wrap(element)
        elif element.tag == "p":
            _part_at_breaks(element)
    _wrap(root)


def _open(box: HtmlElement) -> None:
    """Put what is in a box in its place; a mere mark on some words stays, unless breaks in it part paragraphs."""
    if box.tag in INLINE:
        if box.find("br") is not None:
            _unpack(box)
        return
    if _stands_alone(box):
        _wrap(box)
    _unpack(box)


def _stands_alone(element: HtmlElement) -> bool:
    """Whether a box is none inside a paragraph, a list item or a table's cell, where a paragraph has no place."""
    return not any(
        above.tag in {"p", "li", "td", "th", "figcaption", "caption", "pre", "h2", "h3", "h4", "a", "figure"}
        for above in element.iterancestors()
    )


def _wrap(box: HtmlElement) -> None:
    """Put runs of text and inline elements that stand loose in a box into paragraphs; two breaks part them."""
    children = list(box)
    runs: list[HtmlElement] = []
    text, box.text = box.text, None
    current = _new_paragraph(text)
    breaks = 0
    for child in children:
        tail, child.tail = child.tail, None
        box.remove(child)
        if child.tag in BLOCKS:
            runs += [*_if_filled(current), child]
            current, breaks = _new_paragraph(tail), 0
            continue
        breaks = breaks + 1 if child.tag == "br" else 0
        if breaks > 1:
            runs += _if_filled(current)
            current = _new_paragraph(tail)
        else:
            child.tail = tail
            current.append(child)
        if (tail or "").strip():
            breaks = 0
    runs += _if_filled(current)
    box.extend(runs)


def _new_paragraph(text: str | None) -> HtmlElement:
    paragraph: HtmlElement = fragment_fromstring("<p></p>")
    paragraph.text = text
    return paragraph


def _if_filled(paragraph: HtmlElement) -> Iterator[HtmlElement]:
    """Yield a paragraph that says or shows something, without breaks at its edges."""
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        paragraph.remove(paragraph[-1])
    while len(paragraph) and paragraph[0].tag == "br" and not (paragraph.text or "").strip():
        paragraph.text = paragraph[0].tail
        first = paragraph[0]
        first.tail = None
        paragraph.remove(first)
    if _words(paragraph) or paragraph.find(".//img") is not None:
        yield paragraph


def _part_at_breaks(paragraph: HtmlElement) -> None:
    """Make several paragraphs of one in which two breaks part them; drop one that says nothing."""
    parent = paragraph.getparent()
    if parent is None:
        return
    inner: HtmlElement = fragment_fromstring("<div></div>")
    inner.text = paragraph.text
    inner.extend(list(paragraph))
    _wrap(inner)
    parts = list(inner)
    if not parts:
        return  # an empty paragraph still parts what stands around it; it is taken out at the end
    for number, part in enumerate(parts):
        attributes = dict(paragraph.attrib)
        if number:
            attributes.pop("id", None)
        part.attrib.update(attributes)
    _replace(paragraph, parts)


def _replace(element: HtmlElement, parts: Sequence[HtmlElement]) -> None:
    """Put other elements in the place of one; the text behind it stays behind them."""
    tail, element.tail = element.tail, None
    for part in parts:
        element.addprevious(part)
    element.getparent().remove(element)
    parts[-1].tail = tail


def _unpack(element: HtmlElement) -> None:
    """Put what is in an element in its place. (lxml's own way counts the elements before it, each time anew.)"""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    _add_text(parent, before, element.text)
    children = list(element)
    for child in children:
        element.addprevious(child)
    element.tail = None
    parent.remove(element)
    _add_text(parent, children[-1] if children else before, tail)


def _add_text(parent: HtmlElement, before: HtmlElement | None, text: str | None) -> None:
    if text and before is None:
        parent.text = (parent.text or "") + text
    elif text and before is not None:
        before.tail = (before.tail or "") + text


def _drop_empty(root: HtmlElement) -> None:
    """Take out paragraphs, headings, items, lists and figures that neither say nor show anything."""
    for element in reversed(list(root.iter(*MAY_BE_EMPTY))):
        if element is not root and not _words(element) and element.find(".//img") is None:
            element.drop_tree()
