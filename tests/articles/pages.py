"""What the tests of pages ask of every answer."""

from typing import Any

import html5lib


def parse(response: Any) -> Any:
    """Return the page as a tree; a fault in its HTML fails the test."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(response.content.decode())


def text(node: Any) -> str:
    """Return the text of a node with single spaces."""
    return " ".join("".join(node.itertext()).split())


def links(tree: Any) -> list[str]:
    """Return where the page leads."""
    return [node.get("href") for node in tree.iter("a")]


def headings(tree: Any) -> list[int]:
    """Return the levels of the headings in order."""
    return [int(node.tag[1]) for node in tree.iter() if node.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
