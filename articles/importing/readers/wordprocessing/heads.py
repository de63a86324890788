"""What the styles of paragraphs say is headline, standfirst and byline, and where one column of a file ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from articles.importing.readers.lines import is_prose, is_titlish
from articles.importing.readers.textdump.bylines import read_byline
from articles.importing.readers.textdump.dates import is_bare_date, part_byline, read_stamps
from articles.importing.readers.wordprocessing.tidying import words

PAGE_BREAK = "page"
ABOVE_TITLE = 4
REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the styles of a column's head say; "" where they say nothing. `rest` are the other blocks."""

    title: str = ""
    title_style: str = ""
    subtitle: str = ""
    byline: str = ""
    rest: tuple[HtmlElement, ...]


def part_columns(blocks: Sequence[HtmlElement]) -> list[list[HtmlElement]]:
    """Return the blocks of each column of a file: several only where each has a title of its own and is signed."""
    titles = _titles(blocks)
    starts = titles if len(titles) > 1 else _behind_breaks(blocks)
    bounds = [0, *starts[1:], len(blocks)]
    parts = [list(blocks[start:end]) for start, end in pairwise(bounds)]
    return [[block for block in part if not is_page_break(block)] for part in parts]


def is_page_break(block: HtmlElement) -> bool:
    """Whether a block stands for the end of a page."""
    return bool(block.tag == "hr" and block.get("class") == PAGE_BREAK)


def read_marks(blocks: Sequence[HtmlElement]) -> Marked:
    """Read what the styles at the head of a column say."""
    title = _title_run(blocks)
    subtitle = byline = None
    for block in blocks[: title[-1] + 1 + REACH] if title else blocks[: REACH + 1]:
        kind = block.get("class")
        if kind == "subtitle" and title and subtitle is None and words(block):
            subtitle = block
        if kind == "byline" and byline is None and words(block) and not _signs(block):
            byline = block
    taken = {*(blocks[at] for at in title), subtitle, byline}
    return Marked(
        title=" ".join(_without_notes(blocks[at]) for at in title),
        title_style=("Title" if blocks[title[0]].get("class") == "title" else "Heading 1") if title else "",
        subtitle=_without_notes(subtitle) if subtitle is not None else "",
        byline=_without_notes(byline) if byline is not None else "",
        rest=tuple(block for block in blocks if block not in taken),
    )


def _titles(blocks: Sequence[HtmlElement]) -> list[int]:
    kind = "title" if any(block.get("class") == "title" for block in blocks) else None
    found = [
        at
        for at, block in enumerate(blocks)
        if block.tag == "h1" and block.get("class") == kind and words(block) and not _goes_on(blocks, at, kind)
    ]
    return [at for at in found if _is_signed(blocks[at + 1 : at + 1 + REACH])]


def _goes_on(blocks: Sequence[HtmlElement], at: int, kind: str | None) -> bool:
    return at > 0 and blocks[at - 1].tag == "h1" and blocks[at - 1].get("class") == kind and bool(words(blocks[at - 1]))


def _behind_breaks(blocks: Sequence[HtmlElement]) -> list[int]:
    """Return where columns start that stand on pages of their own: 0, and each head behind the end of a page."""
    starts = [0]
    for at, block in enumerate(blocks):
        ahead = [other for other in blocks[at + 1 : at + 2 + REACH] if words(other)]
        if not is_page_break(block) or len(ahead) < 2:  # noqa: PLR2004 a headline, and what signs it
            continue
        is_head = is_titlish(words(ahead[0])) and not is_prose(words(ahead[0])) and any(map(_signs, ahead[1:3]))
        if is_head and any(is_prose(words(other)) for other in blocks[starts[-1] : at]):
            starts.append(at + 1)
    return starts


def _is_signed(ahead: Sequence[HtmlElement]) -> bool:
    return any(block.get("class") == "byline" or _signs(block) or _dates(block) for block in ahead)


def _signs(block: HtmlElement) -> bool:
    said = words(block)
    return read_byline(said) is not None or part_byline(said)[0] is not None


def _dates(block: HtmlElement) -> bool:
    said = words(block)
    return bool(read_stamps(said)) or is_bare_date(said)


def _title_run(blocks: Sequence[HtmlElement]) -> list[int]:
    """Return the places of the headline's blocks: those of the style Title, else a Heading 1 at the head."""
    styled = [at for at, block in enumerate(blocks) if block.get("class") == "title" and words(block)]
    if styled:
        return _run(styled)
    at = next((at for at, block in enumerate(blocks) if block.tag == "h1" and words(block)), None)
    if at is None:
        return []
    above = [block for block in blocks[:at] if words(block)]
    lines = [block for block in above if not _dates(block) and not _signs(block)]
    is_head = len(above) <= ABOVE_TITLE and len(lines) <= 1 and not any(is_prose(words(block)) for block in above)
    signed_above = len(above) > len(lines) > 0
    return [at] if is_head and not signed_above else []


def _run(places: Sequence[int]) -> list[int]:
    run = [places[0]]
    for at in places[1:]:
        if at != run[-1] + 1:
            break
        run.append(at)
    return run


def _without_notes(block: HtmlElement) -> str:
    """Return what a block says without the marks of its footnotes, which it loses."""
    for mark in list(block.iter("sup")):
        if any((link.get("href") or "").startswith(("#footnote-", "#endnote-")) for link in mark.iter("a")):
            mark.drop_tree()
    return words(block)
