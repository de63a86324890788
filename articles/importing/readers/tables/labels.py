"""Cells that hold several things at once: tags, categories, names in a list, however they are parted."""

from __future__ import annotations

import ast
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.importing.readers.lines import collapse
from articles.importing.readers.tables.grids import Value, as_text

LISTED = re.compile(r"^\s*[\[{(].*[\])}]\s*$", re.DOTALL)
LONGEST_LITERAL = 20_000
HASHES = re.compile(r"#([^\s#,;|]+)")
PARTS = ("|", ";", ",", "\n", " > ")
LONGEST_LABEL = 60
NAMING = ("name", "title", "value", "label", "text")


def several(value: Value, separator: str = "") -> tuple[str, ...]:
    """Return the parts of a cell, each once; "" as separator: the cell is one thing unless it is written as a list."""
    if isinstance(value, tuple):
        return _tidy(value)
    text = as_text(value)
    listed = _literal(text)
    if listed is not None:
        return _tidy(listed)
    if text.lstrip().startswith("#") and len(HASHES.findall(text)) > 1:
        return _tidy(HASHES.findall(text))
    return _tidy(text.split(separator) if separator else [text])


def separator_of(values: Sequence[Value]) -> str:
    """Return by what the cells of a column part their labels; "" where each holds one.

    Commas inside of long phrases part nothing: what is parted must be short everywhere.
    """
    texts = [as_text(value) for value in values if isinstance(value, str) and not LISTED.match(value)]
    counts = Counter({mark: sum(1 for text in texts if mark in text) for mark in PARTS})
    for mark in PARTS:
        pieces = [piece.strip() for text in texts if mark in text for piece in text.split(mark)]
        if counts[mark] and all(len(piece) <= LONGEST_LABEL for piece in pieces) and mark != " > ":
            return mark
    return ""


def _literal(text: str) -> list[str] | None:
    """Return the entries of a list that is written out as JSON or Python writes one; None where it is none."""
    if not LISTED.match(text) or len(text) > LONGEST_LITERAL:
        return None
    for reading in (json.loads, ast.literal_eval):
        try:
            found = reading(text.strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        if isinstance(found, list | tuple | set):
            return [_name(item) for item in found]
    return None


def _name(item: object) -> str:
    if isinstance(item, dict):
        return next((str(item[key]) for key in NAMING if item.get(key)), "")
    return "" if item is None else str(item)


def _tidy(parts: Iterable[str]) -> tuple[str, ...]:
    plain = (collapse(html.unescape(part)).strip(" #'\"") for part in parts)
    return tuple(dict.fromkeys(part for part in plain if part and part.casefold() not in {"null", "none", "nan"}))
