"""What an editor should know of a Word document: what was left out, and what was changed and not yet accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from articles.importing.documents import Notice, Severity
from articles.importing.readers.html.bodies import parse
from articles.importing.readers.wordprocessing.finishing import left_out
from articles.importing.readers.wordprocessing.word_parts import Word
from articles.importing.readers.wordprocessing.word_trimming import local
from articles.markup import printable

LONGEST = 200
SOME = 12
UNKNOWN = "\ufffc"  # stands for a sign of which only the converter knows what it is
SIGNS = {
    "tab": " ", "br": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad", "sym": UNKNOWN, "sdtPr": UNKNOWN,
}  # fmt: skip
BLOCK_END = re.compile(r"</?(?:p|h[1-6]|li|td|th|tr|table|blockquote|ol|ul|pre)\b[^>]*>|<br[^>]*>")
NOTE_MARK = re.compile(r'<sup><a href="#(?:foot|end)note-[^>]*>\[\d+\]</a></sup>')
NOT_TEXT = frozenset({"del", "moveFrom"})


def notices_of(word: Word, html: str) -> tuple[Notice, ...]:
    """Return the notices on a document and on the HTML that was made of it."""
    return (*_tracked(word.counts), *_left_out(word), *_taken(word.counts), *_lost(word, html))


def _tracked(counts: Counter[str]) -> Iterator[Notice]:
    put_in, taken_out = counts["tracked_ins"], counts["tracked_del"] + counts["tracked_moveFrom"]
    if put_in or taken_out:
        message = (
            f"Changes were tracked and not yet accepted: {_times(put_in, 'insertion')} kept, "
            f"{_times(taken_out, 'deletion')} left out, as if all were accepted."
        )
        yield Notice(code="tracked_changes", message=message)


def _left_out(word: Word) -> Iterator[Notice]:
    counts = word.counts
    yield from left_out("comments_left_out", counts["comment"], "comment of a reader", "comments of readers")
    for address in word.elsewhere:
        message = f"A picture is not in the file but at {printable(address)[:LONGEST]}: it is left out."
        yield Notice(code="picture_elsewhere", message=message)
    if word.furniture:
        message = (
            f"What stands at the head or foot of its pages was left out: “{' · '.join(word.furniture)[:LONGEST]}”."
        )
        yield Notice(code="page_headers_left_out", message=message, severity=Severity.NOTE)
    if counts["hidden_text"]:
        yield Notice(code="hidden_text_left_out", message="Text that is marked as hidden was left out.")
    if counts["drawing"]:
        message = f"{_times(counts['drawing'], 'chart or diagram', 'charts or diagrams')} can’t be read and left out."
        yield Notice(code="drawing_left_out", message=message)
    if counts["other_file"]:
        message = "Another file is built into it, which was not read. Open it in Word, save it again, and load that."
        yield Notice(code="built_in_file", message=message, severity=Severity.HOLD)


def _taken(counts: Counter[str]) -> Iterator[Notice]:
    if counts["text_box"]:
        boxes = _times(counts["text_box"], "text box", "text boxes")
        message = f"{boxes} put behind the paragraph it hangs on: see if that is the place."
        yield Notice(code="text_box", message=message)
    if counts["formula"]:
        message = f"{_times(counts['formula'], 'formula', 'formulas')} taken as plain text."
        yield Notice(code="formula_as_text", message=message)


def _lost(word: Word, html: str) -> Iterator[Notice]:
    """Say which words of the file are not in what was made of it, whatever the reason."""
    shown = BLOCK_END.sub(" ", NOTE_MARK.sub("", html))
    kept = frozenset(parse(f"<p>{shown}</p>").text_content().replace("\u2011", "-").split())
    lost = dict.fromkeys(said for said in _said(word) if said not in kept and UNKNOWN not in said)
    if lost:
        words = " ".join(list(lost)[:SOME])
        message = f"Some words of the file were not read: “{words[:LONGEST]}”. Compare it with the original."
        yield Notice(code="words_not_read", message=message)


def _said(word: Word) -> Iterator[str]:
    """Yield the words of each paragraph that is printed; one of several runs is one word."""
    for root in (word.main, word.footnotes, word.endnotes):
        for paragraph in root.iter("{*}p") if root is not None else ():
            said = "".join(
                SIGNS.get(local(text), text.text or "")
                for text in paragraph.iter(*(f"{{*}}{name}" for name in ("t", *SIGNS)))
                if not any(local(outer) in NOT_TEXT for outer in text.iterancestors())
            )
            yield from printable(said).split()


def _times(count: int, one: str, several: str = "") -> str:
    if count == 1:
        return f"one {one} was"
    return f"{count or 'no'} {several or one + 's'} were"
