"""What the styles of an OpenDocument text mean: which paragraph is a title or a quotation, which words are bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from articles.importing.readers.wordprocessing.meanings import meaning_of

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PREFORMATTED = "preformatted"
ENCODED = re.compile(r"_([0-9a-f]{2,4})_")  # how a name has the signs that may stand in none
BOLD = frozenset({"bold", "600", "700", "800", "900"})
INHERITED = 20  # styles above a style that are looked at


@dataclass(frozen=True, slots=True)
class Styles:
    """What a style means for its paragraph ("" for nothing), the elements around its words, and the numbered lists.

    `breaking` are the styles whose paragraph begins a page, `hidden` those whose words are not printed.
    """

    paragraphs: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: frozenset[str] = frozenset()
    breaking: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def paragraph(self, name: str) -> str:
        """Return what a paragraph of a style is; one that the file does not define is known by its name."""
        return self.paragraphs.get(name) or _meaning(name)


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
        breaking=frozenset(name for name, style in found.items() if _says(style, f"{FO}break-before", "page")),
        hidden=frozenset(name for name, style in found.items() if _says(style, f"{TEXT}display", "none")),
    )


def _says(style: etree._Element, attribute: str, value: str) -> bool:
    return any(properties.get(attribute) == value for properties in style)


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
        meaning = next((meaning for name in names if (meaning := _meaning(name))), "")
        if meaning:
            return meaning
    return ""


def _meaning(name: str) -> str:
    plain = ENCODED.sub(lambda code: chr(int(code[1], 16)), name)
    return PREFORMATTED if plain.casefold() == "preformatted text" else meaning_of(plain)


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
