"""A decoded file with everything that is known of it before its articles are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from articles.importing.documents import Notice
from articles.importing.readers.lines import Line
from articles.importing.readers.textdump.dates import Stamp
from articles.importing.readers.textdump.ranked_lists import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text of a whole file; `repaired` tells by repair the lines that it concerns, made or refused."""

    name: str
    text: str
    encoding: str
    zone: ZoneInfo
    refused: frozenset[str]
    lines: Sequence[Line]
    stamps: Mapping[int, tuple[Stamp, ...]]
    runs: Sequence[Run]
    repaired: Mapping[str, tuple[int, ...]]
    notices: tuple[Notice, ...]

    def spans(self, numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """Gather line numbers to (first, last) pairs; blank lines between do not part them."""
        spans: list[tuple[int, int]] = []
        for number in sorted(set(numbers)):
            if spans and all(not self.lines[between - 1].text for between in range(spans[-1][1] + 1, number)):
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        return tuple(spans)
