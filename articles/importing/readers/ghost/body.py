"""The body of a post of Ghost, from whichever of its columns holds one: Lexical, Mobiledoc, HTML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, tostring

from articles.importing.documents import Notice
from articles.importing.readers.ghost import lexical, mobiledoc
from articles.importing.readers.ghost.cards import Cards, markdown
from articles.importing.readers.ghost.export import Row
from articles.importing.readers.html.bodies import Body, make_body, parse
from articles.importing.readers.html.limits import without_comments

COLUMNS = ("lexical", "mobiledoc", "html", "markdown")
SITE = re.compile(r"__GHOST_URL__/?")
PAYWALL = re.compile(r"<!--\s*members-only\s*-->")
MARK = re.compile(r"\{\{[^{}<]{0,60}\}\}|%%[\w-]{1,40}%%|\{\{|\}\}")
WIDE = re.compile(r"\bkg-width-(?:wide|full)\b")
FOR_GHOST = re.compile(r"\bkg-(?:signup|email|product|nft|cta|audio-player|video-player|video-overlay)[\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostBody:
    """A body, the column that it came from ("" where all are empty), and what is to be said."""

    body: Body
    column: str
    notices: tuple[Notice, ...] = ()


def read_body(row: Row, address: str) -> PostBody:
    """Read the first column that holds a body; `address` is that of the site, "" where nobody knows it."""
    notices: list[Notice] = []
    for column in COLUMNS:
        source = row.get(column)
        if not isinstance(source, str) or not source.strip():
            continue
        cards = Cards()
        try:
            fragment = MAKERS[column](source, cards)
        except (mobiledoc.MobiledocError, lexical.LexicalError) as error:
            message = f"Its {column} can't be read ({str(error)[:80]}); the next column that holds a text was taken."
            notices.append(Notice(code="broken_body", message=message))
            continue
        body = make_body(at_site(fragment, address), address=address)
        notices += cards.notices()
        if body.html:
            notices += [*body.notices, *_marks(body.html)]
            return PostBody(body=body, column=column, notices=tuple(notices))
    return PostBody(body=make_body(""), column="", notices=tuple(notices))


def _marks(made: str) -> list[Notice]:
    """Say where marks of a theme or an e-mail stand in a text: an example of code, or what nobody filled in."""
    found = dict.fromkeys(MARK.findall(made))
    if not found:
        return []
    message = f"Marks of a template stand in the text: {', '.join(list(found)[:5])}. An example, or never filled in?"
    return [Notice(code="template_mark", message=message)]


def at_site(written: str, address: str) -> str:
    """Put the site's address in the place that Ghost leaves for it; a path from its root where nobody knows it."""
    return SITE.sub(f"{address.rstrip('/')}/", written)


def _html(source: str, cards: Cards) -> str:
    """Return HTML that Ghost made of a body, without the parts of cards that only Ghost can show."""
    cards.has_paywall = PAYWALL.search(source) is not None
    root = parse(without_comments(source))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element is not root and any(up is root for up in element.iterancestors()):
            _tidy(element, cards)
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def _tidy(element: HtmlElement, cards: Cards) -> None:
    classes = element.get("class") or ""
    if "kg-bookmark-card" in classes:
        _open_bookmark(element)
    elif "kg-gallery" in classes and element.tag == "figure":
        element.tag = "div"
    elif element.tag in {"div", "form", "section"} and (named := FOR_GHOST.search(classes)) is not None:
        cards.left_out[named.group().removeprefix("kg-")] += 1
        element.drop_tree()
    elif "kg-gallery-image" in classes and element.find("img") is not None:
        element.tag = "figure"
    elif element.tag == "figure" and WIDE.search(classes):
        element.set("class", "wide")


def _open_bookmark(element: HtmlElement) -> None:
    """Make a link with the title of what was shown as a card."""
    link = element.find(".//a")
    title = next((part for part in element.iter() if "kg-bookmark-title" in (part.get("class") or "")), None)
    caption = element.find("figcaption")
    address = (link.get("href") if link is not None else "") or ""
    words = " ".join((title if title is not None else element).text_content().split()) or address
    below = " ".join(caption.text_content().split()) if caption is not None else ""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail
    paragraph = etree.SubElement(element, "p")
    etree.SubElement(paragraph, "a", href=address).text = words
    if below:
        etree.SubElement(element, "p").text = below


def _markdown(source: str, cards: Cards) -> str:
    return markdown(source)


MAKERS: dict[str, Callable[[str, Cards], str]] = {
    "lexical": lexical.to_html,
    "mobiledoc": mobiledoc.to_html,
    "html": _html,
    "markdown": _markdown,
}
