"""The zip that a word processor's file is, opened within limits: its XML parts, and the names of the others."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from articles.importing.documents import UnreadableError
from articles.importing.zipped import BROKEN, MAGIC

MOST_MEMBERS = 5_000
MOST_XML = 40_000_000  # bytes of all XML parts unpacked: the text of several books
DEEPEST = 80  # a table in a text box in a table stands at about 30
MOST_ELEMENTS, MOST_PARAGRAPHS = 60_000, 15_000  # of one part: what can be read within seconds
XML = (".xml", ".rels")
MIMETYPE, LONGEST_MIMETYPE = "mimetype", 200


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file by their names: those of XML with their bytes, and the others, which nobody unpacked."""

    xml: Mapping[str, bytes]
    others: frozenset[str] = field(default_factory=frozenset)

    def tree(self, part: str) -> etree._Element | None:
        """Return a part as a tree; None where there is no such part."""
        return parse(self.xml[part]) if part in self.xml else None


def names_in(content: bytes) -> frozenset[str]:
    """Return the names of a zip's members; nothing for what is no zip."""
    if not content.startswith(MAGIC):
        return frozenset()
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            return frozenset(opened.namelist()[:MOST_MEMBERS])
    except BROKEN:
        return frozenset()


def mimetype_in(content: bytes) -> bytes:
    """Return what a zip says that it is, as OpenDocument asks for; nothing where it does not, or is no zip."""
    if MIMETYPE not in names_in(content):
        return b""
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened, opened.open(MIMETYPE) as stream:
            return stream.read(LONGEST_MIMETYPE)
    except BROKEN:
        return b""


def open_package(name: str, content: bytes) -> Package:
    """Unpack and check the XML parts. Raises UnreadableError (`damaged_file`, `too_big`, `unsafe_xml`)."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            members = opened.infolist()
            if len(members) > MOST_MEMBERS:
                raise _too_big(name)
            # Word processors save settings of the screen that were never made as empty parts.
            wanted = {each.filename: each for each in members if each.filename.lower().endswith(XML) and each.file_size}
            if sum(each.file_size for each in wanted.values()) > MOST_XML:
                raise _too_big(name)
            parts = {part: _unpack(name, opened, member) for part, member in wanted.items()}
    except BROKEN as error:
        message = f"{name} is damaged: it can't be unpacked. Open it in a word processor and save it anew."
        raise UnreadableError(message, code="damaged_file") from error
    for part in parts.values():
        _check(name, part)
    others = frozenset(each.filename for each in members if each.filename not in parts and not each.is_dir())
    return Package(parts, others)


def parse(part: bytes) -> etree._Element:
    """Return a part as a tree; nothing that it declares is followed. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(part, parser)


def _unpack(name: str, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Unpack a member, which may be no longer than it says."""
    with opened.open(member) as stream:
        part = stream.read(member.file_size + 1)
    if len(part) > member.file_size:
        raise _too_big(name)
    return part


def _check(name: str, part: bytes) -> None:
    """Refuse XML that is broken, declares entities, or is nested beyond all reason: libraries would trip over it."""
    depth = 0
    _check_length(name, part)
    try:
        events = etree.iterparse(
            BytesIO(part), ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for event, element in events:
            if event == "start":
                depth += 1
                if depth > DEEPEST:
                    message = f"{name} is nested more deeply than any text: it was not read."
                    raise UnreadableError(message, code="unsafe_xml")
                if depth == 1 and element.getroottree().docinfo.doctype:
                    message = f"{name} declares a document type, as no word processor does: it was not read."
                    raise UnreadableError(message, code="unsafe_xml")
            else:
                depth -= 1
    except etree.XMLSyntaxError as error:
        message = f"{name} is damaged: a part of it is no XML. Open it in a word processor and save it anew."
        raise UnreadableError(message, code="damaged_file") from error


def _check_length(name: str, part: bytes) -> None:
    """Refuse what takes more than seconds to read, by the tags that it can have at most."""
    paragraphs = sum(part.count(tag) for tag in (b"<w:p>", b"<w:p ", b"<text:p", b"<text:h"))
    if part.count(b"<") - part.count(b"</") > MOST_ELEMENTS or paragraphs > MOST_PARAGRAPHS:
        message = f"{name} is longer than any column: part it into several files, which can then be read."
        raise UnreadableError(message, code="too_big")


def _too_big(name: str) -> UnreadableError:
    return UnreadableError(f"{name} holds more than any column: it was not read.", code="too_big")
