"""Where one article of a file ends and the next begins.

A new article begins at a line with its date of posting after a body, or at a drawn line or form feed behind which
something stands that looks like the head of an article. Heads may stand above or below their dates, and the dates may
also stand at the foot of each article: the first article of a file shows which way it goes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from articles.importing.readers.lines import STRONG_RULE, Line, ends_sentence, is_prose, is_rule, is_titlish, width
from articles.importing.readers.textdump.bios import tells_of_writer
from articles.importing.readers.textdump.bylines import read_byline
from articles.importing.readers.textdump.dates import Role, Stamp
from articles.importing.readers.textdump.ranked_lists import Run

MOST_HEAD_LINES = 4
HEAD_REACH = 6
SHORTEST_SENTENCE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a file with what is known of them before articles are told apart."""

    lines: Sequence[Line]
    stamps: Mapping[int, tuple[Stamp, ...]]
    listed: frozenset[int]
    content: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], runs: Sequence[Run]) -> Page:
        """Gather the lines that are neither blank, drawn, dates nor list items."""
        listed = frozenset(line.number for run in runs for line in run.lines)
        content = tuple(
            at
            for at, line in enumerate(lines)
            if line.text and line.number not in stamps and line.number not in listed and not is_rule(line.text)
        )
        return cls(lines, stamps, listed, content)

    def texts(self, start: int, end: int) -> Iterator[str]:
        """The texts of the content lines from one index up to another."""
        return (self.lines[at].text for at in islice(self.content, *self._range(start, end)))

    def first(self, start: int, end: int, most: int) -> tuple[int, ...]:
        """The indexes of the first content lines from one index up to another."""
        low, high = self._range(start, end)
        return self.content[low : min(high, low + most)]

    def last(self, start: int, end: int, most: int) -> tuple[int, ...]:
        """The indexes of the last content lines from one index up to another."""
        low, high = self._range(start, end)
        return self.content[max(low, high - most) : high]

    def has_body(self, start: int, end: int) -> bool:
        """Some running text, be it one short sentence, or more lines than a head has."""
        ahead = self.first(start, end, MOST_HEAD_LINES + 1)
        texts = [self.lines[at].text for at in ahead]
        return len(texts) > MOST_HEAD_LINES or any(
            (is_prose(text) or (ends_sentence(text) and width(text) > SHORTEST_SENTENCE)) and not tells_of_writer(text)
            for text in texts
        )

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.content, start), bisect_left(self.content, end)


def split(page: Page) -> list[tuple[int, int]]:
    """Give each article's first index and the index behind its last, over the whole file."""
    blocks = _posted_blocks(page)
    starts = _foot_starts(page, blocks) if _dates_at_foot(page, blocks) else _head_starts(page, blocks)
    starts = _with_rules(page, starts)
    return list(zip(starts, [*starts[1:], len(page.lines)], strict=True))


def _posted_blocks(page: Page) -> list[tuple[int, int]]:
    """Groups of date lines with nothing but blank lines between, of which one says when it was posted."""
    groups: list[list[int]] = []
    last_seen = -1
    for at, line in enumerate(page.lines):
        if line.number in page.stamps:
            if groups and groups[-1][-1] == last_seen:
                groups[-1].append(at)
            else:
                groups.append([at])
        if line.text:
            last_seen = at
    return [(group[0], group[-1] + 1) for group in groups if _is_posted(page, group)]


def _is_posted(page: Page, group: list[int]) -> bool:
    stamps = [stamp for at in group for stamp in page.stamps[page.lines[at].number]]
    return any(stamp.role is Role.PUBLISHED for stamp in stamps)


def _dates_at_foot(page: Page, blocks: list[tuple[int, int]]) -> bool:
    if not blocks or not any(is_prose(text) for text in page.texts(0, blocks[0][0])):
        return False
    return not any(is_prose(text) for text in page.texts(blocks[-1][1], len(page.lines)))


def _foot_starts(page: Page, blocks: list[tuple[int, int]]) -> list[int]:
    return [0, *(end for _, end in blocks[:-1] if page.first(end, len(page.lines), 1))]


def _head_starts(page: Page, blocks: list[tuple[int, int]]) -> list[int]:
    starts = [0]
    lead = page.first(0, blocks[0][0], MOST_HEAD_LINES + 1) if blocks else ()
    heads_above = len(lead) if lead and not page.has_body(0, blocks[0][0]) else 0
    lists_above = bool(blocks) and any(line.number in page.listed for line in page.lines[: blocks[0][0]])
    for first, end in blocks:
        follows = page.first(end, len(page.lines), 1)
        if not page.has_body(starts[-1], first) or (not follows and _says_again(page, starts[-1], (first, end))):
            continue
        start = _above_head(page, starts[-1], first, heads_above or _missing_head(page, follows))
        start = _above_list(page, start) if lists_above else start
        starts.append(_above_rules(page, starts[-1], start))
    return starts


def _says_again(page: Page, start: int, block: tuple[int, int]) -> bool:
    """Dates with nothing behind them repeat those of the article, or are all that the article has."""
    own = [stamp for line in page.lines[start : block[0]] for stamp in page.stamps.get(line.number, ())]
    again = [stamp for line in page.lines[slice(*block)] for stamp in page.stamps.get(line.number, ())]
    return not any(stamp.role is Role.PUBLISHED for stamp in own) or set(again) <= set(own)


def _missing_head(page: Page, follows: Sequence[int]) -> int:
    """How many lines above the dates may be the head: none where a head follows the dates."""
    if not follows:
        return 0
    first = page.lines[follows[0]].text
    return 0 if is_titlish(first) and not is_prose(first) else MOST_HEAD_LINES


def _above_head(page: Page, low: int, first: int, most: int) -> int:
    """Go up from the dates over at most so many short lines."""
    start = first
    for at in reversed(page.last(low, first, most)):
        text = page.lines[at].text
        if not is_titlish(text) or is_prose(text):
            break
        start = at
    return start


def _above_list(page: Page, start: int) -> int:
    """Go up over a list right above, in a file whose lists stand before the articles."""
    at = start
    while at > 0 and (page.lines[at - 1].number in page.listed or not page.lines[at - 1].text):
        at -= 1
    return at if any(line.number in page.listed for line in page.lines[at:start]) else start


def _above_rules(page: Page, low: int, start: int) -> int:
    """Go up over blank and drawn lines, which belong to what they open."""
    at = start
    while at > low and (not page.lines[at - 1].text or is_rule(page.lines[at - 1].text)):
        at -= 1
    while at < start and not is_rule(page.lines[at].text):
        at += 1
    return at


def _with_rules(page: Page, starts: list[int]) -> list[int]:
    """Add the starts that a drawn line or a form feed makes."""
    ends = [*starts[1:], len(page.lines)]
    added = list(starts)
    for start, end in zip(starts, ends, strict=True):
        low = start
        for at in range(start + 1, end):
            line = page.lines[at]
            parts = line.page_break or is_rule(line.text)
            if parts and page.has_body(low, at) and _opens_article(page, at, end):
                added.append(at)
                low = at
    return sorted(set(added))


def _opens_article(page: Page, at: int, end: int) -> bool:
    """Whether what stands behind a drawn line looks like the head of an article with its body."""
    line = page.lines[at]
    begin = at if line.text and not is_rule(line.text) else at + 1
    ahead = page.first(begin, end, HEAD_REACH)
    texts = [page.lines[index].text for index in ahead]
    if not texts or not is_titlish(texts[0]) or is_prose(texts[0]) or not any(is_prose(text) for text in texts[1:]):
        return _opens_with_dates(page, begin)
    if any(read_byline(text) for text in texts[1:3]) or _opens_with_dates(page, begin):
        return True
    dated = any(other.number in page.stamps for other in page.lines[begin : ahead[0] + MOST_HEAD_LINES])
    strong = line.page_break or bool(STRONG_RULE.fullmatch(line.text))
    return dated or (strong and len(texts) > 1 and is_prose(texts[1]))


def _opens_with_dates(page: Page, begin: int) -> bool:
    for line in page.lines[begin : begin + HEAD_REACH]:
        if line.text:
            return line.number in page.stamps
    return False
