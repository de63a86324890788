"""The blocks of an NITF body as HTML: paragraphs, headings, quotations, lists, tables, pictures."""

from __future__ import annotations

import html
import re

from lxml import etree

from articles.importing.documents import Picture, Severity
from articles.importing.readers.newswire.items import Item, figure
from articles.importing.readers.newswire.xml_source import DEEPEST, words
from articles.importing.readers.prose import is_html, to_html

BLOCKS = {
    "p": "p", "hl1": "h2", "hl2": "h2", "bq": "blockquote", "ul": "ul", "ol": "ol", "li": "li", "pre": "pre",
    "table": "table", "caption": "caption", "thead": "thead", "tbody": "tbody", "tfoot": "tfoot", "tr": "tr",
    "td": "td", "th": "th", "dt": "p", "dd": "p", "hr": "hr", "credit": "p", "blockquote": "blockquote", "h1": "h2",
    "h2": "h2", "h3": "h3", "h4": "h4", "figure": "figure", "figcaption": "figcaption", "fn": "p",
}  # fmt: skip
INLINE = {
    "em": "em", "strong": "strong", "b": "strong", "i": "em", "q": "q", "sub": "sub", "sup": "sup", "br": "br",
    "a": "a", "img": "img", "cite": "cite", "code": "code", "object.title": "em", "u": "em",
}  # fmt: skip
VOID = frozenset({"br", "hr", "img"})
UNSHOWN = frozenset({
    "media-metadata", "media-object", "nitf-table-metadata", "col", "colgroup", "byline", "bytag", "tagline",
    "script", "style",
})  # fmt: skip
KEPT_ATTRIBUTES = frozenset({"href", "src", "alt", "colspan", "rowspan", "id", "title"})
PICTURES = frozenset({"image", "photo", "picture", "graphic", "illustration", ""})
FULL_TEXT = "full_text"
LEAD = re.compile(r"^\s*LEAD:\s*")
LEAST_LINES = 4
RULE = re.compile(r"\s*(?:[_*=–—-]\s*){3,}")
INDENT = re.compile(r"[ \t]*")


def to_body(content: etree._Element, item: Item) -> str:
    """Return the HTML of a body's content; pictures without an address are said in the item's notices."""
    whole = next((block for block in content.iter("block") if block.get("class") == FULL_TEXT), None)
    source = whole if whole is not None else content
    if not len(source):
        text = source.text or ""
        return to_html(text) if text.strip() else ""
    made = _Maker(item).children(source)
    return _without_repeated_lead(made) if whole is not None else made


class _Maker:
    """Writes the HTML of elements; what can't stand inside a paragraph is put behind it."""

    def __init__(self, item: Item) -> None:
        self.item = item

    def children(self, element: etree._Element, depth: int = 0) -> str:
        """Return the HTML of what is in an element."""
        parts = [html.escape(element.text or "", quote=False)]
        for child in element if depth < DEEPEST else ():
            parts += [self.element(child, depth + 1), html.escape(child.tail or "", quote=False)]
        return "".join(parts)

    def element(self, element: etree._Element, depth: int) -> str:
        """Return the HTML of an element: of the contents alone where its name says nothing to readers."""
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in UNSHOWN:
            return ""
        if name in {"media", "media-group"} and element.find("media-reference") is not None:
            return self.media(element)
        if name == "p":
            return self.paragraph(element, depth)
        if name in BLOCKS:
            return self.tag(BLOCKS[name], element, depth)
        if name in INLINE:
            return self.tag(INLINE[name], element, depth)
        return self.children(element, depth)

    def tag(self, name: str, element: etree._Element, depth: int) -> str:
        """Return an element under its name in HTML."""
        kept = "".join(
            f' {key}="{html.escape(str(value))}"' for key, value in element.attrib.items() if key in KEPT_ATTRIBUTES
        )
        return f"<{name}{kept}>" if name in VOID else f"<{name}{kept}>{self.children(element, depth)}</{name}>"

    def paragraph(self, element: etree._Element, depth: int) -> str:
        """Return a paragraph, or several where its lines are laid out as such."""
        if not len(element) and RULE.fullmatch(element.text or ""):
            return "<hr>"
        if not len(element):
            laid_out = paragraphs_of_layout(element.text or "")
            return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in laid_out)
        behind: list[etree._Element] = []
        for inner in list(element.iter("media", "nitf-table", "ul", "ol", "table")):
            if inner.getparent() is not None and all(above is not inner for above in behind):
                behind.append(inner)
        made = "".join(self.element(inner, depth + 1) for inner in behind)
        for inner in behind:
            _take_out(inner)
        return f"<p>{self.children(element, depth)}</p>{made}"

    def media(self, element: etree._Element) -> str:
        """Return a picture as a figure, a film or sound as a link to it."""
        kind = (element.get("media-type") or "").casefold()
        caption = " ".join(filter(None, (words(part) for part in element.iter("media-caption"))))
        credit = words(element.find("media-producer"))
        reference = _best(element)
        address = reference.get("source", "").strip() if reference is not None else ""
        if kind == "text":
            return ""
        if not address:
            self.item.note("media_without_address", f"A {kind or 'picture'} has no address: “{caption[:80]}”.")
            return ""
        if kind not in PICTURES:
            self.item.note("media_linked", f"A {kind} is now a link to it.", Severity.NOTE)
            label = html.escape(caption or address, quote=False)
            return f'<p><a href="{html.escape(address)}">{label}</a></p>'
        alt = (reference.get("alternate-text") or "") if reference is not None else ""
        return figure(Picture(address=address, alt=alt, caption=caption, credit=credit))


def _best(element: etree._Element) -> etree._Element | None:
    """Return the reference to the widest form of a picture."""
    found = [reference for reference in element.iter("media-reference") if reference.get("source")]
    return max(found, key=lambda each: int(width) if (width := each.get("width", "")).isdigit() else 0, default=None)


def _take_out(element: etree._Element) -> None:
    """Remove an element and leave the text behind it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def paragraphs_of_layout(text: str) -> list[str]:
    """Return the paragraphs of a text: one, or where blank lines and indents part many lines, several."""
    lines = text.strip("\n").split("\n")
    if len(lines) < LEAST_LINES:
        return [" ".join(text.split())] if text.strip() else []
    indents = [len(INDENT.match(line)[0]) for line in lines[1:] if line.strip()]  # type: ignore[index] # it matches ""
    least = min(indents, default=0)
    parts: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        opens = number > 0 and len(line) - len(line.lstrip(" \t")) > least
        if not line.strip() or (opens and parts[-1]):
            parts.append([])
        if line.strip():
            parts[-1].append(line.strip())
    return [" ".join(part) for part in parts if part]


def _without_repeated_lead(made: str) -> str:
    """Return a body without the first paragraph that an archive repeats behind the word “LEAD:”."""
    found = re.findall(r"<p[^>]*>(.*?)</p>", made, re.DOTALL)
    if len(found) > 1 and LEAD.match(found[0]) and LEAD.sub("", found[0]).split() == found[1].split():
        return made[made.index("</p>") + 4 :]
    return made


def html_of_text(text: str) -> str:
    """Return text that is not laid out in elements as HTML: its own tags, else its layout, make the paragraphs."""
    if is_html(text):
        return to_html(text)
    parts = paragraphs_of_layout(text)
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts) if len(parts) > 1 else to_html(text)
