"""The reader of WordPress exports: from bytes to a document for each item."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.readers.dated import zone_called
from articles.importing.readers.decoding import MARKS, decode
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.wordpress.channel import Channel, prefixes_of, read_channel
from articles.importing.readers.wordpress.elements import Fault, faults_of, read_fields
from articles.importing.readers.wordpress.items import Ending, Item, Layout, find_items
from articles.importing.readers.wordpress.library import Library, needs_reading
from articles.importing.readers.wordpress.posts import Export, make_document

ROOT = re.compile(r"<rss\b[^<>]*\bwordpress\.org/export/", re.IGNORECASE)
VERSION = re.compile(r"<wp:wxr_version\b")
DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
CHUNK = 1 << 20
UTF8_NAMES = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})


@dataclass(frozen=True, slots=True)
class _File:
    """An export in UTF-8, the encoding that it came in, and what is to be said of that."""

    content: bytes
    encoding: str
    notices: tuple[Notice, ...] = ()


def fits(sample: Sample) -> bool:
    """Whether a file is an export of WordPress: a feed that declares its namespace, or says its version."""
    if ROOT.search(sample.opening):
        return sample.opening.lstrip().startswith("<")
    return sample.root == "rss" and VERSION.search(sample.opening) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every item of an export: at least one document, which says so where there is no item.

    Raises UnreadableError for an empty file or an unknown encoding, ValueError for an unknown time zone.
    """
    zone = zone_called(options.timezone)
    file = _in_utf8(name, content)
    layout = find_items(file.content)
    head = _text(file, 0, layout.head_end)
    prefixes = prefixes_of(head)
    head_fields = read_fields(head, prefixes)
    channel = read_channel(head_fields)
    if not layout.items:
        return (_nothing(name, head, file, channel),)
    library = _fill_library(file, layout, prefixes)
    export = Export(channel=channel, library=library, site_zone=library.zone(), paper_zone=zone)
    documents = []
    for number, item in enumerate(layout.items, start=1):
        text = _text(file, item.start, item.end)
        fields = read_fields(text, prefixes)
        damage = [*_damage(fields.faults, item), *_ending(item, number, layout)]
        document = make_document(fields, text, export, damage)
        source = f"{name}#{number}" if len(layout.items) > 1 else name
        documents.append(replace(document, source=source, encoding=file.encoding))
    return _with_notices_of_file(documents, file, head_fields.faults, layout)


def _fill_library(file: _File, layout: Layout, prefixes: dict[str, str]) -> Library:
    library = Library()
    for item in layout.items:
        raw = file.content[item.start : item.end]
        library.add_dates(raw)
        if needs_reading(raw):
            library.add(read_fields(_text(file, item.start, item.end), prefixes))
    return library


def _text(file: _File, start: int, end: int) -> str:
    text = file.content[start:end].decode("utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _damage(faults: Sequence[Fault], item: Item) -> list[Notice]:
    """Say what is wrong in an item, by the line of the item and that of the file."""
    return [
        Notice(code=fault.code, message=f"Line {item.line + fault.line - 1} of the file {fault.what}.", line=fault.line)
        for fault in faults_of(faults)
    ]


def _ending(item: Item, number: int, layout: Layout) -> list[Notice]:
    """Say where the end of an item is missing; one that the file's end cuts off is held."""
    if item.ending is Ending.WHOLE:
        return []
    if item.ending is Ending.NOT_CLOSED:
        message = f"The item that begins in line {item.line} of the file is not closed; the next one ends it."
        return [Notice(code="item_not_closed", message=message, line=1)]
    read_whole = len(layout.items) - 1
    message = (
        f"The file ends in the middle of item {number}, which begins in line {item.line}: "
        f"{read_whole} items before it were read, what came after is missing."
    )
    return [Notice(code="file_cut", message=message, line=1, severity=Severity.HOLD)]


def _with_notices_of_file(
    documents: list[Document], file: _File, faults: Sequence[Fault], layout: Layout
) -> tuple[Document, ...]:
    """Put what concerns the whole file on the first document, and on the last one that the file's end is missing."""
    of_head = [
        Notice(code=fault.code, message=f"Line {fault.line} of the file {fault.what}.") for fault in faults_of(faults)
    ]
    documents[0] = replace(documents[0], notices=(*documents[0].notices, *file.notices, *of_head))
    if not layout.is_closed and layout.items[-1].ending is not Ending.CUT:
        count = len(documents)
        message = f"The file ends before its channel does: {count} items were read, any that came after are missing."
        last = documents[-1]
        documents[-1] = replace(last, notices=(*last.notices, Notice(code="file_cut", message=message)))
    return tuple(documents)


def _nothing(name: str, head: str, file: _File, channel: Channel) -> Document:
    authors, categories, tags = channel.counts
    message = (
        f"This export of WordPress holds no item: {authors} authors, {categories} categories and {tags} tags are "
        "declared in it, and nothing that could be a column. (rule: wordpress_no_items)"
    )
    notice = Notice(code="wordpress_no_items", message=message, severity=Severity.NOTE)
    return Document(
        source=name,
        format="wxr",
        identity="",
        verdict=Verdict.LEFT_OUT,
        language=channel.language,
        text=head,
        encoding=file.encoding,
        notices=(notice, *file.notices),
    )


def _in_utf8(name: str, content: bytes) -> _File:
    """Return the file in UTF-8 without its mark; one that is in UTF-8 already is not copied."""
    if not content.strip():
        raise UnreadableError(f"{name} is empty: there is nothing in it.", code="empty_file")
    if any(content.startswith(mark) for mark, _ in MARKS):
        return _decoded(name, content)
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
    declared = DECLARED.search(content[:1000])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if _is_utf8(content):
        return _File(content, "utf-8")
    if encoding not in UTF8_NAMES:
        try:
            return _File(content.decode(encoding).encode("utf-8"), encoding)
        except (LookupError, UnicodeError):
            return _decoded(name, content)
    return _decoded(name, content)


def _decoded(name: str, content: bytes) -> _File:
    found = decode(name, content)
    return _File(found.text.encode("utf-8", errors="replace"), found.encoding, found.notices)


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), CHUNK):
            decoder.decode(content[at : at + CHUNK], final=at + CHUNK >= len(content))
    except UnicodeDecodeError:
        return False
    return True
