"""The lines of a dump and what can be said of one line on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLANKS = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2060"
    "\u202f\u205f\u3000\ufeff"
)
WHITE_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
# White space that Python does not take for any.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"), " ")
PARTING = re.compile("[\x0b\x0c\x1c-\x1f]")  # control characters that part words, and that no body may hold
RULE_SIGNS = frozenset("-=*_#~+─━═―—–•·☆★◇◆■□※")
RULE = re.compile(r"(?:[-=*_#~+─━═―—–•·☆★◇◆■□※]\s*){3,}")
STRONG_RULE = re.compile(r"([-=─━═―—–])(?:\s*\1){3,}")
CLOSERS = "\"'”’»)]}」』〉》"
SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]」』]*$")
SENTENCE_BREAK = re.compile(r"[a-z가-힣)\]”’\"'0-9][.!?][\"'”’)]*\s+[\"'“‘(]*[A-Z가-힣]")
HANGUL = re.compile("[가-힣]")
TERMINAL = ".!?…。:;,"
PROSE_WIDTH = 160
SENTENCE_WIDTH = 70


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text, for vocabularies that read better as text."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Make a set of the phrases of a text that are parted by bars."""
    return frozenset(text.split("|"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its text without white space at the ends, its indent, a page break before it."""

    number: int
    text: str
    indent: int = 0
    page_break: bool = False


def make_line(number: int, raw: str) -> Line:
    """Take the printed line apart; a line with nothing to see has the text ""."""
    text = raw.strip(BLANKS)
    if not text:
        return Line(number, "", 0, "\f" in raw)
    indent = 0 if raw.startswith(text[0]) else _indent(raw)
    return Line(number, text if text.isprintable() else PARTING.sub(" ", text), indent, "\f" in raw)


def _indent(raw: str) -> int:
    return width(raw[: len(raw) - len(raw.lstrip(BLANKS))].replace("\t", "    "))


def collapse(text: str) -> str:
    """Make every run of white space one space, none at the ends."""
    if text.isprintable() and "  " not in text:  # of white space, only a space counts as printable
        return text.strip()
    return " ".join((text if text.isascii() else text.translate(UNSEEN)).split())


def width(text: str) -> int:
    """How wide a text looks: a Hangul syllable or a Chinese character counts twice."""
    return len(text) + sum(1 for char in text if char >= "\u1100") if not text.isascii() else len(text)


def visible(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not blank."""
    return [line for line in lines if line.text]


def is_rule(text: str) -> bool:
    """A line of dashes, stars or the like, drawn to part things."""
    return text[:1] in RULE_SIGNS and RULE.fullmatch(text) is not None


def ends_sentence(text: str) -> bool:
    """Say whether the text ends as a sentence does, inside or outside of quotation marks."""
    return bool(SENTENCE_END.search(text[-8:]))


def has_several_sentences(text: str) -> bool:
    """Say whether a sentence ends inside the text and another begins."""
    return bool(SENTENCE_BREAK.search(text))


def is_prose(text: str) -> bool:
    """A line that is running text for sure: long, or several sentences, or one long sentence."""
    wide = width(text)
    if wide > PROSE_WIDTH:
        return True
    return ends_sentence(text) and (wide >= SENTENCE_WIDTH or has_several_sentences(text))


def is_titlish(text: str) -> bool:
    """A short line without the end of a sentence, as headlines and bylines are."""
    return (
        width(text) <= PROSE_WIDTH and not text.rstrip(CLOSERS).endswith((".", ",", ";", ":", "。")) and "@" not in text
    )


def hangul_share(text: str) -> float:
    """The share of Hangul among the letters; 0.0 where there are none."""
    hangul = 0 if text.isascii() else len(HANGUL.findall(text))
    return hangul / sum(map(str.isalpha, text)) if hangul else 0.0
