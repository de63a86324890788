"""Where an element stands on a page: behind the heading, among comments and teasers, and how to name its place."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from articles.importing.readers.web.page import Page

ELSEWHERE = re.compile(
    r"comment|related|widget|sidebar|footer|share|social|avatar|photo|image|caption|recommend|promo|popular|"
    r"trending|bio\b|teaser|"
    r"card|carousel|more-from|newsletter|reply|img",
    re.IGNORECASE,
)

REACH_BEFORE, REACH_BEHIND = 15, 60
UNSEEN = frozenset({"script", "style", "meta", "link", "title", "head", "noscript", "svg", "path", "option"})


def in_reading_order(page: Page, elements: list[HtmlElement]) -> list[HtmlElement]:
    """Leave out what stands among comments, teasers and the like; what stands behind the first heading comes first."""
    fitting = [
        element for element in elements if not any(is_elsewhere(each) for each in (element, *element.iterancestors()))
    ]
    places = page.places
    first = page.heading_place
    return sorted(fitting, key=lambda element: (places[element] < first, places[element]))


def is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element is a box of something else than the article."""
    if element.tag in {"body", "html", "article", "main"}:
        return False
    return (
        element.tag in {"aside", "footer", "nav"}
        or ELSEWHERE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
    )


def path_of(element: HtmlElement) -> str:
    """Return a short selector of an element, for people to find it by."""
    names = (element.get("class") or "").split()
    return f"{element.tag}.{names[0]}" if names else element.tag


def near_heading(page: Page) -> list[HtmlElement]:
    """Return the elements before and behind the heading, the nearest first."""
    first = page.heading_place
    around = [
        (abs(place - first), element)
        for element, place in page.places.items()
        if -REACH_BEFORE <= place - first <= REACH_BEHIND and isinstance(element.tag, str) and element.tag not in UNSEEN
    ]
    return [element for _, element in sorted(around, key=lambda each: each[0])] if first else []
