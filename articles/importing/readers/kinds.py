"""What a file is that is not plain text, told by its first bytes, and what the person who gave it can do."""

from __future__ import annotations

import re

from articles.importing.documents import UnreadableError
from articles.importing.zipped import MAGIC

SAMPLE = 65_536
CONTROL_LIMIT = 0.05
SAVE_AS_TEXT = "Open it and save it as plain text (UTF-8)."
SAVE_ANEW = "Open it and save it as .docx, .odt or plain text (UTF-8)."
NO_TEXT = "There is no text in it that could be read."
UNPACK = "Unpack it and give the files in it."
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", NO_TEXT),
    (b"\xff\xd8\xff", "a JPEG picture", NO_TEXT),
    (b"GIF8", "a GIF picture", NO_TEXT),
    (b"II*\x00", "a TIFF picture", NO_TEXT),
    (b"MM\x00*", "a TIFF picture", NO_TEXT),
    (b"BM", "a BMP picture", NO_TEXT),
    (b"%PDF", "a PDF document", "Copy its text into a plain text file."),
    (b"{\\rtf", "an RTF document", SAVE_ANEW),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel, PowerPoint or Hangul document", SAVE_ANEW),
    (b"HWP Document File", "a Hangul document", SAVE_ANEW),
    (b"MZ", "a Windows program", NO_TEXT),
    (b"\x7fELF", "a program", NO_TEXT),
    (b"\xcf\xfa\xed\xfe", "a program", NO_TEXT),
    (b"\xca\xfe\xba\xbe", "a program", NO_TEXT),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"PK\x05\x06", "an empty zip archive", UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", NO_TEXT),
    (b"ID3", "a sound file", NO_TEXT),
    (b"OggS", "a sound file", NO_TEXT),
    (b"RIFF", "a picture, sound or film", NO_TEXT),
    (b"\x00\x00\x01\x00", "an icon", NO_TEXT),
)
TEXTUAL_SIGNATURES = frozenset({b"BM", b"MZ", b"ID3", b"BZh", b"RIFF", b"OggS", b"GIF8", b"%PDF", b"{\\rtf"})
ALWAYS = frozenset({b"%PDF", b"{\\rtf"})
ZIP_KINDS = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/hwp", "a Hangul document"),
    (b"opendocument", "an OpenDocument file"),
    (b"application/epub", "an EPUB book"),
)
CONTROLS = bytes(byte for byte in (*range(32), 127) if byte not in b"\t\n\v\f\r\x1a\x1b")
MARKUP = (
    (
        # What was taken is never given back (`+`): comments can be parted in very many ways.
        re.compile(
            r"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
        ),
        "a web page",
    ),
    (re.compile(r"\s*(?:<\?xml\b|<rss\b|<feed\b|<!doctype\b|<svg\b)", re.IGNORECASE), "an XML file"),
)
MARKUP_ADVICE = "Only plain text can be loaded so far: copy the text of the article into a text file."


def refuse_other_kinds(name: str, content: bytes) -> None:
    """Raise UnreadableError (`wrong_type`) where the bytes are a picture, a program, an archive or the like."""
    if content.startswith(MAGIC):
        raise _wrong_type(name, *_zip_kind(content))
    for signature, kind, advice in SIGNATURES:
        if content.startswith(signature) and _is_certain(signature, content):
            raise _wrong_type(name, kind, advice)
    if content[4:8] == b"ftyp":
        raise _wrong_type(name, "a film or a sound file", NO_TEXT)


def refuse_binary(name: str, content: bytes) -> None:
    """Raise UnreadableError (`wrong_type`) where too many bytes are control characters for any text."""
    if _share_of_controls(content) > CONTROL_LIMIT:
        raise _wrong_type(name, "binary data", NO_TEXT)


def refuse_markup(name: str, text: str) -> None:
    """Raise UnreadableError (`wrong_type`) where a text is a whole web page or XML file."""
    for pattern, kind in MARKUP:
        if pattern.match(text[:SAMPLE]):
            raise _wrong_type(name, kind, MARKUP_ADVICE)


def _is_certain(signature: bytes, content: bytes) -> bool:
    """A signature of plain letters ("BM", "MZ") may begin a text as well; control characters decide."""
    is_sure = signature in ALWAYS or signature not in TEXTUAL_SIGNATURES
    return is_sure or _share_of_controls(content) > CONTROL_LIMIT


def _zip_kind(content: bytes) -> tuple[str, str]:
    sample = content[:SAMPLE] + content[-SAMPLE:]
    for mark, kind in ZIP_KINDS:
        if mark in sample:
            return kind, SAVE_AS_TEXT
    return "a zip archive", UNPACK


def _share_of_controls(content: bytes) -> float:
    sample = content[:SAMPLE]
    return 1 - len(sample.translate(None, CONTROLS)) / len(sample) if sample else 0.0


def _wrong_type(name: str, kind: str, advice: str) -> UnreadableError:
    return UnreadableError(f"{name} looks like {kind}, not like a text. {advice}", code="wrong_type")
