"""The blocks of text of a page, each in an element that holds nothing else, so that they can be kept or left out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml.html import Element, HtmlElement

from articles.importing.readers.web.claims import folded, plain
from articles.importing.readers.web.figures import make_figures

BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "thead",
    "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "blockquote", "pre", "h1", "h2", "h3",
    "h4", "h5", "h6",
    "form", "fieldset", "address", "hr", "body", "html", "center", "details", "summary", "hgroup", "noscript",
    "iframe", "video", "audio",
    "picture", "dialog", "menu", "x-run",
})  # fmt: skip
NEVER = frozenset({
    "script", "style", "template", "link", "meta", "button", "select", "input", "textarea", "nav", "dialog", "svg",
    "canvas", "map",
    "title", "head", "label", "datalist", "option", "noscript", "base",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True, eq=False)
class Block:
    """A piece of text between two block boundaries, and whether it belongs to the article.

    `bare` has its letters and digits alone, `linked` is the share of them in links; `votes` name what speaks for it.
    """

    element: HtmlElement
    text: str
    bare: str
    linked: float
    votes: frozenset[str] = frozenset()
    kept: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.element.tag in HEADINGS

    @property
    def is_caption(self) -> bool:
        """Whether it belongs to a picture or names a table."""
        return any(
            each.tag in {"figcaption", "caption", "figure"} for each in (self.element, *self.element.iterancestors())
        )


def body_tree(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page's body without what is never read, each run of text in an element of its own."""
    root = deepcopy(tree)
    found = root.find("body")
    body: HtmlElement = root if found is None else found
    for element in list(body.iter(*NEVER)):
        if element is not body and element.getparent() is not None:
            element.drop_tree()
    make_figures(body)
    boxes = _boxes(body)
    for element in list(body.iter()):
        if (element in boxes and element.tag != "p") or element is body:
            _wrap_runs(element, boxes)
    return body


def read_blocks(body: HtmlElement) -> list[Block]:
    """Return the blocks of text in order."""
    boxes = _boxes(body)
    found = []
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag in BLOCKS and element not in boxes:
            text = plain(element)
            bare = folded(text)
            if bare:
                found.append(Block(element, text, bare, _linked(element, bare)))
    return found


def _boxes(body: HtmlElement) -> set[HtmlElement]:
    """The elements that have a block somewhere in them."""
    found: set[HtmlElement] = set()
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag in BLOCKS:
            for above in element.iterancestors():
                if above in found:
                    break
                found.add(above)
    return found


def _linked(element: HtmlElement, bare: str) -> float:
    links = element.iter("a")
    linked = sum(len(folded(link.text_content())) for link in links)
    if any(above.tag == "a" for above in element.iterancestors()):
        return 1.0
    return min(1.0, linked / len(bare))


def _wrap_runs(box: HtmlElement, boxes: set[HtmlElement]) -> None:
    """Put loose text and inline elements between the blocks of a box into elements of their own."""
    children = list(box)
    text, box.text = box.text, None
    run = _new_run(text)
    for child in children:
        tail, child.tail = child.tail, None
        box.remove(child)
        if child.tag in BLOCKS or child in boxes:
            _add_run(box, run)
            box.append(child)
            run = _new_run(tail)
        else:
            child.tail = tail
            run.append(child)
    _add_run(box, run)


def _new_run(text: str | None) -> HtmlElement:
    run: HtmlElement = Element("x-run")
    run.text = text
    return run


def _add_run(box: HtmlElement, run: HtmlElement) -> None:
    if (run.text or "").strip() or len(run):
        box.append(run)
