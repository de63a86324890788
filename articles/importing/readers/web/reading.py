"""The reader of saved web pages: from the bytes of a file to documents.

A file is a page, a page with its pictures (MHTML), a web archive of many pages (WARC), or one of these in gzip.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.readers.sniffing import LENGTH, Sample
from articles.importing.readers.tables.substack import is_text_of_a_post
from articles.importing.readers.web.addresses import FOLDER
from articles.importing.readers.web.assembly import assemble
from articles.importing.readers.web.holding import NO_ARTICLE
from articles.importing.readers.web.mhtml import is_mhtml, open_mhtml
from articles.importing.readers.web.page import MOST_BYTES, Around, open_page
from articles.importing.readers.web.warc import Fetched, is_warc, read_warc

ROOTS = frozenset({"html", "head", "body"})
# A file that is called a page may begin with any of its elements, or with text.
NAMED = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})
ELEMENT = re.compile(r"<(?:html|head|body|title|meta|div|p|h[1-6]|table|article|section)\b", re.IGNORECASE)
GZIP = b"\x1f\x8b"
GZIP_BITS = 31  # zlib's way of saying that a stream has gzip's header


def fits(sample: Sample) -> bool:
    """Whether a file is a saved page, or several, by its content; an ending counts only where that begins otherwise."""
    content = sample.content
    if content.startswith(GZIP):
        inner = _unpacked_start(content)
        return bool(inner) and not inner.startswith(GZIP) and fits(Sample(sample.name.removesuffix(".gz"), inner))
    if sample.root in ROOTS or is_warc(content) or is_mhtml(content):
        return True
    return sample.suffix in NAMED and ELEMENT.search(sample.opening) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read the articles of a file: one, or one for each page of a web archive.

    Raises UnreadableError with a sentence, ValueError for an unknown time zone.
    """
    if content.startswith(GZIP):
        content = _unpacked(name, content)
    frame = _frame_of(name, options)
    if frame:
        message = f"{name} is a part of the saved page {frame}, such as an advertisement."
        return (_left_out(name, "saved_frame", message),)
    if is_text_of_a_post(name, options.beside):
        message = f"{name} is the text of a post that posts.csv beside it names, and goes with that."
        return (_left_out(name, "text_of_a_row", message),)
    if is_warc(content):
        return tuple(_archived(name, content, options))
    page = (
        open_mhtml(name, content, options)
        if is_mhtml(content)
        else open_page(name, content, Around(beside=options.beside))
    )
    return (assemble(page, options),)


def _archived(name: str, content: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the document of each page of a web archive; what is no article is left out, as a crawl has much of it."""
    counted = read_warc(content)
    if not counted.pages:
        raise UnreadableError(f"{name} is a web archive without a page.", code="no_page")
    for number, fetched in enumerate(counted.pages, start=1):
        document = _fetched(f"{name}#{number}", fetched, options)
        if counted.is_cut and number == len(counted.pages):
            message = f"{name} breaks off: {number} pages could be read of it."
            document = replace(document, notices=(*document.notices, Notice(code="file_cut_off", message=message)))
        yield document


def _fetched(name: str, fetched: Fetched, options: ReadOptions) -> Document:
    around = Around(charset=fetched.charset, address=fetched.address, crawled=fetched.at)
    try:
        document = assemble(open_page(name, fetched.content, around), options)
    except UnreadableError as error:
        return replace(_left_out(name, error.code, str(error)), legacy_url=fetched.address)
    if NO_ARTICLE & {notice.code for notice in document.notices}:
        return replace(document, verdict=Verdict.LEFT_OUT)
    return document


def _left_out(name: str, code: str, message: str) -> Document:
    notice = Notice(code=code, message=message, severity=Severity.NOTE)
    return Document(source=name, format="web", identity="", verdict=Verdict.LEFT_OUT, notices=(notice,))


def _frame_of(name: str, options: ReadOptions) -> str:
    """The page whose folder of pictures and frames a file lies in; "" where it lies in none."""
    folder = posixpath.dirname(name)
    if options.beside is None or not FOLDER.search(folder.rpartition("/")[2]):
        return ""
    stem = FOLDER.sub("", folder)
    return next((path for path in options.beside.names() if path != name and posixpath.splitext(path)[0] == stem), "")


def _unpacked_start(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(GZIP_BITS).decompress(content[:LENGTH], LENGTH)
    except zlib.error:
        return b""


def _unpacked(name: str, content: bytes) -> bytes:
    """What a gzip file holds, its members one behind the other, no further than a page may be long."""
    found = b""
    try:
        while content.startswith(GZIP):
            stream = zlib.decompressobj(GZIP_BITS)
            found += stream.decompress(content, MOST_BYTES + 1 - len(found))
            if len(found) > MOST_BYTES:
                raise UnreadableError(f"{name} would be too big when it is unpacked.", code="page_too_big")
            content = stream.unused_data
    except zlib.error as error:
        raise UnreadableError(f"{name} can't be unpacked: it is damaged.", code="unreadable") from error
    return found
