"""TeX-style quotation marks, ``so'' and `so', made into “so” and ‘so’."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"(?<!`)``(?!`)|(?<!')''(?!')|[“”\"]")
SINGLE = re.compile(r"(?<![\w`])`(?=[^\s`])([^`\n]{1,200}?)(?<=[^\s'])['’](?![\w'’])")
LONE = re.compile(r"(?<![\w`])`(?=\w)(?![^`]*`)")
STRAY_CLOSING = re.compile(r"(?<=[.,?!…])''(?!')")  # it closes what a paragraph before has opened
NESTED = re.compile(r"(?<!`)```(?=[^\s`])(?!`)")


@dataclass(frozen=True, slots=True)
class Requoted:
    """The text with real quotation marks; how many were made, and how many back-quotes found no partner of theirs."""

    text: str
    made: int = 0
    unmatched: int = 0


def requote(text: str) -> Requoted:
    """Repair the TeX-style quotation marks of one field; ordinary marks and apostrophes stay as they are."""
    if "`" not in text:
        if "''" not in text:
            return Requoted(text)
        closed, strays = STRAY_CLOSING.subn("”", text)
        return Requoted(closed, made=strays, unmatched=strays)
    text, nested = NESTED.subn("`` `", text) if "''" in text else (text, 0)
    text, singles = SINGLE.subn(r"‘\1’", text)
    text, doubles, unmatched = _double(text)
    if nested:
        text = text.replace("“ ‘", "“‘").replace("“ `", "“`")
    return Requoted(text, made=singles + doubles, unmatched=unmatched + len(LONE.findall(text)))


def _double(text: str) -> tuple[str, int, int]:
    """Walk through all double marks; an opening `` is matched by '', and half matched by another closing mark."""
    parts: list[str] = []
    last = made = unmatched = 0
    waiting = False
    for match in MARK.finditer(text):
        mark = match.group()
        new = mark
        if mark == "``":
            new, made, unmatched, waiting = "“", made + 1, unmatched + waiting, True
        elif waiting and mark in {"''", "”", '"'}:
            unmatched += mark != "''"
            new, waiting = "”", False
        parts += [text[last : match.start()], new]
        last = match.end()
    return "".join(parts) + text[last:], made, unmatched + waiting
