"""Mobiledoc, in which Ghost 1 to 4 keep a body: sections of marked text, lists, pictures and cards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from articles.importing.readers.ghost.cards import Cards

MARKUP, PICTURE, LIST, CARD = 1, 2, 3, 10
ATOM = 1
TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pull-quote", "aside", "pre"}
MARKS = {"a", "b", "i", "em", "strong", "code", "s", "sub", "sup", "u", "del", "mark"}
LINE_BREAKS = {"soft-return", "soft-break"}


class MobiledocError(ValueError):
    """A body that is no Mobiledoc."""


def to_html(source: str, cards: Cards) -> str:
    """Return the HTML of a body. Raises MobiledocError where it is none."""
    try:
        document = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise MobiledocError(str(error)) from error
    if not isinstance(document, dict) or not isinstance(document.get("sections"), list):
        message = "it has no sections"
        raise MobiledocError(message)
    return _Renderer(document, cards).html()


class _Renderer:
    def __init__(self, document: dict[str, Any], cards: Cards) -> None:
        self.sections = document["sections"]
        # Mobiledoc 0.2 keeps its markups before its sections, and cards by name in them.
        self.is_old = str(document.get("version", "")).startswith("0.2")
        self.markups = _list(document.get("markups"))
        if self.is_old and len(self.sections) == 2:  # noqa: PLR2004 - markups and sections
            self.markups, self.sections = _list(self.sections[0]), _list(self.sections[1])
        self.cards, self.atoms = _list(document.get("cards")), _list(document.get("atoms"))
        self.made = cards

    def html(self) -> str:
        return "\n".join(self._section(section) for section in self.sections if isinstance(section, list) and section)

    def _section(self, section: list[Any]) -> str:
        kind = section[0]
        if kind == MARKUP and len(section) > 2:  # noqa: PLR2004 - kind, tag, markers
            return self._block(str(section[1]).lower(), self._inline(_list(section[2])))
        if kind == LIST and len(section) > 2:  # noqa: PLR2004 - kind, tag, items
            tag = "ol" if section[1] == "ol" else "ul"
            items = "".join(f"<li>{self._inline(_list(item))}</li>" for item in _list(section[2]))
            return f"<{tag}>{items}</{tag}>"
        if kind == PICTURE and len(section) > 1:
            return f'<figure><img src="{escape(str(section[1]))}" alt=""></figure>'
        return self._card(section) if kind == CARD and len(section) > 1 else ""

    def _block(self, tag: str, inner: str) -> str:
        if tag in {"pull-quote", "aside"}:
            return f'<p class="pull">{inner}</p>'
        tag = tag if tag in TAGS else "p"
        return f"<{tag}>{inner}</{tag}>"

    def _card(self, section: list[Any]) -> str:
        card = section[1:] if self.is_old else _at(self.cards, section[1])
        if not isinstance(card, list) or not card:
            self.made.unknown["without a number"] += 1
            return ""
        payload = card[1] if len(card) > 1 and isinstance(card[1], dict) else {}
        return self.made.html(str(card[0]), payload)

    def _inline(self, markers: Sequence[Any]) -> str:
        parts: list[str] = []
        open_tags: list[str] = []
        for marker in markers:
            if not isinstance(marker, list):
                continue
            kind, opened, closed, value = self._marker(marker)
            for number in opened:
                tag, start = self._mark(number)
                open_tags.append(tag)
                parts.append(start)
            parts.append(self._atom(value) if kind == ATOM else escape(str(value), quote=False))
            for _ in range(min(closed, len(open_tags))):
                tag = open_tags.pop()
                parts.append(f"</{tag}>" if tag else "")
        parts += [f"</{tag}>" for tag in reversed(open_tags) if tag]
        return "".join(parts)

    def _marker(self, marker: list[Any]) -> tuple[int, list[Any], int, Any]:
        kind, rest = (0, marker) if self.is_old else (marker[0] if marker else 0, marker[1:])
        opened, closed, value = (*rest, None, None, None)[:3]
        count = closed if isinstance(closed, int) else 0
        return kind if isinstance(kind, int) else 0, _list(opened), count, "" if value is None else value

    def _mark(self, number: Any) -> tuple[str, str]:
        markup = _at(self.markups, number)
        tag = str(markup[0]).lower() if isinstance(markup, list) and markup else ""
        if tag not in MARKS:
            return "", ""
        pairs = _list(markup[1]) if isinstance(markup, list) and len(markup) > 1 else []
        attributes = dict(zip(pairs[::2], pairs[1::2], strict=False))
        link = f' href="{escape(str(attributes.get("href", "")))}"' if tag == "a" else ""
        return tag, f"<{tag}{link}>"

    def _atom(self, value: Any) -> str:
        atom = _at(self.atoms, value)
        if not isinstance(atom, list) or not atom:
            return ""
        if atom[0] in LINE_BREAKS:
            return "<br>"
        return escape(str(atom[1]), quote=False) if len(atom) > 1 and isinstance(atom[1], str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(values: list[Any], number: Any) -> Any:
    return values[number] if isinstance(number, int) and 0 <= number < len(values) else None
