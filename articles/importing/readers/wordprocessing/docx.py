"""The reader of Word documents: mammoth makes HTML of one, whose paragraphs are understood as a text dump's are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.parsers.expat import ExpatError

import mammoth

from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.wordprocessing.finishing import finish
from articles.importing.readers.wordprocessing.package import names_in, open_package
from articles.importing.readers.wordprocessing.properties import Properties
from articles.importing.readers.wordprocessing.word_notices import notices_of
from articles.importing.readers.wordprocessing.word_parts import USUAL, Word, open_word
from articles.importing.zipped import BROKEN

TYPES = "[Content_Types].xml"
LONGEST_TYPES = 262_144
MAIN = re.compile(rb"(?:wordprocessingml\.(?:document|template)|ms-word\.[\w.]+)\.main\+xml")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
TERMS = "{http://purl.org/dc/terms/}"
# The names are those that `word_parts` gives to styles of that meaning.
STYLES = """
p[style-name='title'] => h1.title:fresh
p[style-name='subtitle'] => p.subtitle:fresh
p[style-name='byline'] => p.byline:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='quote'] => blockquote > p:fresh
p[style-name='Source Code'] => pre:separator('\\n')
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
r[style-name='Book Title'] => cite
br[type='page'] => hr.page
"""
# What a library that expects whole files says of broken ones.
FAILURES = (
    zipfile.BadZipFile, ExpatError, OSError, KeyError, ValueError, AttributeError, IndexError, TypeError,
    RecursionError, AssertionError,
)  # fmt: skip
BREAKS = re.compile(r"<br\b[^>]*>\s*(?=</p>)")


def fits(sample: Sample) -> bool:
    """Whether a file is a Word document by what is in its zip, whatever it is called, or is a locked one."""
    if sample.content.startswith(OLD):
        return LOCKED in sample.content
    names = names_in(sample.content)
    return USUAL in names or (TYPES in names and MAIN.search(_types_in(sample.content)) is not None)


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read a document; several where each is signed under a title, or stands on a page, of its own.

    Deleted text is left out and inserted text kept; comments, headers and footers are left out. Raises UnreadableError
    (`damaged_file`, `too_big`, `unsafe_xml`, `locked_file`), ValueError for an unknown time zone.
    """
    if content.startswith(OLD) and LOCKED in content:
        message = f"{name} is locked with a password. Open it in a word processor and save it without."
        raise UnreadableError(message, code="locked_file")
    package = open_package(name, content)
    word = open_word(package)
    if word is None:
        raise UnreadableError(f"{name} is no Word document: it has no text part.", code="damaged_file")
    html, said = _to_html(name, word)
    properties = Properties.of(package.tree("docProps/core.xml"), f"{TERMS}created", f"{TERMS}modified")
    return finish(name, "docx", html, options, notices=(*said, *notices_of(word, html)), properties=properties)


def _types_in(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened, opened.open(TYPES) as stream:
            return stream.read(LONGEST_TYPES)
    except BROKEN:
        return b""


def _to_html(name: str, word: Word) -> tuple[str, tuple[Notice, ...]]:
    """Let mammoth make HTML of the parts that were checked; of the bare text where their styles confuse it."""
    try:
        return _convert(word, is_plain=False), ()
    except FAILURES:
        message = "Its styles and lists are damaged: the text was read without them. Compare it with the original."
        said = Notice(code="styles_not_read", message=message, severity=Severity.HOLD)
    try:
        return _convert(word, is_plain=True), (said,)
    except FAILURES as error:
        message = f"{name} is damaged: its text can't be understood. Open it in a word processor and save it anew."
        raise UnreadableError(message, code="damaged_file") from error


def _convert(word: Word, *, is_plain: bool) -> str:
    options = {"style_map": STYLES, "convert_image": mammoth.images.img_element(_source), "id_prefix": ""}
    file = word.packed(is_plain=is_plain)
    result = mammoth.convert_to_html(file, include_embedded_style_map=False, **options)
    return BREAKS.sub("", result.value)


def _source(image: mammoth.documents.Image) -> Mapping[str, str]:
    """Return where a picture is: in the file that mammoth was given it holds nothing but that."""
    with image.open() as stream:
        return {"src": stream.read().decode()}
