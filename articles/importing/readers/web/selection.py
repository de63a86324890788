"""Which blocks of a page are its article: by agreement, without what stands beside it, with what lies between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.evidence import BALANCED, GENEROUS, STATED
from articles.importing.readers.web.furniture import LEAST_OWN, is_furniture, is_furniture_box

ENOUGH = 0.4
A_COLUMN = 1_500  # letters and digits: where so much is agreed upon, nothing else is looked for
COVERED = 0.9
GAP_LINKED = 0.5
GAP_LENGTH = 25
TEASERS, TEASER_LINKED, TEASER_LENGTH = 3, 0.5, 300


def select(blocks: list[Block]) -> None:
    """Mark the blocks of the article as kept."""
    agreed = [block for block in blocks if {BALANCED, GENEROUS} <= block.votes]
    either = [block for block in blocks if BALANCED in block.votes]
    chosen = agreed if _length(agreed) >= ENOUGH * _length(either) or _length(agreed) > A_COLUMN else either
    for block in chosen:
        block.kept = True
    _follow_statement(blocks)
    _drop_boxes(blocks)
    _fill_gaps(blocks)
    for block in blocks:
        if block.kept and is_furniture(block.text, block.linked):
            block.kept = False
    _drop_teasers(blocks)
    _drop_lone_headings(blocks)


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.bare) for block in blocks)


def _follow_statement(blocks: list[Block]) -> None:
    """Where the page states its text in full, what is stated is kept."""
    stated = [block for block in blocks if STATED in block.votes and len(block.bare) > GAP_LENGTH]
    kept = [block for block in blocks if block.kept]
    if not stated or _length(block for block in stated if block.kept) < ENOUGH * _length(kept):
        return
    for block in stated:
        block.kept = True


def _drop_boxes(blocks: list[Block]) -> None:
    """Leave out the boxes that are called what boxes beside an article are called, unless they hold much of it."""
    own = _own_text(blocks)
    total = _length(block for block in blocks if block.kept) or 1
    for block in blocks:
        if block.kept and any(
            is_furniture_box(each) and own[each] < LEAST_OWN * total
            for each in (block.element, *block.element.iterancestors())
        ):
            block.kept = False


def _own_text(blocks: list[Block]) -> Counter[HtmlElement]:
    """How much of what is kept each box holds."""
    own: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.kept:
            for each in (block.element, *block.element.iterancestors()):
                own[each] += len(block.bare)
    return own


def _fill_gaps(blocks: list[Block]) -> None:
    """Keep what lies between kept blocks, in the very box that holds most of them, and is not beside the article."""
    kept = [place for place, block in enumerate(blocks) if block.kept]
    if not kept:
        return
    own = _own_text(blocks)
    total = _length(block for block in blocks if block.kept)
    for block in blocks[kept[0] : kept[-1]]:
        if not block.kept and _lies_between(block, own, total):
            block.kept = True


def _lies_between(block: Block, own: Counter[HtmlElement], total: int) -> bool:
    branch = block.element
    for above in block.element.iterancestors():
        if own[above]:
            break
        branch = above
    else:
        return False
    if own[above] < LEAST_OWN * total or above.tag == "body":
        return False
    if any(is_furniture_box(each) for each in (block.element, *_up_to(block.element, branch))):
        return False
    in_figure = any(each.tag == "figure" for each in (block.element, *_up_to(block.element, branch)))
    fitting = len(block.bare) >= GAP_LENGTH or block.element.tag in {"li", "td", "th", "pre", "dt", "dd"} or in_figure
    return fitting and block.linked < GAP_LINKED and not is_furniture(block.text, block.linked)


def _up_to(element: HtmlElement, last: HtmlElement) -> Iterable[HtmlElement]:
    if element is last:
        return
    for above in element.iterancestors():
        yield above
        if above is last:
            return


def _drop_teasers(blocks: list[Block]) -> None:
    """Leave out the headings that lead to other pages, with the few words under each, where there are several."""
    kept = [block for block in blocks if block.kept]
    heads = [place for place, block in enumerate(kept) if block.is_heading and block.linked >= TEASER_LINKED]
    if len(heads) < TEASERS:
        return
    for place in heads:
        kept[place].kept = False
        for block in kept[place + 1 :]:
            if block.is_heading or len(block.text) > TEASER_LENGTH:
                break
            block.kept = False


def _drop_lone_headings(blocks: list[Block]) -> None:
    """A heading with nothing of the article behind it belongs to what was left out."""
    kept = [block for block in blocks if block.kept]
    while kept and kept[-1].is_heading:
        kept.pop().kept = False
