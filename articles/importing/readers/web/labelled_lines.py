"""Lines of a page that a text dump would have too: "입력 2011.04.03 16:55", "Posted : …", "홍길동 논설위원"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.importing.documents import Credit
from articles.importing.readers.textdump.bylines import EMAIL
from articles.importing.readers.textdump.dates import Role, read_stamps
from articles.importing.readers.textdump.korean_bylines import read_korean_credits
from articles.importing.readers.web.claims import Claim, plain
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.places import UNSEEN, in_reading_order, path_of

LABEL = re.compile(
    r"입력|승인|등록|게재|작성|발행|수정|업데이트|posted|published|updated|modified|entered", re.IGNORECASE
)
HANGUL = re.compile("[가-힣]")
LONGEST_DATES, LONGEST_BYLINE = 160, 60
MOST_LOOKED_AT = 60


def labelled_dates(page: Page, role: Role) -> Iterator[Claim]:
    """Yield the dates that stand on the page beside a label that says what they are."""
    rule = "a labelled date on the page"
    for element, text in _lines(page, LABEL, LONGEST_DATES):
        for stamp in read_stamps(text):
            if stamp.role is role and stamp.value:
                yield Claim(value=stamp.value, selector=path_of(element), rule=rule, weight=0.8)


def is_dates(text: str) -> bool:
    """Say whether a line holds labelled dates and nothing else."""
    return len(text) <= LONGEST_DATES and bool(read_stamps(text))


def korean_bylines(page: Page) -> Iterator[tuple[HtmlElement, str, tuple[Credit, ...]]]:
    """Yield the lines that are a Korean name with a title and nothing else, with the people they name."""
    for element, text in _lines(page, HANGUL, LONGEST_BYLINE):
        line = " ".join(EMAIL.sub(" ", text).split()).strip(" |,")
        read = read_korean_credits(line) if line else None
        if read is not None:
            yield element, line, read[0]


def _lines(page: Page, having: re.Pattern[str], longest: int) -> Iterator[tuple[HtmlElement, str]]:
    """Yield short lines that have a mark: runs of text between two elements, and short elements as a whole."""
    runs = list(_runs(page.tree, having, longest))
    order = {element: place for place, element in enumerate(in_reading_order(page, [element for element, _ in runs]))}
    kept = sorted((run for run in runs if run[0] in order), key=lambda run: order[run[0]])
    for element, text in kept[:MOST_LOOKED_AT]:
        yield element, text
        whole = plain(element) if element.tag not in {"body", "html"} and len(element) < MOST_LOOKED_AT else ""
        if whole != text and len(whole) <= longest:
            yield element, whole


def _runs(tree: HtmlElement, having: re.Pattern[str], longest: int) -> Iterator[tuple[HtmlElement, str]]:
    for element in tree.iter():
        parent = element.getparent()
        pairs = [(element.tail, parent)] if parent is not None and parent.tag not in UNSEEN else []
        if isinstance(element.tag, str) and element.tag not in UNSEEN:
            pairs.insert(0, (element.text, element))
        for text, box in pairs:
            if text and having.search(text) and len(line := " ".join(text.split())) <= longest:
                yield box, line
