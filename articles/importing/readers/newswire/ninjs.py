"""ninjs, news in JSON: one story, a list, a line each, or wrapped as news services answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from articles.importing.documents import Document, Notice, ReadOptions, UnreadableError
from articles.importing.readers.dated import zone_called
from articles.importing.readers.decoding import decode
from articles.importing.readers.newswire.items import documents_of
from articles.importing.readers.newswire.ninjs_item import read_item
from articles.importing.readers.sniffing import Sample

FORMAT = "ninjs"
OPENING = re.compile(r"\ufeff?\s*[\[{]")
MARKS = (
    "versioncreated", "pubstatus", "representationtype", "body_xhtml", "body_html", "body_text", "headlines", "bodies",
    "firstcreated", "contentcreated", "copyrightholder", "copyrightnotice", "usageterms", "associations", "renditions",
    "description_text", "slugline", "altids", "infosource", "infosources", "ednote", "located",
)  # fmt: skip
ID = re.compile(r'"(?:uri|guid|_id)"\s*:', re.IGNORECASE)
DECLARED = re.compile(r"ninjs[-_/. ]?schema|\"ninjs\"", re.IGNORECASE)
LEAST_MARKS = 2
DEEPEST = 12


def fits(sample: Sample) -> bool:
    """Whether a file is JSON with the names that news items have."""
    if not OPENING.match(sample.opening):
        return False
    opening = sample.opening.casefold()
    if not ID.search(opening):
        return False
    marks = sum(f'"{mark}"' in opening for mark in MARKS)
    return marks >= LEAST_MARKS or (marks > 0 and DECLARED.search(opening) is not None)


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every story of a file; other items are left out by a named rule.

    Raises UnreadableError where there is none, ValueError for an unknown zone.
    """
    zone = zone_called(options.timezone)
    decoded = decode(name, content)
    values, broken = _values(decoded.text.removeprefix("\ufeff"))
    found = [plain for value in values for plain in _stories(lowered(value))]
    if not found and not broken:
        raise UnreadableError(f"{name} holds no news item.", code="no_story")
    if not found:
        raise UnreadableError(f"{name} is no valid JSON: {broken[0].message}", code="broken_json")
    items = [read_item(plain) for plain in found]
    for item, plain in zip(items, found, strict=True):
        item.source_text = decoded.text if len(items) == 1 else _shown(plain)
    notices = (*decoded.notices, *broken)
    return documents_of(items, name, FORMAT, zone, decoded.encoding, notices=notices)


def _shown(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _values(text: str) -> tuple[list[Any], list[Notice]]:
    """Return the values of a text: the one that it is, else one a line; a broken line is said."""
    try:
        return [json.loads(text)], []
    except RecursionError:
        return [], [Notice(code="broken_json", message="It is nested too deeply.")]
    except ValueError as error:
        whole = Notice(code="broken_json", message=f"It is broken: {error}.")
    values, broken = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                values.append(json.loads(line.strip().removesuffix(",")))
            except (ValueError, RecursionError) as error:
                broken.append(
                    Notice(code="broken_line", message=f"Line {number} is no valid JSON: {error}.", line=number)
                )
    usable = [value for value in values if isinstance(value, dict)]
    return (usable, broken) if usable else ([], [whole])


def lowered(value: Any, depth: int = 0) -> Any:
    """Return a value with its names in lower case: the versions of the format differ in that."""
    if depth > DEEPEST * 2:
        return None
    if isinstance(value, dict):
        return {str(key).casefold(): lowered(item, depth + 1) for key, item in value.items()}
    return [lowered(item, depth + 1) for item in value] if isinstance(value, list) else value


def _stories(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the items in a value, and those that a composite holds; what only wraps them is not one."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _stories(each, depth + 1)
    elif isinstance(value, dict):
        if _is_item(value):
            yield value
            yield from _inner(value)
        else:
            for each in value.values():
                yield from _stories(each, depth + 1)


def _is_item(value: dict[str, Any]) -> bool:
    has_id = any(isinstance(value.get(key), str) for key in ("uri", "guid", "_id"))
    marks = sum(mark in value for mark in (*MARKS, "headline", "type", "by", "byline"))
    return has_id and marks >= LEAST_MARKS


def _inner(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the texts that a composite without a text of its own holds."""
    has_text = any(key.startswith("body_") and value[key] for key in value) or value.get("bodies")
    if has_text:
        return
    held = value.get("associations") or {}
    for each in held.values() if isinstance(held, dict) else held:
        if isinstance(each, dict) and each.get("type") == "text" and _is_item(each):
            yield each
