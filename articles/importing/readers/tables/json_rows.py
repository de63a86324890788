"""JSON Lines, a JSON array of objects, or an object that wraps one: every object a row, nested keys by dotted path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from articles.importing.documents import Notice, UnreadableError
from articles.importing.readers.decoding import decode
from articles.importing.readers.tables.grids import Grid, Row, Value

OPENING = re.compile(r"\ufeff?\s*(?:\[\s*(?:\{|\])|\{\s*(?:\"|\}))")
DEEPEST = 6
MOST_COLUMNS = 400
# Under which an object of a list says its own name ({"name": "Politics", "id": 4}).
NAMING = (
    "name",
    "title",
    "value",
    "label",
    "term",
    "text",
    "display_name",
    "displayName",
    "url",
    "href",
    "src",
    "slug",
)
WRAPPERS_DEPTH = 4
LONG_TEXT = 200


def looks_like_json(opening: str) -> bool:
    """Whether a text begins as an object or a list of objects does."""
    return OPENING.match(opening) is not None


def read_json(name: str, content: bytes) -> list[Grid]:
    """Read the objects of a file as rows. Raises UnreadableError where there are none."""
    decoded = decode(name, content)
    text = decoded.text.removeprefix("\ufeff")
    whole = _whole(text)
    if whole is None:
        rows, keys = _grid(_lines(text))
        if not any(not row.notices for row in rows):
            raise UnreadableError(f"{name} is no valid JSON: {_fault(text)}.", code="broken_json")
        return [Grid(rows=rows, keys=keys, unit="line", encoding=decoded.encoding, notices=decoded.notices)]
    lists = list(_lists(whole[0], ""))
    if not lists:
        raise UnreadableError(
            f"{name} is JSON, but there is no list of objects in it that could be articles.", code="no_rows"
        )
    found = []
    for label, objects in lists:
        rows, keys = _grid((number, value, None) for number, value in enumerate(objects, start=1))
        unit = "object"
        found.append(Grid(rows=rows, keys=keys, unit=unit, label=label if len(lists) > 1 else "",
                          encoding=decoded.encoding, notices=decoded.notices))  # fmt: skip
    return found


def _whole(text: str) -> tuple[Any] | None:
    """Return the value that a text is, in a tuple; None where it is not one value."""
    try:
        return (json.loads(text),)
    except (ValueError, RecursionError):
        return None


def _fault(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return "it is nested too deeply"
    return "no line of it is an object"


def _lines(text: str) -> Iterator[tuple[int, Any, Notice | None]]:
    """Yield each line's number and value; a line that is broken is a row that says so."""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip().removesuffix(",")
        if stripped in {"", "[", "]"}:
            continue
        try:
            yield number, json.loads(stripped), None
        except (ValueError, RecursionError) as error:
            message = f"Line {number} is no valid JSON: {error}."
            yield number, {"": line.strip()}, Notice(code="broken_line", message=message, line=None)


def _lists(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the lists of objects in a value: itself, or those that an object wraps; one alone is a list of one."""
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            yield path, value
    elif isinstance(value, dict) and value:
        wrapped = _wrapped(value) if depth < WRAPPERS_DEPTH else {}
        for key, item in wrapped.items():
            yield from _lists(item, f"{path}.{key}".lstrip("."), depth + 1)
        if not wrapped:
            yield path, [{"key": key, **item} for key, item in value.items()] if _are_numbered(value) else [value]


def _wrapped(value: dict[str, Any]) -> dict[str, Any]:
    """Return what an object wraps: its lists of objects, or its only inner value; nothing where it is an article."""
    if _is_article(value) or any(isinstance(item, str) and len(item) > LONG_TEXT for item in value.values()):
        return {}
    inner = {key: item for key, item in value.items() if isinstance(item, dict | list)}
    lists = {key: item for key, item in inner.items() if isinstance(item, list) and _are_rows(item)}
    return lists or (inner if len(inner) == 1 else {})


def _is_article(value: dict[str, Any]) -> bool:
    """Whether an object has a title and a text of its own, and so wraps no others."""
    keys = {key.casefold() for key in value}
    return bool(keys & {"title", "headline"}) and bool(keys & {"body", "text", "content", "maintext", "articlebody"})


def _are_rows(items: list[Any]) -> bool:
    objects = [item for item in items if isinstance(item, dict)]
    return len(objects) == len(items) > 0 and any(len(item) > 1 for item in objects)


def _are_numbered(value: dict[str, Any]) -> bool:
    """Whether an object holds nothing but objects under ids: {"17": {...}, "18": {...}}."""
    return len(value) > 1 and all(isinstance(item, dict) and len(item) > 1 for item in value.values())


def _grid(items: Iterator[tuple[int, Any, Notice | None]] | Any) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of objects and the names of their columns, in the order in which these first come."""
    flat: list[tuple[int, dict[str, Value], Notice | None]] = []
    keys: dict[str, None] = {}
    for number, item, notice in items:
        cells = dict(_flatten(item if isinstance(item, dict) else {"value": item}, ""))
        for key in cells:
            if len(keys) < MOST_COLUMNS:
                keys.setdefault(key)
        flat.append((number, cells, notice))
    rows = tuple(
        Row(line=number, values=tuple(cells.get(key, "") for key in keys), notices=(notice,) if notice else ())
        for number, cells, notice in flat
    )
    return rows, tuple(keys)


def _flatten(value: dict[str, Any], path: str, depth: int = 1) -> Iterator[tuple[str, Value]]:
    for key, item in value.items():
        name = f"{path}.{key}" if path else str(key)
        if isinstance(item, dict) and item and depth < DEEPEST:
            yield from _flatten(item, name, depth + 1)
        elif isinstance(item, list) and item and all(isinstance(each, dict) for each in item) and depth < DEEPEST:
            yield name, _names(item)
        else:
            yield name, _value(item)


def _names(items: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return what each object of a list calls itself; all of it where it does not."""
    return tuple(
        next((scalar(item[key]) for key in NAMING if item.get(key)), json.dumps(item, ensure_ascii=False))
        for item in items
    )


def _value(item: Any) -> Value:
    if isinstance(item, list):
        return tuple(scalar(each) for each in item if each is not None)
    return scalar(item)


def scalar(item: Any) -> str:
    """Return a value of JSON as a cell's text: "" for null, whole numbers without a decimal point."""
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    return (
        item
        if isinstance(item, str)
        else json.dumps(item, ensure_ascii=False)
        if isinstance(item, dict | list)
        else str(item)
    )
