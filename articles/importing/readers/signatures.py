"""Names in a field that is known to hold nothing else: "Doe, Jane; Roe, Richard", "홍길동·김철수 기자"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.documents import Credit
from articles.importing.readers.lines import collapse, hangul_share
from articles.importing.readers.textdump.bylines import EMAIL, LEAD, read_byline
from articles.importing.readers.textdump.korean_bylines import read_korean_credits

KOREAN = 0.5
INVERTED = re.compile(r"([^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?), ?([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)$")
PARTS = re.compile(r"\s*[;|]\s*|\s*,?\s+(?:and|AND|And)\s+|\s*&\s*|\s*·\s*|\s*ㆍ\s*")
COMMA = re.compile(r"\s*,\s*")
KOREAN_PARTS = re.compile(r"\s*[,;/|·ㆍ&]\s*|\s+(?:및|와|과)\s+")
NOBODY = frozenset(
    {"", "-", "none", "null", "n/a", "na", "nan", "unknown", "anonymous", "[]", "admin", "없음", "관리자"}
)
NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """The people of a field and how sure it is that they are told apart rightly."""

    credits: tuple[Credit, ...]
    confidence: float


def read_names(value: str | Sequence[str]) -> Signature:
    """Return the people whom a field names, in order; a list has one in each of its entries."""
    if not isinstance(value, str):
        each = [read_names(item) for item in value]
        found = tuple(credit for part in each for credit in part.credits)
        return Signature(found, min((part.confidence for part in each), default=0.0))
    text = collapse(EMAIL.sub(" ", value)).strip(" ,;|/")
    if text.casefold() in NOBODY:
        return Signature((), 0.0)
    if hangul_share(text) > KOREAN:
        return _korean(text)
    return _inverted(text) or _western(text)


def _korean(text: str) -> Signature:
    read = read_korean_credits(text) or read_korean_credits(f"글 {text}")
    if read:
        return Signature(read[0], read[2])
    return Signature(tuple(Credit(name=part) for part in KOREAN_PARTS.split(text) if part), 0.7)


def _inverted(text: str) -> Signature | None:
    """Read "Doe, Jane" and lists of such, parted by semicolons or "and"."""
    found = [INVERTED.match(part) for part in re.split(r"\s*;\s*|\s+and\s+|\s*\|\s*", text)]
    if not all(found) or LEAD.match(text):
        return None
    pairs = [(match[1], match[2]) for match in found if match]
    if len(pairs) == 1 and (" " in pairs[0][0] or (" " in pairs[0][1] and "." not in pairs[0][1])):
        return None  # two people, or a name and a title
    return Signature(tuple(Credit(name=f"{first} {last}") for last, first in pairs), 0.75)


def _western(text: str) -> Signature:
    read = read_byline(text if LEAD.match(text) else f"By {text}")
    if read and all(credit.name for credit in read.credits):
        return Signature(read.credits, 0.9)
    lead = LEAD.match(text)
    bare = text[lead.end() :] if lead else text
    parts = [part for part in PARTS.split(bare) if part]
    if len(parts) == 1 and all(1 < len(part.split()) <= NAME_WORDS for part in COMMA.split(bare)):
        parts = COMMA.split(bare)
    elif len(parts) > 1 and len(COMMA.split(parts[0])) > 1:
        parts = [*COMMA.split(parts[0]), *parts[1:]]
    return Signature(tuple(Credit(name=part) for part in parts), 0.7)
