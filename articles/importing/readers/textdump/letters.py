"""Letters to the editor, signed at the end: "Yours, Jane Doe, Bergen", the name and the place perhaps on two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.readers.lines import collapse, ends_sentence, phrases, width
from articles.importing.readers.textdump.blocks import Block, Kind
from articles.importing.readers.textdump.bylines import Byline, is_address, names_only, read_byline, with_title

RUBRICS = phrases(
    "letter|letters|letter to the editor|letters to the editor|readers' letters|your letters|"
    "독자투고|독자 투고|독자의 소리"
)
SALUTATION = re.compile(
    r"(?:dear\s+(?:editors?|sirs?|madam)\b.{0,30}|sirs?|to\s+the\s+editors?)\s*[,:.—–-]", re.IGNORECASE
)
CLOSING = re.compile(
    r"(?:yours(?:\s+(?:sincerely|faithfully|truly|etc\.?|respectfully))?|sincerely(?:\s+yours)?|(?:best|kind|warm)\s+regards|regards|respectfully)\s*[,.]?",
    re.IGNORECASE,
)
MOST_LINES = 3
LINE_WIDTH = 60


def is_letter(series: str, blocks: Sequence[Block]) -> bool:
    """Say whether a text is a letter: by its rubric, by how it begins, or by how it closes."""
    closes = any(CLOSING.fullmatch(block.text) for block in blocks[-MOST_LINES - 1 :])
    return series.casefold() in RUBRICS or closes or bool(blocks and SALUTATION.match(blocks[0].text))


def find_signature(blocks: Sequence[Block]) -> tuple[int, Byline] | None:
    """Give the index of the first block of a letter's signature, and who signed it; None where nobody did."""
    start = len(blocks)
    while start > 1 and len(blocks) - start < MOST_LINES and _is_signing(blocks[start - 1]):
        start -= 1
    while start < len(blocks):
        signed = _signed(blocks[start].text)
        if signed is not None:
            for block in blocks[start + 1 :]:
                signed = with_title(signed, collapse(block.text))
            return start, replace(signed, confidence=0.7, rule="signed at the end of a letter")
        start += 1
    return None


def _is_signing(block: Block) -> bool:
    text = block.text
    if block.kind is not Kind.PARAGRAPH or width(text) > LINE_WIDTH or CLOSING.fullmatch(text):
        return False
    return not ends_sentence(text) or is_address(text)


def _signed(text: str) -> Byline | None:
    named = names_only(text)
    if named is None and "," in text and names_only(text.split(",", maxsplit=1)[0]):
        named = read_byline(f"By {text}")
    return named and replace(named, printed=collapse(text))
