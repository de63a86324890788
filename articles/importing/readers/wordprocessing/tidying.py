"""What a word processor's page has around the paragraphs of a column: end marks, captions, bold lines for headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement, fragment_fromstring

from articles.importing.documents import Notice, Severity
from articles.importing.readers.lines import collapse, ends_sentence, is_prose, is_titlish

END = re.compile(
    r"(?:#\s*){3,}|[-–—]+\s*30\s*[-–—]+|ENDS?\.?|끝\.?|[\[(<〈【]\s*(?i:end|ends|the end|fin|끝|이상)\s*[\])>〉】]\.?"
)
END_BEHIND = re.compile(r"\s+(?:#{3,}|-30-|[\[(<]\s*(?:END|ENDS|끝)\s*[\])>])\s*$")
BEHIND_END = 4
CAPTION = re.compile(
    r"\s*[\[(<▲△■]*\s*(?:photo|picture|figure|fig|image|caption|사진|그림)\b[^.!?]{0,20}[:.=]", re.IGNORECASE
)
CREDIT = re.compile(
    r"\s*[(/|,–—-]?\s*((?:photo(?:graph)?s?|picture|image|credit|사진)\s*(?:by|[:=/]|제공)\s*[^.]{2,80}?)\s*\)?\.?\s*$",
    re.IGNORECASE,
)
SOUND_ID = re.compile(r"[A-Za-z][\w:.-]{0,60}")  # what the cleaner lets stand
NOTE = re.compile(r"#(?:foot|end)note-.*")
LONGEST_CAPTION = 400
LONGEST_HEADING = 100
TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol"})


def words(element: HtmlElement) -> str:
    """Return what an element says, on one line."""
    return collapse(element.text_content())


def blocks_of(root: HtmlElement) -> list[HtmlElement]:
    """Return the blocks of a box."""
    return [child for child in root if isinstance(child.tag, str)]


def tidy(root: HtmlElement) -> tuple[Notice, ...]:
    """Bring a page to the blocks of a text, in place; return what is to be said of it."""
    drop_dead_anchors(root)
    unpack_boxes(root)
    said = tuple(drop_end_marks(root))
    make_figures(root)
    mark_headings(root)
    return said


def drop_dead_anchors(root: HtmlElement) -> None:
    """Take off bookmarks that nothing leads to, and links within the text that lead nowhere."""
    ids = {element.get("id") for element in root.iter() if SOUND_ID.fullmatch(element.get("id") or "")}
    wanted = {(link.get("href") or "").removeprefix("#") for link in root.iter("a")}
    for link in list(root.iter("a")):
        href, own = link.get("href") or "", link.get("id")
        leads_nowhere = href.startswith("#") and href[1:] not in ids and not NOTE.fullmatch(href)
        if leads_nowhere or (not href and (own not in ids or own not in wanted)):
            link.drop_tag()


def unpack_boxes(root: HtmlElement) -> None:
    """Put the paragraphs in a table of a single cell, which is a frame around them, in the place of the table."""
    for table in root.findall("table"):
        cells = list(table.iter("td", "th"))
        if len(cells) == 1 and len(blocks_of(cells[0])) > 1:
            for child in list(cells[0]):
                table.addprevious(child)
            table.drop_tree()


def drop_end_marks(root: HtmlElement) -> Iterator[Notice]:
    """Take out the mark that says where a copy ends, and say so; one with more behind it than a bio stays."""
    filled = [block for block in blocks_of(root) if words(block) or block.find(".//img") is not None]
    for block in filled[-BEHIND_END - 1 :]:
        said = words(block)
        if END.fullmatch(said):
            root.remove(block)
        elif block.tag in TEXTS and END_BEHIND.search(said):
            _cut_behind(block)
        else:
            continue
        message = f"The end mark “{said[-20:]}” was left out of the text."
        yield Notice(code="end_mark_left_out", message=message, severity=Severity.NOTE)


def _cut_behind(block: HtmlElement) -> None:
    """Cut the end mark off the last text of a block, where it stands in one piece."""
    last = None
    for element in block.iter():
        last = (element, "text") if (element.text or "").strip() else last
    for element in block.iterdescendants():
        last = (element, "tail") if (element.tail or "").strip() and element.getparent() is block else last
    if last is not None:
        said = getattr(last[0], last[1])
        setattr(last[0], last[1], END_BEHIND.sub("", f" {said}").removeprefix(" "))


def make_figures(root: HtmlElement) -> None:
    """Make a figure of a paragraph that is only a picture, with the caption below or above it, or in it."""
    for block in blocks_of(root):
        if block.get("class") == "caption" and block.find(".//img") is not None and words(block):
            block.addprevious(_made_figure(block, words(block)))
            block.drop_tree()
            continue
        if block.getparent() is None or block.tag != "p" or block.find(".//img") is None or words(block):
            continue
        caption = _caption_beside(block)
        block.addprevious(_made_figure(block, words(caption) if caption is not None else ""))
        if caption is not None:
            caption.drop_tree()
        block.drop_tree()


def _made_figure(block: HtmlElement, caption: str) -> HtmlElement:
    """Return a figure of the pictures of a block, which it loses."""
    figure: HtmlElement = fragment_fromstring("<figure></figure>")
    for picture in list(block.iter("img")):
        picture.tail = None
        figure.append(picture)
    if caption:
        figure.append(_made_caption(caption))
    return figure


def _caption_beside(block: HtmlElement) -> HtmlElement | None:
    below, above = block.getnext(), block.getprevious()
    for other in (below, above):
        if other is not None and other.tag == "p" and other.get("class") == "caption" and words(other):
            return other
    is_caption = below is not None and below.tag == "p" and CAPTION.match(words(below)) is not None
    return below if is_caption and below is not None and len(words(below)) <= LONGEST_CAPTION else None


def _made_caption(said: str) -> HtmlElement:
    caption = fragment_fromstring("<figcaption></figcaption>")
    credit = CREDIT.search(said)
    caption.text = said
    if credit and credit.start():
        caption.text = said[: credit.start()] + " "
        inner = fragment_fromstring('<span class="credit"></span>')
        inner.text = credit[1]
        caption.append(inner)
    return caption


def mark_headings(root: HtmlElement) -> None:
    """Make a heading of a short bold line between paragraphs."""
    blocks = blocks_of(root)
    begun = False
    for block, following in pairwise(blocks):
        said = words(block)
        if begun and is_bold_line(block) and is_prose(words(following)) and _is_headingish(said):
            for strong in list(block.iter("strong")):
                strong.drop_tag()
            block.tag = "h3"
        begun = begun or (block.tag == "p" and is_prose(said))


def _is_headingish(said: str) -> bool:
    return len(said) <= LONGEST_HEADING and is_titlish(said) and not ends_sentence(said)


def is_bold_line(block: HtmlElement) -> bool:
    """Whether a paragraph is in bold from its first word to its last."""
    return _is_all(block, "strong")


def is_italic(block: HtmlElement) -> bool:
    """Whether a paragraph is in italics from its first word to its last."""
    return _is_all(block, "em")


def _is_all(block: HtmlElement, tag: str) -> bool:
    if block.tag != "p" or not words(block):
        return False
    loose = [block.text, *(child.tail for child in block)]
    if any((text or "").strip() for text in loose):
        return False
    inner: Sequence[HtmlElement] = [child for child in block if words(child)]
    return bool(inner) and all(child.tag == tag or _only_within(child, tag) for child in inner)


def _only_within(element: HtmlElement, tag: str) -> bool:
    """Whether all words of an element stand within one below it of this tag, as bold in italics."""
    below = list(element)
    return (
        bool(below)
        and not (element.text or "").strip()
        and all((child.tag == tag or _only_within(child, tag)) and not (child.tail or "").strip() for child in below)
    )
