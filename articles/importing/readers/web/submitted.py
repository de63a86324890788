"""Who put a page of Drupal on the site, and when: "Submitted by NAME on DATE", or the field of the page's user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from lxml.html import HtmlElement

from articles.importing.documents import Credit
from articles.importing.readers.web.claims import Claim, plain, tidy
from articles.importing.readers.web.names import read_people
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.places import path_of

# The boxes that Drupal's own themes make: of the user's field, and of the line.
USER = "field--name-uid"
LINES = frozenset({"submitted", "node__submitted", "node-submitted", "meta-submitted"})
# The name in such a box is marked in all of them, whatever language the line is in.
NAMES = ".//*[contains(concat(' ', @class, ' '), ' username ') or contains(@rel, 'has_creator') and not(.//*)]"
LINE = re.compile(
    r"(?:submitted|posted|published|written|created)\s+by\s+(?P<english>.{2,80}?)\s+on\s|"
    r"gespeichert\s+von\s+(?P<german>.{2,80}?)\s+am\s|soumis\s+par\s+(?P<french>.{2,80}?)\s+le\s|"
    r"enviado\s+por\s+(?P<spanish>.{2,80}?)\s+el\s",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})"
    r"\s+-\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})\s?(?P<half>[ap]m)?\b",
    re.IGNORECASE,
)
NOON = 12
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 200
# Readers' comments have such a line too, and so have other pages that are shown on this one.
ELSEWHERE = re.compile(r"comment|teaser|related|sidebar|widget|views-row|block-views", re.IGNORECASE)


def submitters(page: Page) -> Iterator[tuple[HtmlElement, tuple[Credit, ...]]]:
    """Yield each box of a page that says who put it on the site, in the order of reading, with whom it names."""
    for box, is_user in _boxes(page):
        people = _people(box, is_user=is_user)
        if people:
            yield box, people


def submitted_on(page: Page) -> Iterator[Claim]:
    """Yield the moments of such lines in which figures stand for the month, where the day of the week tells which."""
    for box, _ in _boxes(page):
        for found in FIGURES.finditer(plain(box)):
            at = _moment(found)
            if at is not None:
                rule = "the line that says when it was put on the site"
                yield Claim(value=at.isoformat(timespec="minutes"), selector=path_of(box), rule=rule, weight=0.8)


def _boxes(page: Page) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield such boxes, and whether each is the user's field."""
    for box in page.tree.xpath(".//*[contains(@class, 'field--name-uid') or contains(@class, 'submitted')]"):
        classes = set(box.get("class").split())
        if not (USER in classes or classes & LINES) or any(_is_elsewhere(each) for each in (box, *box.iterancestors())):
            continue
        yield box, USER in classes


def _moment(found: re.Match[str]) -> datetime | None:
    """Return the one moment whose day of the week is the printed one; None where there is none, or are two."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    fitting = {
        day
        for month, of_month in ((first, second), (second, first))
        if (day := _day(year, month, of_month)) and WEEKDAYS[day.weekday()] == found["weekday"].lower()
    }
    if len(fitting) != 1:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"]), (found["half"] or "").lower()
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    try:
        return datetime.combine(fitting.pop(), time(hour, minute))
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _people(box: HtmlElement, *, is_user: bool) -> tuple[Credit, ...]:
    text = tidy(" ".join(box.itertext()))
    if not text or len(text) > LONGEST:
        return ()
    if is_user:
        return tuple(read_people(text))
    line = LINE.search(text)
    said = next((name for name in line.groupdict().values() if name), "") if line else ""
    return tuple(read_people(said or next((tidy(name.text_content()) for name in box.xpath(NAMES)), "")))


def _is_elsewhere(element: HtmlElement) -> bool:
    if element.tag in {"aside", "nav"}:
        return True
    return ELSEWHERE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
