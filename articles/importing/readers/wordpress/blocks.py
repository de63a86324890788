"""The block editor's comments: what they mark is kept, what only the site itself can show is named and left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from articles.importing.documents import Notice, Severity
from articles.importing.readers.wordpress.paragraphs import make_paragraphs

MARK = re.compile(
    r"<!--\s*(?P<close>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s*"
    r"(?P<attributes>\{(?:(?!-->).)*\})?\s*(?P<void>/)?-->",
    re.DOTALL,
)
BROKEN = re.compile(r"<!--\s*/?wp:(?:(?!-->).)*(?:-->|\Z)", re.DOTALL)
# Blocks that hold what somebody wrote; one without a text of its own says nothing.
SILENT = frozenset({"more", "nextpage", "spacer", "separator", "paragraph", "column", "group", "missing", "freeform"})
FREEFORM = frozenset({"freeform", "core/freeform", "classic"})
DEEPEST = 5


@dataclass(slots=True)
class Unblocked:
    """HTML without the editor's comments, and the names of the blocks that could not be shown."""

    reusable: Mapping[str, str]
    footnotes: str
    html: str = ""
    left_out: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)

    def notices(self) -> list[Notice]:
        """Say which blocks were left out, one notice a kind."""
        found = [
            Notice(
                code="block_left_out",
                message=f"The block “{name}”{times(count)} shows what only the old site can fill in; it was left out.",
                severity=Severity.NOTE,
            )
            for name, count in sorted(self.left_out.items())
        ]
        found += [
            Notice(code="block_missing", message=f"It shows the reusable block {ref}, which is not in the export.")
            for ref in self.missing
        ]
        return found


def has_blocks(content: str) -> bool:
    """Whether the block editor made this."""
    return "<!-- wp:" in content or BROKEN.search(content) is not None


def take_off_blocks(content: str, reusable: Mapping[str, str], footnotes: str = "") -> Unblocked:
    """Return the HTML of a body of the block editor.

    `reusable` are the contents of the export's reusable blocks by id, `footnotes` the custom field that has the notes.
    """
    found = Unblocked(reusable=reusable, footnotes=footnotes)
    found.html = _unblock(content, found, 0)
    return found


def times(count: int) -> str:
    """Say how often something is there, where it is more than once."""
    return f" ({count} times)" if count > 1 else ""


def _unblock(content: str, found: Unblocked, depth: int) -> str:
    parts: list[str] = []
    at, level, freeform = 0, 0, 0
    for mark in MARK.finditer(content):
        text, at = content[at : mark.start()], mark.end()
        parts.append(text if level and not freeform else make_paragraphs(text))
        name = mark["name"].removeprefix("core/")
        if mark["void"]:
            parts.append(_void(name, mark["attributes"], found, depth))
            continue
        change = -1 if mark["close"] else 1
        level = max(level + change, 0)
        freeform = max(freeform + change, 0) if name in FREEFORM else freeform
    text = content[at:]
    parts.append(text if level and not freeform else make_paragraphs(text))
    return BROKEN.sub("", "".join(parts))


def _void(name: str, attributes: str | None, found: Unblocked, depth: int) -> str:
    """Return what a block without inner text stands for."""
    if name == "block":
        return _reused(_attributes(attributes), found, depth)
    if name == "footnotes":
        return _footnotes(found.footnotes)
    if name.startswith(("embed", "core-embed")):
        address = str(_attributes(attributes).get("url") or "")
        return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""
    if name not in SILENT:
        found.left_out[name] += 1
    return ""


def _reused(attributes: dict[str, object], found: Unblocked, depth: int) -> str:
    ref = str(attributes.get("ref") or "")
    content = found.reusable.get(ref)
    if content is None or depth >= DEEPEST:
        found.missing.append(ref or "without a number")
        return ""
    return _unblock(content, found, depth + 1)


def _footnotes(kept: str) -> str:
    """Return the list of notes that the block editor keeps in a custom field."""
    try:
        notes = json.loads(kept) if kept else []
    except ValueError:
        return ""
    if not isinstance(notes, list):
        return ""
    made = [
        f'<li id="{note_id(str(note.get("id")))}">{note.get("content") or ""}</li>'
        for note in notes
        if isinstance(note, dict)
    ]
    return f"<ol>{''.join(made)}</ol>" if made else ""


def note_id(printed: str) -> str:
    """Return an id for a footnote that a body may hold: WordPress numbers may begin with a digit."""
    return f"fn-{printed}"[:60]


def _attributes(printed: str | None) -> dict[str, object]:
    try:
        found = json.loads(printed) if printed else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
