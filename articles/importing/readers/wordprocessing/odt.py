"""The reader of OpenDocument texts: HTML is made of one, whose paragraphs are then understood as a text dump's are."""

from __future__ import annotations

from lxml import etree

from articles.importing.documents import Document, ReadOptions, UnreadableError
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.wordprocessing.finishing import finish
from articles.importing.readers.wordprocessing.odt_html import OFFICE, Writer
from articles.importing.readers.wordprocessing.odt_notices import notices_of
from articles.importing.readers.wordprocessing.odt_styles import read_styles
from articles.importing.readers.wordprocessing.package import mimetype_in, names_in, open_package
from articles.importing.readers.wordprocessing.properties import Properties

CONTENT = "content.xml"
KINDS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def fits(sample: Sample) -> bool:
    """Whether a file is an OpenDocument text by what its zip says, whatever it is called."""
    kind = mimetype_in(sample.content)
    return kind.startswith(KINDS) or (not kind and sample.suffix == ".odt" and CONTENT in names_in(sample.content))


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read a document; several where each is signed under a title, or stands on a page, of its own.

    Deleted text is left out and inserted text kept; comments, headers and footers are left out. Raises UnreadableError
    (`damaged_file`, `too_big`, `unsafe_xml`, `locked_file`), ValueError for an unknown time zone.
    """
    package = open_package(name, content)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and any(etree.QName(each).localname == "encryption-data" for each in manifest.iter("{*}*")):
        message = f"{name} is locked with a password. Open it in a word processor and save it without."
        raise UnreadableError(message, code="locked_file")
    tree = package.tree(CONTENT)
    text = tree.find(f".//{OFFICE}text") if tree is not None else None
    if tree is None or text is None:
        raise UnreadableError(f"{name} is no OpenDocument text: it has no text part.", code="damaged_file")
    page_styles = package.tree("styles.xml")
    styles = read_styles(tree, page_styles)
    days = (f"{META}creation-date", f"{DUBLIN_CORE}date")
    properties = Properties.of(package.tree("meta.xml"), *days)
    notices = notices_of(text, styles, page_styles)
    return finish(name, "odt", Writer(styles).write(text), options, notices=notices, properties=properties)
