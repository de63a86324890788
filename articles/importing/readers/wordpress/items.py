"""Where the items of an export stand in its bytes, found without an XML parser, so that no fault can sink the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<item(?=[\s>])[^>]*>|</item\s*>")
# What follows the end of a field inside of an export: where a CDATA section runs on to it, its own end was lost.
RUN_ON = re.compile(rb"</[\w:-]+>\s*</?(?:wp:|excerpt:|content:|dc:|(?:item|category|pubDate|guid|description|link)\b)")
SUSPICIOUS = (b"<wp:", b"</item", b"<item>", b":encoded>")
END = re.compile(rb"</(?:channel|rss)\s*>")
CDATA, COMMENT, CLOSED = b"<![CDATA[", b"<!--", b"</"


class Ending(StrEnum):
    """How an item ends in the file."""

    WHOLE = "whole"
    NOT_CLOSED = "not closed"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Item:
    """The place of an item: its bytes from `start` to `end`, its first line, and whether its end is there."""

    start: int
    end: int
    line: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all items, where the head of the channel ends, and whether the file ends as it should."""

    items: tuple[Item, ...]
    head_end: int
    is_closed: bool


def find_items(content: bytes) -> Layout:
    """Find the items of an export in UTF-8."""
    places = _Places(content)
    at = 0
    while (token := TOKEN.search(content, at)) is not None:
        at = places.take(token)
    places.close(len(content), Ending.CUT)
    items = tuple(places.items)
    tail = items[-1].end if items else 0
    return Layout(items, items[0].start if items else len(content), END.search(content, tail) is not None)


class _Places:
    """Goes through the tokens of a file and keeps the items."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.items: list[Item] = []
        self._start: int | None = None
        self._line, self._counted = 1, 0

    def take(self, token: re.Match[bytes]) -> int:
        """Take a token and return where to look for the next."""
        printed = token.group()
        if printed == CDATA:
            return end_of_section(self.content, token.end())
        if printed == COMMENT:
            end = self.content.find(b"-->", token.end())
            return end + 3 if end >= 0 else token.end()
        if printed.startswith(CLOSED):
            self.close(token.end(), Ending.WHOLE)
        else:
            self.close(token.start(), Ending.NOT_CLOSED)
            self._start = token.start()
        return token.end()

    def close(self, end: int, ending: Ending) -> None:
        """End the item that is open, if there is one."""
        if self._start is None:
            return
        self._line += self.content.count(b"\n", self._counted, self._start)
        self._counted = self._start
        self.items.append(Item(self._start, end, self._line, ending))
        self._start = None


def end_of_section(content: bytes, at: int) -> int:
    """Return where the CDATA section that begins at `at` ends: at its mark, or where it runs into the next field."""
    end = content.find(b"]]>", at)
    limit = end if end >= 0 else len(content)
    if any(content.find(mark, at, limit) >= 0 for mark in SUSPICIOUS):
        lost = RUN_ON.search(content, at, limit)
        if lost is not None:
            return lost.start()
    return end + 3 if end >= 0 else len(content)
