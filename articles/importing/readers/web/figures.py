"""Pictures with their captions, brought to one form whatever boxes a page has them in."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from articles.importing.readers.web.claims import plain

CAPTION = re.compile(
    r"(?:^|[\s_-])(?:captions?|legend|legende|credits?|cutline|bildunterschrift|pie-de-foto|photo-?credit|"
    r"imgcaption)(?:$|[\s_-])|caption|cutline",
    re.I,
)
PICTURE = re.compile(
    r"(?:^|[\s_-])(?:image|img|photo|picture|figure|wp-caption|media|foto|bild)(?:$|[\s_-])|caption|image|photo",
    re.I,
)
MOST_TEXT = 1_000
MOST_BOXES = 3


def make_figures(body: HtmlElement) -> None:
    """Make a figure of each box that holds a picture and a caption and nothing else, and name the caption as one."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.tag in {"figure", "figcaption", "body", "img"}:
            continue
        if (
            CAPTION.search(element.get("class") or "")
            and not _holds_picture(element)
            and 0 < len(plain(element)) <= MOST_TEXT
        ):
            _make_caption(element)


def _make_caption(element: HtmlElement) -> None:
    figure = next((above for above in element.iterancestors("figure")), None)
    if figure is not None:
        if figure.find(".//figcaption") is None:
            element.tag = "figcaption"
        return
    box = element
    for _ in range(MOST_BOXES):
        above = box.getparent()
        if above is None or above.tag not in {"div", "span", "p", "section", "a", "table", "tbody", "tr", "td", "dl"}:
            return
        box = above
        if _holds_picture(box):
            break
    if (
        _holds_picture(box)
        and len(plain(box)) <= len(plain(element)) + MOST_TEXT / 5
        and box.find(".//p") in {None, element}
    ):
        box.tag, element.tag = "figure", "figcaption"


def _holds_picture(element: HtmlElement) -> bool:
    return element.tag == "img" or element.find(".//img") is not None
