"""The most-read list of a page: ten headlines with their ranks, in many shapes, told from lists in the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

from articles.importing.documents import Notice, Precision, RankedHeadline
from articles.importing.readers.lines import Line, collapse, is_rule, is_titlish, visible, width
from articles.importing.readers.moments import Reading, read_moment
from articles.importing.readers.textdump.loose_lists import LooseItem, find_loose_runs

BULLETS = "•·∙●▪◦‣*\\-–—○■□▶►◆◇※・▷ㆍ○"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
ITEM = re.compile(
    rf"(?P<bullet>[{BULLETS}]+\s*|o\s+)?(?:(?P<marker>\(\s*(?P<a>\d{{1,2}})\s*\)|\[\s*(?P<b>\d{{1,2}})\s*\]|(?P<c>\d{{1,2}})\s*(?:[.)](?!\d)|\.\)|위\s*[.:)]?)|"
    rf"#\s*(?P<d>\d{{1,2}})\s*[.:)]?\s|(?:No|Rank|NO)\.?\s*(?P<e>\d{{1,2}})\s*[.:)]?\s|(?P<f>\d{{1,2}})\t|(?P<circle>[{CIRCLED}]))\s*)(?P<text>\S.*)"
)
BULLET_NUMBER = re.compile(rf"(?P<bullet>[{BULLETS}]\s*)(?P<g>\d{{1,2}})\s+(?P<text>\S.*)")
BULLET_ONLY = re.compile(rf"(?:[{BULLETS}]\s*)(?P<text>\S.*)")
HEADING = re.compile(
    r"[\[(<【■▲◆*#\s]*(?:today[’']?s\s+|the\s+|top\s+(?:ten|10)\s+|\d+\s+)?"
    r"(?:most[\s-]+(?:read|viewed|popular|clicked|shared|emailed|e-mailed|commented|visited|seen)|popular|best[\s-]read|top\s+(?:stories|read|news|10|ten)|trending)"
    r"(?:\s+(?:news|articles?|stories|story|now|today|columns?|headlines?|list|posts|this\s+(?:week|month)|on\s+this\s+(?:day|site)))*"
    r"[\])>】*#\s]*[:：]?|"
    r"[\[(<【■▲◆\s]*(?:오늘(?:의)?\s*|주간\s*|실시간\s*|이\s*시각\s*|가장\s*)?"
    r"(?:많이\s*본|많이\s*읽은|인기|베스트|랭킹|조회\s*수?\s*(?:높은|많은)?)\s*(?:기사|뉴스|글|칼럼|순위)*(?:\s*(?:top|베스트)?\s*\d*위?)?[\])>】\s]*[:：]?",
    re.IGNORECASE,
)
HEADING_DATE = re.compile(r"[\s,(:–—|-]*([^()]*\d[^()]*)\)?\s*$")
HIGHEST = 10
CONTINUED_INDENT = 4
LONG_ITEM = 130
WIDEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list as printed."""

    rank: int
    text: str
    lines: tuple[Line, ...]
    bulleted: bool
    form: str


@dataclass(frozen=True, slots=True)
class Run:
    """Items that follow each other with nothing but blank lines between, and the heading above them."""

    items: tuple[Item, ...]
    heading: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the run, its heading first."""
        head = (self.heading,) if self.heading else ()
        return (*head, *(line for item in self.items for line in item.lines))


@dataclass(frozen=True, slots=True)
class RankedList:
    """The list that was found: its entries by rank, the day that its heading names, what is odd about it."""

    entries: tuple[RankedHeadline, ...]
    day: date | None
    lines: tuple[Line, ...]
    all_numbers: frozenset[int]
    rule: str
    confidence: float
    notices: tuple[Notice, ...]


def read_item(line: Line) -> Item | None:
    """Read one line as a numbered item; None for any other line."""
    match = ITEM.fullmatch(line.text)
    if match:
        numbers = [match[group] for group in "abcdef" if match[group]]
        rank = int(numbers[0]) if numbers else CIRCLED.index(match["circle"]) + 1
        form = re.sub(r"[\d\s]", "", match["marker"] or "#") if not match["circle"] else "①"
    else:
        match = BULLET_NUMBER.fullmatch(line.text)
        if not match:
            return None
        rank, form = int(match["g"]), ""
    if not 0 < rank <= 2 * HIGHEST:
        return None
    return Item(rank, collapse(match["text"]), (line,), bool(match["bullet"]), form)


def find_runs(lines: Sequence[Line]) -> list[Run]:
    """Find every run of numbered items, also those in the body; under a heading bullets alone are enough."""
    seen = visible(lines)
    headings = {at for at, line in enumerate(seen) if is_heading(line.text)}
    loose = find_loose_runs(seen, frozenset(at + 1 for at in headings))
    numbered = frozenset(line.number for found in loose for item in found for line in item.lines)
    runs: list[Run] = []
    items: list[Item] = []
    heading: Line | None = None
    for at, line in enumerate(seen):
        item = _next_item(line, items, None if line.number in numbered else heading)
        if item is None and items and line.indent >= CONTINUED_INDENT and _continues(items[-1], line):
            items[-1] = replace(
                items[-1], text=f"{items[-1].text} {collapse(line.text)}", lines=(*items[-1].lines, line)
            )
            continue
        if item is None or _restarts(items, item):
            runs += [Run(tuple(items), heading)] if items else []
            heading = line if at in headings else None
            items = []
        if item is not None:
            items.append(item)
    runs += [Run(tuple(items), heading)] if items else []
    return _with_loose_runs(runs, loose, seen)


def _with_loose_runs(runs: list[Run], loose: Sequence[Sequence[LooseItem]], lines: list[Line]) -> list[Run]:
    """Add the runs of looser forms that share no line with those that are found."""
    taken = {line.number for run in runs for line in run.lines}
    places = {line.number: at for at, line in enumerate(lines)}
    for found in loose:
        if any(line.number in taken for item in found for line in item.lines):
            continue
        at = places[found[0].lines[0].number]
        heading = lines[at - 1] if at and is_heading(lines[at - 1].text) else None
        items = tuple(Item(item.rank, collapse(item.text), item.lines, bulleted=False, form="loose") for item in found)
        runs.append(Run(items, heading))
    return sorted(runs, key=lambda run: run.items[0].lines[0].number)


def is_heading(text: str) -> bool:
    """A line such as "Most read" or "많이 본 기사", perhaps with its day."""
    if width(text) > WIDEST_HEADING:
        return False
    match = HEADING.match(text)
    if match is None or not match.group().strip():
        return False
    return match.end() == len(text) or _heading_day(text) is not None


def read_list(run: Run, *, rule: str, confidence: float) -> RankedList:
    """Make the ranked list of a run: at most ten lines with a rank of their own each; what is odd about it is said.

    Ranks are kept as printed, but where one comes twice the lines are counted anew: a list has each rank once.
    """
    ordered = sorted(run.items, key=lambda item: item.rank)
    if _ranks_twice(run):
        ordered = [replace(item, rank=place) for place, item in enumerate(ordered, start=1)]
    kept = [item for item in ordered if item.rank <= HIGHEST]
    entries = tuple(RankedHeadline(rank=item.rank, headline=item.text, line=item.lines[0].number) for item in kept)
    beyond = [item for item in ordered if item.rank > HIGHEST]
    day = _heading_day(run.heading.text) if run.heading else None
    dropped = {line.number for item in beyond for line in item.lines}
    lines = tuple(line for line in run.lines if line.number not in dropped)
    everything = frozenset(line.number for line in run.lines)
    return RankedList(entries, day, lines, everything, rule, confidence, (*_rank_notices(run), *_too_low(beyond)))


def looks_like_headlines(run: Run) -> bool:
    """Most items are short and do not end with a full stop, as headlines do and sentences do not."""
    sentences = sum(
        item.text.rstrip("\"'”’)").endswith((".", ";", "。")) or width(item.text) > LONG_ITEM for item in run.items
    )
    return sentences * 2 < len(run.items)


def _next_item(line: Line, items: list[Item], heading: Line | None) -> Item | None:
    item = read_item(line)
    if item is not None or heading is None or (items and items[-1].form != "by place"):
        return item
    match = BULLET_ONLY.fullmatch(line.text)
    last = items[-1].lines[-1] if items else heading
    plain = line.number == last.number + 1 and is_titlish(line.text) and width(line.text) <= LONG_ITEM
    if not (match or plain) or is_rule(line.text) or len(items) >= HIGHEST:
        return None
    text = match["text"] if match else line.text
    return Item(len(items) + 1, collapse(text), (line,), bulleted=bool(match), form="by place")


def _continues(item: Item, line: Line) -> bool:
    """A wrapped headline goes on in the very next line, farther in than its number."""
    last = item.lines[-1]
    return line.number == last.number + 1 and line.indent > item.lines[0].indent and width(item.text) < LONG_ITEM


def _restarts(items: list[Item], item: Item) -> bool:
    """Rank 1 again begins another list, unless the ranks have been counted down."""
    rising = len(items) > 1 and items[-1].rank > items[-2].rank
    return item.rank == 1 and rising and item.form != "by place"


def _rank_notices(run: Run) -> list[Notice]:
    ranks = [item.rank for item in run.items]
    first = run.items[0].lines[0].number
    notices = []
    twice = _ranks_twice(run)
    if twice:
        message = (
            f"The most-read list has {_names(twice)} more than once; a list has each rank once, so its lines are "
            "counted from 1 in their order."
        )
        notices.append(Notice(code="rank_twice", message=message, line=first))
    missing = sorted(set(range(1, min(max(ranks), HIGHEST) + 1)) - set(ranks))
    if missing:
        notices.append(Notice(code="rank_missing", message=f"The most-read list has no {_names(missing)}.", line=first))
    if run.items[0].form == "by place":
        message = "The most-read list prints no ranks; they follow the order of its lines."
        notices.append(Notice(code="ranks_by_place", message=message, line=first))
    return notices


def _ranks_twice(run: Run) -> list[int]:
    counts = Counter(item.rank for item in run.items)
    return sorted(rank for rank, count in counts.items() if count > 1)


def _too_low(beyond: Sequence[Item]) -> list[Notice]:
    message = "A most-read list holds ten headlines; this line was left out: “{}”."
    return [
        Notice(code="unplaced_text", message=message.format(item.text), line=line.number)
        for item in beyond
        for line in item.lines
    ]


def _names(ranks: list[int]) -> str:
    return ("rank " if len(ranks) == 1 else "ranks ") + ", ".join(str(rank) for rank in ranks)


def _heading_day(text: str) -> date | None:
    match = HEADING.match(text)
    rest = HEADING_DATE.fullmatch(text[match.end() :]) if match else None
    reading = read_moment(rest.group(1), UTC) if rest else None
    if isinstance(reading, Reading) and reading.moment.precision in {Precision.DAY, Precision.MINUTE}:
        return reading.moment.at.date()
    return None
