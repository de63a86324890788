"""Repairs of the text: each is named, counted by line, and can be refused.

`mojibake` and `control_characters` work on the whole file, `html_entities` on a line, `tex_quotes` on a field.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from html.entities import html5

from articles.importing.documents import Notice, Severity
from articles.importing.readers.lines import WHITE_SPACE
from articles.importing.readers.mojibake import unscramble

MOJIBAKE = "mojibake"
CONTROL_CHARACTERS = "control_characters"
HTML_ENTITIES = "html_entities"
TEX_QUOTES = "tex_quotes"

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
ASCII_CONTROLS = bytes(byte for byte in range(128) if CONTROLS.match(chr(byte)))
CONTROL_MARK = "\ufffd"  # a control character that has to stay is shown: databases and feeds cannot hold it
ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")

DONE = {
    MOJIBAKE: "Letters that were saved in the wrong encoding were put right",
    CONTROL_CHARACTERS: "Control characters, which cannot be printed, were taken out",
    HTML_ENTITIES: "HTML entities such as “&amp;amp;” were turned into the signs they stand for",
    TEX_QUOTES: "Back-quotes were turned into quotation marks",
}
KEPT = {
    MOJIBAKE: "Letters that look as if saved in the wrong encoding were kept as printed",
    CONTROL_CHARACTERS: f"Control characters were kept, each shown as {CONTROL_MARK}",
    HTML_ENTITIES: "HTML entities were kept as printed",
    TEX_QUOTES: "Back-quotes were kept as printed",
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after a repair and the lines (from 1) in which there was something to repair."""

    text: str
    lines: tuple[int, ...] = ()


def repair_file(text: str, refused: frozenset[str]) -> tuple[str, dict[str, tuple[int, ...]]]:
    """Do the repairs of the whole file and make it NFC; tell the lines that each concerned."""
    found: dict[str, tuple[int, ...]] = {}
    mended = unscramble(text)
    if mended != text:
        found[MOJIBAKE] = _changed_lines(text, mended)
        text = text if MOJIBAKE in refused else mended
    if _has_controls(text):
        cleaned = CONTROLS.sub(CONTROL_MARK if CONTROL_CHARACTERS in refused else "", text)
        found[CONTROL_CHARACTERS] = _changed_lines(text, cleaned)
        text = cleaned
    return unicodedata.normalize("NFC", text), found


def decode_entities(text: str) -> str:
    """Decode each HTML entity that is closed by a semicolon, once; "&amp;lt;" becomes "&lt;"."""
    return ENTITY.sub(_entity, text) if "&" in text else text


def repair_notice(code: str, lines: tuple[int, ...], refused: frozenset[str]) -> Notice:
    """Say that a repair was made in these lines, or that it was refused."""
    where = f"in line {lines[0]}" if len(lines) == 1 else f"in {len(lines)} lines, first in line {lines[0]}"
    if code in refused:
        return Notice(code=code, message=f"{KEPT[code]} {where}.", line=lines[0], severity=Severity.NOTE, repair=code)
    return Notice(code=code, message=f"{DONE[code]} {where}.", line=lines[0], repair=code)


def _has_controls(text: str) -> bool:
    if text.isascii():  # the same, ten times as fast
        return len(text.encode().translate(None, ASCII_CONTROLS)) < len(text)
    return CONTROLS.search(text) is not None


def _changed_lines(before: str, after: str) -> tuple[int, ...]:
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return tuple(number for number, (old, new) in enumerate(pairs, start=1) if old != new)


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, named = match.groups()
    if named:
        char = html5.get(f"{named};", match.group())
        return " " if char in {"\n", "\t"} else char
    number = int(decimal) if decimal else int(hexadecimal, 16)
    char = html.unescape(f"&#{number};")
    if number == 0 or len(char) != 1 or CONTROLS.search(char) or char == CONTROL_MARK:
        return match.group()
    return WHITE_SPACE.sub(" ", char) if char in "\t\n\r\f\v\u2028\u2029\x85" else char
