"""What an editor should know of an OpenDocument text: what was left out, and what was changed and not yet accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from articles.importing.documents import Notice, Severity
from articles.importing.readers.lines import collapse
from articles.importing.readers.wordprocessing.finishing import left_out
from articles.importing.readers.wordprocessing.odt_html import DRAW, OFFICE
from articles.importing.readers.wordprocessing.odt_styles import STYLE, TEXT, Styles
from articles.markup import printable

LONGEST = 200


def notices_of(text: etree._Element, styles: Styles, page_styles: etree._Element | None) -> tuple[Notice, ...]:
    """Return the notices on a text; `page_styles` is the part in which the heads and feet of its pages stand."""
    comments = sum(1 for _ in text.iter(f"{OFFICE}annotation"))
    return (
        *_tracked(text),
        *left_out("comments_left_out", comments, "comment of a reader", "comments of readers"),
        *_furniture(page_styles),
        *_hidden(text, styles),
        *_boxes(text),
        *_drawings(text),
    )


def _tracked(text: etree._Element) -> Iterator[Notice]:
    put_in, taken_out = (sum(1 for _ in text.iter(f"{TEXT}{kind}")) for kind in ("insertion", "deletion"))
    if text.find(f".//{TEXT}changed-region") is not None:
        message = (
            f"Changes were tracked and not yet accepted (insertions: {put_in}, deletions: {taken_out}): "
            "they are read as accepted."
        )
        yield Notice(code="tracked_changes", message=message)


def _furniture(styles: etree._Element | None) -> Iterator[Notice]:
    kinds = (f"{STYLE}{side}{which}" for side in ("header", "footer") for which in ("", "-left", "-first"))
    found = [collapse(printable("".join(map(str, part.itertext())))) for part in _all(styles, *kinds)]
    said = dict.fromkeys(words for words in found if re.search(r"[^\W\d_]", words))
    if said:
        message = f"What stands at the head or foot of its pages was left out: “{' · '.join(said)[:LONGEST]}”."
        yield Notice(code="page_headers_left_out", message=message, severity=Severity.NOTE)


def _hidden(text: etree._Element, styles: Styles) -> Iterator[Notice]:
    if any(span.get(f"{TEXT}style-name", "") in styles.hidden for span in text.iter(f"{TEXT}span")):
        yield Notice(code="hidden_text_left_out", message="Text that is marked as hidden was left out.")


def _boxes(text: etree._Element) -> Iterator[Notice]:
    number = sum(1 for box in text.iter(f"{DRAW}text-box") if box.find(f".//{DRAW}image") is None)
    if number:
        what = "One text box was" if number == 1 else f"{number} text boxes were"
        message = f"{what} put behind the paragraph it hangs on: see if that is the place."
        yield Notice(code="text_box", message=message)


def _drawings(text: etree._Element) -> Iterator[Notice]:
    frames = (frame for frame in text.iter(f"{DRAW}frame") if frame.find(f"{DRAW}object") is not None)
    if any(frame.find(f"{DRAW}image") is None for frame in frames):
        yield Notice(code="drawing_left_out", message="A chart or formula can’t be read and was left out.")


def _all(tree: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    if tree is not None:
        yield from tree.iter(*names)
