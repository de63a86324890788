"""What the styles of an OpenDocument text mean: which paragraph is a title or a quotation, which words are bold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# What paragraphs of a style are, by its name in the word processor, in lower case.
PARAGRAPHS = {
    "title": "h1", "subtitle": "p", "quotations": "blockquote", "quote": "blockquote", "block quotation": "blockquote",
    "caption": "caption", "illustration": "caption", "figure": "caption", "drawing": "caption",
    "preformatted text": "pre",
}  # fmt: skip
BOLD = frozenset({"bold", "600", "700", "800", "900"})
INHERITED = 20  # styles above a style that are looked at


@dataclass(frozen=True, slots=True)
class Styles:
    """What a style makes of its paragraph ("" for nothing), the elements around its words, and the numbered lists."""

    paragraphs: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: frozenset[str] = frozenset()

    def paragraph(self, name: str) -> str:
        """Return what a paragraph of a style is; one that the file does not define is known by its name."""
        return self.paragraphs.get(name) or PARAGRAPHS.get(_plain(name), "")


def read_styles(*trees: etree._Element | None) -> Styles:
    """Read the styles of the parts of a file; an earlier part's count before a later one's."""
    found: dict[str, etree._Element] = {}
    numbered = set()
    for tree in trees:
        for style in tree.iter(f"{STYLE}style") if tree is not None else ():
            found.setdefault(style.get(f"{STYLE}name", ""), style)
        for each in tree.iter(f"{TEXT}list-style") if tree is not None else ():
            if len(each) and each[0].tag == f"{TEXT}list-level-style-number":
                numbered.add(each.get(f"{STYLE}name", ""))
    return Styles(
        paragraphs={name: _paragraph(style, found) for name, style in found.items()},
        words={name: tuple(_elements(style, found)) for name, style in found.items()},
        numbered=frozenset(numbered),
    )


def _line(style: etree._Element, found: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style and those that it inherits from."""
    for _ in range(INHERITED):
        yield style
        above = found.get(style.get(f"{STYLE}parent-style-name", ""))
        if above is None or above is style:
            return
        style = above


def _paragraph(style: etree._Element, found: Mapping[str, etree._Element]) -> str:
    for each in _line(style, found):
        names = (each.get(f"{STYLE}{kind}", "") for kind in ("display-name", "name", "parent-style-name"))
        for name in map(_plain, names):
            if name in PARAGRAPHS:
                return PARAGRAPHS[name]
    return ""


def _plain(name: str) -> str:
    return name.replace("_20_", " ").lower()


def _elements(style: etree._Element, found: Mapping[str, etree._Element]) -> Iterator[str]:
    given: dict[str, str] = {}
    for each in _line(style, found):
        for properties in each.iter(f"{STYLE}text-properties"):
            given = {**{str(name): str(value) for name, value in properties.attrib.items()}, **given}
    if given.get(f"{FO}font-weight") in BOLD:
        yield "strong"
    if given.get(f"{FO}font-style") in {"italic", "oblique"}:
        yield "em"
    if given.get(f"{STYLE}text-line-through-style", "none") != "none":
        yield "s"
    yield from _raised(given.get(f"{STYLE}text-position", ""))


def _raised(position: str) -> Iterator[str]:
    """Yield whether words stand above or below the line: “super 58%”, “-33% 58%”."""
    where = position.partition(" ")[0]
    if where == "sub" or where.startswith("-"):
        yield "sub"
    elif where not in {"", "0%"}:
        yield "sup"
