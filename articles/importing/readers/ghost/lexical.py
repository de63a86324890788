"""Lexical, in which Ghost 5 and 6 keep a body: a tree of blocks, text with format bits, and cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from articles.importing.readers.ghost.cards import Cards
from articles.importing.readers.ghost.export import rows_of, text

FORMATS = ((16, "code"), (32, "sub"), (64, "sup"), (4, "s"), (2, "em"), (1, "strong"))
BLOCKS = {"paragraph": "p", "quote": "blockquote", "aside": "blockquote", "tablerow": "tr", "table": "table"}
TEXTS = {"text", "tk", "code-highlight", "hashtag", "emoji"}
LINKS = {"link", "autolink", "at-link"}
DEEPEST = 60
NESTED = "\x00"


class LexicalError(ValueError):
    """A body that is no Lexical."""


def to_html(source: str, cards: Cards) -> str:
    """Return the HTML of a body. Raises LexicalError where it is none."""
    try:
        document = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise LexicalError(str(error)) from error
    root = document.get("root") if isinstance(document, dict) else None
    if not isinstance(root, dict):
        message = "it has no root"
        raise LexicalError(message)
    return _children(root, cards, 0)


def _children(node: dict[str, Any], cards: Cards, depth: int) -> str:
    if depth > DEEPEST:
        cards.unknown["nested too deeply"] += 1
        return escape(" ".join(_words(node)), quote=False)
    return "".join(_node(dict(child), cards, depth + 1) for child in rows_of(node.get("children")))


def _words(node: dict[str, Any]) -> Iterator[str]:
    """Yield all that is said in a node, however deep."""
    waiting: list[Any] = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner.get("text"), str):
            yield inner["text"]
        waiting += reversed(rows_of(inner.get("children")))


def _node(node: dict[str, Any], cards: Cards, depth: int) -> str:
    kind = text(node, "type").removeprefix("extended-")
    if kind in TEXTS:
        return _text(node)
    if kind == "linebreak":
        return "<br>"
    if kind == "tab":
        return " "
    if kind in LINKS:
        return f'<a href="{escape(text(node, "url"))}">{_children(node, cards, depth)}</a>'
    return _block(kind, node, cards, depth)


def _block(kind: str, node: dict[str, Any], cards: Cards, depth: int) -> str:
    if kind in BLOCKS:
        return f"<{BLOCKS[kind]}>{_children(node, cards, depth)}</{BLOCKS[kind]}>"
    if kind in {"heading", "listitem", "list", "tablecell"}:
        return _structure(kind, node, cards, depth)
    if isinstance(node.get("children"), list) and kind not in {"callout", "toggle"}:
        return f"<div>{_children(node, cards, depth)}</div>"
    return cards.html(kind, node)


def _structure(kind: str, node: dict[str, Any], cards: Cards, depth: int) -> str:
    inner = _children(node, cards, depth)
    if kind == "heading":
        tag = text(node, "tag") if text(node, "tag") in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"
        return f"<{tag}>{inner}</{tag}>"
    if kind == "listitem":
        # A list within a list stands in an item of its own; it belongs to the item before it.
        is_inner = [text(child, "type") for child in rows_of(node.get("children"))] == ["list"]
        return f"{NESTED if is_inner else '<li>'}{inner}</li>"
    if kind == "tablecell":
        return f"<td>{inner}</td>"
    inner = inner.replace(f"</li>{NESTED}", "").replace(NESTED, "<li>")
    ordered = text(node, "listType") == "number" or text(node, "tag") == "ol"
    start = node.get("start")
    first = f' start="{start}"' if ordered and isinstance(start, int) and start > 1 else ""
    return f"<ol{first}>{inner}</ol>" if ordered else f"<ul>{inner}</ul>"


def _text(node: dict[str, Any]) -> str:
    value = node.get("text")
    made = escape(value.replace(NESTED, ""), quote=False) if isinstance(value, str) else ""
    bits = node.get("format")
    if not made or not isinstance(bits, int):
        return made
    for bit, tag in FORMATS:
        if bits & bit:
            made = f"<{tag}>{made}</{tag}>"
    return made
