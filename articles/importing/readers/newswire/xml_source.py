"""XML of a stranger, read without following anything that it declares, and mended where it is broken."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from articles import markup
from articles.importing.documents import Notice, UnreadableError
from articles.importing.readers.decoding import decode

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*?(?:encoding\s*=\s*[\"']([\w.:-]+)[\"'])?[^>]*\?>", re.IGNORECASE)
RAW_DECLARATION = re.compile(rb"\A\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
ENTITY_DECLARED = re.compile(r"<!ENTITY\b", re.IGNORECASE)
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z_][\w.:-]{0,63};)")
CDATA, END_OF_CDATA = "<![CDATA[", "]]>"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)  # as every name of these formats
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
CUT_OFF = re.compile(r"premature end|not found|tag not finished|unexpected end", re.IGNORECASE)
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as a tree whose names are without their namespaces, its text, and what was wrong with it."""

    root: etree._Element
    text: str
    encoding: str
    notices: tuple[Notice, ...]
    is_cut_off: bool


def parse(name: str, content: bytes) -> Parsed:
    """Read a file of XML. Raises UnreadableError where there is nothing in it that could be read."""
    text, encoding, notices = _decoded(name, content)
    said = list(notices)
    plain = _without_doctype(text, said)
    plain = "".join(part if part.startswith(CDATA) else _mended(part) for part in _sections(plain))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(plain.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{name} is no XML that could be read: {error}.", code="broken_xml") from error
    if root is None:
        raise UnreadableError(f"{name} is no XML that could be read: there is no element in it.", code="broken_xml")
    broken, is_cut_off = _faults(parser)
    if broken is not None:
        said.append(broken)
    _without_namespaces(root)
    return Parsed(root, text, encoding, tuple(said), is_cut_off)


def _decoded(name: str, content: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    """Return the text: in the encoding that the file declares where that holds, else in the one it looks like."""
    declared = RAW_DECLARATION.match(content[:1_000].removeprefix(b"\xef\xbb\xbf"))
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        label = declared[1].decode("ascii").lower()
        try:
            return content.decode(label).removeprefix("\ufeff").replace("\r\n", "\n"), label, ()
        except (LookupError, UnicodeDecodeError, ValueError):
            decoded = decode(name, content)
            message = f"The file says that it is {label}, but it is not; it was read as {decoded.encoding}."
            return decoded.text, decoded.encoding, (Notice(code="encoding_declared_wrong", message=message),)
    decoded = decode(name, content)
    return decoded.text, decoded.encoding, decoded.notices


def _without_doctype(text: str, said: list[Notice]) -> str:
    """Blank out the declarations, so that nothing they name is looked up or expanded; the lines stay."""
    if ENTITY_DECLARED.search(text[:100_000]):
        message = "The file declares entities of its own; none of them was followed or expanded."
        said.append(Notice(code="entities_not_expanded", message=message))
    text = DECLARATION.sub(_blank, text)
    return DOCTYPE.sub(_blank, text, count=1)


def _sections(text: str) -> Iterator[str]:
    """Yield a text in parts: each CDATA section is one of its own. One that is never closed is none."""
    at = 0
    while (start := text.find(CDATA, at)) >= 0 and (end := text.find(END_OF_CDATA, start)) >= 0:
        yield text[at:start]
        at = end + len(END_OF_CDATA)
        yield text[start:at]
    yield text[at:]


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _mended(part: str) -> str:
    """Write the named characters of HTML as characters, and a lone ampersand as XML asks for it."""
    return BARE.sub("&amp;", NAMED.sub(_character, markup_safe(part)))


def markup_safe(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return _CONTROLS.sub("", text)


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _character(match: re.Match[str]) -> str:
    if match[1] in OF_XML:
        return match[0]
    character = html.unescape(match[0])
    return match[0] if character == match[0] else html.escape(character, quote=False)


def _faults(parser: etree.XMLParser) -> tuple[Notice | None, bool]:
    errors = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.ERROR]
    if not errors:
        return None, False
    first = errors[0]
    places = "in one place" if len(errors) == 1 else f"in {len(errors)} places, first"
    what = markup.printable(first.message)[:160]
    message = f"The XML is broken {places} in line {first.line} ({what}); what could be read was read."
    is_cut_off = any(CUT_OFF.search(entry.message) for entry in errors[-3:])
    return Notice(code="broken_xml", message=message, line=first.line), is_cut_off


def _without_namespaces(root: etree._Element) -> None:
    """Leave the names alone; one that only a broken file can have, such as “a:b:c”, stays whole and means nothing."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            name = element.tag.partition("}")[2]
            if NAME.fullmatch(name):
                element.tag = name


def words(element: etree._Element | None) -> str:
    """Return the text of an element in one line; "" where there is no element."""
    return " ".join("".join(texts(element)).split()) if element is not None else ""


def texts(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """Yield the texts in an element, what declared entities would have held left out."""
    if isinstance(element.tag, str):
        yield element.text or ""
        if depth < DEEPEST:
            for child in element:
                yield from texts(child, depth + 1)
                yield child.tail or ""


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return the first element on a path of names below an element."""
    return element.find(path) if element is not None else None


def line_of(element: etree._Element) -> int | None:
    """Return the line of the file in which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def lines_of(element: etree._Element, offset: int = 0) -> tuple[int, int] | None:
    """Return the first and last line of an element in the text that is shown, which begins `offset` lines later."""
    first = line_of(element)
    if first is None:
        return None
    length = etree.tostring(element, with_tail=False, encoding="unicode").count("\n")
    return (first - offset, first - offset + length) if first > offset else None
