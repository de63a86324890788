"""The reader of Word documents: mammoth makes HTML of one, whose paragraphs are understood as a text dump's are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from urllib.parse import quote
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree
from mammoth.docx.files import ExternalFileAccessIsDisabledError

from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.wordprocessing.finishing import Properties, finish, left_out
from articles.importing.readers.wordprocessing.package import Package, names_in, open_package
from articles.markup import printable

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
MISSING = "_parts/missing"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TERMS = "{http://purl.org/dc/terms/}"
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Block Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Source Code'] => pre:separator('\\n')
"""
BREAKS = re.compile(r"<(?:br|hr)\b[^>]*>\s*(?=</p>)")


def fits(sample: Sample) -> bool:
    """Whether a file is a Word document by what is in its zip, whatever it is called."""
    return MAIN in names_in(sample.content)


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read a document; several where it holds several, as a text dump may.

    Deleted text is left out and inserted text kept; comments, headers and footers are left out. Raises UnreadableError
    (`damaged_file`, `too_big`, `unsafe_xml`), ValueError for an unknown time zone.
    """
    package = open_package(name, content)
    if MAIN not in package.xml:
        raise UnreadableError(f"{name} is no Word document: it has no text part.", code="damaged_file")
    properties = Properties.of(package.tree("docProps/core.xml"), f"{TERMS}created", f"{TERMS}modified")
    return finish(name, "docx", _to_html(name, package), options, notices=_notices(package), properties=properties)


def _to_html(name: str, package: Package) -> str:
    """Let mammoth make HTML of the parts that were checked. A picture's bytes are its address: they are not needed."""
    options = {"style_map": STYLES, "convert_image": mammoth.images.img_element(_source), "id_prefix": ""}
    try:
        result = mammoth.convert_to_html(_checked(package), include_embedded_style_map=False, **options)
    # What a library that expects whole files says of broken ones.
    except (
        zipfile.BadZipFile, ExpatError, OSError, KeyError, ValueError, AttributeError, IndexError, TypeError,
    ) as error:  # fmt: skip
        message = f"{name} is damaged: its text can't be understood. Open it in a word processor and save it anew."
        raise UnreadableError(message, code="damaged_file") from error
    return BREAKS.sub("", result.value)


def _checked(package: Package) -> BytesIO:
    """Return a file of the parts that were checked, in which each picture is its own address."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for part, content in package.xml.items():
            packed.writestr(part, content)
        for part in package.others:
            packed.writestr(part, f"_parts/{quote(part)}")
    written.seek(0)
    return written


def _source(image: mammoth.documents.Image) -> Mapping[str, str]:
    try:
        with image.open() as stream:
            return {"src": stream.read().decode()}
    except ExternalFileAccessIsDisabledError:  # `_notices` says where it is
        return {"src": ""}
    except (KeyError, ValueError, OSError):  # it is said to be in the file, and is not
        return {"src": MISSING}


def _notices(package: Package) -> list[Notice]:
    """Say what of the file is not in the text."""
    found = []
    main = package.tree(MAIN)
    if main is not None and _has(main, "ins", "del", "moveFrom", "moveTo"):
        message = "It has changes that nobody accepted or refused: they are read as accepted."
        found.append(Notice(code="tracked_changes", message=message, severity=Severity.WARN))
    relations = package.tree(RELATIONS)
    for each in relations if relations is not None else ():
        if each.get("TargetMode") == "External" and each.get("Type", "").endswith("/image"):
            message = f"A picture is not in the file but at {printable(each.get('Target', ''))[:200]}: it is left out."
            found.append(Notice(code="picture_elsewhere", message=message))
    comments = package.tree("word/comments.xml")
    number = len(comments.findall(f"{WORD}comment")) if comments is not None else 0
    return [*found, *left_out("comments_left_out", number, "comment of a reader", "comments of readers")]


def _has(tree: etree._Element, *names: str) -> bool:
    return next(tree.iter(*(f"{WORD}{name}" for name in names)), None) is not None
