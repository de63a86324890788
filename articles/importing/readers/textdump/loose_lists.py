"""Numbered lists whose form alone would not show them: "1 Headline", "1: Headline", a number on a line of its own.

Only at least three ranks in a row from 1 make such a list, or two under a heading that announces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.importing.readers.lines import Line, is_prose

NUMBER = re.compile(r"(\d{1,2})(?:\s*[.):]|\s*위)?$")
NUMBERED = re.compile(r"(\d{1,2})(?:\s*[:–—-]\s+|\s+)(?=\S)(.*)$")
LEAST = 3
LEAST_HEADED = 2
MOST = 20


@dataclass(frozen=True, slots=True)
class LooseItem:
    """A rank, its text and the lines that it stands on."""

    rank: int
    text: str
    lines: tuple[Line, ...]


def find_loose_runs(lines: Sequence[Line], headed: frozenset[int]) -> list[list[LooseItem]]:
    """Find runs of loose items in the visible lines; `headed` are the places of lines under the heading of a list."""
    runs: list[tuple[int, list[LooseItem]]] = []
    run: list[LooseItem] = []
    begin = last = -1
    for at, item in _items(lines):
        follows = bool(run) and item.rank == run[-1].rank + 1 and at == last
        if not follows:
            runs.append((begin, run))
            run, begin = [], at
        if follows or item.rank == 1:
            run.append(item)
            last = at + len(item.lines)
    runs.append((begin, run))
    return [found for begin, found in runs if len(found) >= (LEAST_HEADED if begin in headed else LEAST)]


def _items(lines: Sequence[Line]) -> Iterator[tuple[int, LooseItem]]:
    """Each line that may be an item, with its place among the visible lines."""
    skip = -1
    for at, line in enumerate(lines):
        if at == skip or not line.text[0].isdigit() or is_prose(line.text):
            continue
        alone = NUMBER.match(line.text)
        numbered = None if alone else NUMBERED.match(line.text)
        if alone and at + 1 < len(lines) and not is_prose(lines[at + 1].text) and not NUMBER.match(lines[at + 1].text):
            skip = at + 1
            yield at, LooseItem(int(alone.group(1)), lines[at + 1].text, (line, lines[at + 1]))
        elif numbered and 0 < int(numbered.group(1)) <= MOST:
            yield at, LooseItem(int(numbered.group(1)), numbered.group(2), (line,))
