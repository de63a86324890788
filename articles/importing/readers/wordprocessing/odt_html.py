"""From the text of an OpenDocument file to HTML, by OpenDocument 1.3, part 3."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from lxml import etree

from articles.importing.readers.wordprocessing.finishing import picture
from articles.importing.readers.wordprocessing.meanings import BYLINE, CAPTION, QUOTE, SUBTITLE, TITLE
from articles.importing.readers.wordprocessing.odt_styles import PREFORMATTED, TEXT, Styles

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
LOWEST_HEADING = 6
# By what the style of a paragraph means: the tags around it.
SHOWN = {
    TITLE: ('<h1 class="title">', "</h1>"),
    **{kind: (f'<p class="{kind}">', "</p>") for kind in (SUBTITLE, BYLINE, CAPTION)},
    QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    PREFORMATTED: ("<pre>", "</pre>"),
}
HEADINGS = {f"heading {number}": (f"<h{number}>", f"</h{number}>") for number in range(1, LOWEST_HEADING + 1)}
MOST_SPACES = 100
MOST_DIGITS = 6
# What is no text for readers: what was deleted, what readers of the draft said, what is made of the rest.
GONE = frozenset({
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}table-of-content",
    f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{TEXT}alphabetical-index",
    f"{TEXT}bibliography",    f"{TEXT}note-citation", f"{SVG}title", f"{SVG}desc",
})  # fmt: skip


class Writer:
    """Writes the HTML of a text; its notes are the list at the end, as the reader of Word documents has them."""

    def __init__(self, styles: Styles) -> None:
        """Take what the styles mean."""
        self.styles = styles
        self.notes: list[str] = []

    def write(self, text: etree._Element) -> str:
        """Return the HTML of all of it."""
        written = self._blocks(text)
        return f"{written}<ol>{''.join(self.notes)}</ol>" if self.notes else written

    def _blocks(self, box: etree._Element) -> str:
        return "".join(self._block(child) for child in box if child.tag not in GONE)

    def _block(self, element: etree._Element) -> str:
        write = {
            f"{TEXT}p": self._paragraph,
            f"{TEXT}h": self._heading,
            f"{TEXT}list": self._list,
            f"{TABLE}table": self._table,
            f"{DRAW}frame": self._frame_alone,
        }.get(str(element.tag), self._blocks)
        return write(element)

    def _heading(self, element: etree._Element) -> str:
        kind = self.styles.paragraph(element.get(f"{TEXT}style-name", ""))
        if kind == TITLE:
            return self._paragraph(element)
        number = min(max(_number(element.get(f"{TEXT}outline-level")), 1), LOWEST_HEADING)
        return f"{self._page_end(element)}<h{number}>{self._words(element)}</h{number}>"

    def _paragraph(self, element: etree._Element) -> str:
        """Return a paragraph as what its style means, and what stands in text boxes in it behind it."""
        style = element.get(f"{TEXT}style-name", "")
        kind = self.styles.paragraph(style)
        words = self._words(element)
        if kind not in SHOWN and not kind.startswith("heading") and words:
            words = self._styled(words, style)
        opening, closing = SHOWN.get(kind, HEADINGS.get(kind, ("<p>", "</p>")))
        return f"{self._page_end(element)}{opening}{words}{closing}{self._boxes(element)}"

    def _boxes(self, element: etree._Element) -> str:
        return "".join(self._blocks(box) for box in element.iter(f"{DRAW}text-box") if _hangs_on(box, element))

    def _page_end(self, element: etree._Element) -> str:
        return '<hr class="page">' if element.get(f"{TEXT}style-name", "") in self.styles.breaking else ""

    def _list(self, element: etree._Element) -> str:
        above = next(element.iterancestors(f"{TEXT}list"), None)
        style = element.get(f"{TEXT}style-name") or (above.get(f"{TEXT}style-name", "") if above is not None else "")
        items = "".join(
            f"<li>{self._blocks(item)}</li>"
            for item in element
            if item.tag in {f"{TEXT}list-item", f"{TEXT}list-header"}
        )
        name = "ol" if style in self.styles.numbered else "ul"
        return f"<{name}>{items}</{name}>"

    def _table(self, table: etree._Element) -> str:
        return f"<table>{''.join(self._rows(table))}</table>"

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is table:
                parent = row.getparent()
                is_head = parent is not None and parent.tag == f"{TABLE}table-header-rows"
                cell = "th" if is_head else "td"
                cells = [f"<{cell}>{self._blocks(each)}</{cell}>" for each in row if each.tag == f"{TABLE}table-cell"]
                yield f"<tr>{''.join(cells)}</tr>"

    def _words(self, element: etree._Element) -> str:
        """Return the text and the elements in a paragraph; a text box in it comes behind it."""
        parts = [escape(element.text or "", quote=False)]
        for child in element:
            parts += [self._inline(child), escape(child.tail or "", quote=False)]
        return "".join(parts)

    def _inline(self, element: etree._Element) -> str:
        if element.tag in GONE or element.tag == f"{DRAW}text-box":
            return ""
        write = {
            f"{TEXT}span": self._span,
            f"{TEXT}a": self._link,
            f"{TEXT}line-break": lambda _: "<br>",
            f"{TEXT}tab": lambda _: " ",
            f"{TEXT}s": lambda spaces: " " * min(_number(spaces.get(f"{TEXT}c")), MOST_SPACES),
            f"{TEXT}note": self._note,
            f"{TEXT}ruby": self._ruby,
            f"{DRAW}frame": self._frame,
        }.get(str(element.tag), self._words)
        return write(element)

    def _link(self, element: etree._Element) -> str:
        return f'<a href="{escape(element.get(f"{XLINK}href", ""))}">{self._words(element)}</a>'

    def _span(self, element: etree._Element) -> str:
        style = element.get(f"{TEXT}style-name", "")
        return "" if style in self.styles.hidden else self._styled(self._words(element), style)

    def _styled(self, written: str, style: str) -> str:
        for name in self.styles.words.get(style, ()):
            written = f"<{name}>{written}</{name}>"
        return written

    def _ruby(self, element: etree._Element) -> str:
        """Return a word with its reading in brackets behind it."""
        base, reading = element.find(f"{TEXT}ruby-base"), element.find(f"{TEXT}ruby-text")
        said = self._words(base) if base is not None else ""
        return f"{said}({self._words(reading)})" if reading is not None else said

    def _note(self, element: etree._Element) -> str:
        number = len(self.notes) + 1
        self.notes.append("")  # its place, should there be a note in the note
        body = element.find(f"{TEXT}note-body")
        text = self._blocks(body) if body is not None else ""
        before, end, after = text.rpartition("</p>")
        back = f' <a href="#footnote-ref-{number}">↑</a>'
        self.notes[number - 1] = f'<li id="footnote-{number}">{before}{back}{end}{after}</li>'
        return f'<sup><a href="#footnote-{number}" id="footnote-ref-{number}">[{number}]</a></sup>'

    def _frame_alone(self, element: etree._Element) -> str:
        """Return a frame that hangs on no paragraph: its picture, or the text in it."""
        return self._frame(element) or "".join(self._blocks(box) for box in element.iterchildren(f"{DRAW}text-box"))

    def _frame(self, element: etree._Element) -> str:
        """Return the first picture of a frame that can be had; what else it is given as says the same."""
        image = element.find(f"{DRAW}image")
        if image is None:
            return ""
        where = image.get(f"{XLINK}href", "")
        said = element.find(f"{SVG}desc") if element.find(f"{SVG}desc") is not None else element.find(f"{SVG}title")
        alt = (said.text or "") if said is not None else ""
        return picture(where if "://" in where else f"_parts/{quote(where.removeprefix('./'))}", alt)


def _hangs_on(box: etree._Element, paragraph: etree._Element) -> bool:
    """Whether the paragraph is the nearest around a text box, which may stand in another text box."""
    return next(box.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is paragraph


def _number(written: str | None) -> int:
    """Return a count as the format writes it: 1 where it is left out."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else 1
