"""The cards of Ghost's editors (pictures, galleries, embeds, callouts ...) as HTML; Mobiledoc and Lexical share them.

What only Ghost itself can show (forms, offers, what is for e-mail only) is left out and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from articles.importing.documents import Notice, Severity
from articles.importing.readers.ghost.export import rows_of, text

Card = Mapping[str, Any]
LEFT_OUT = frozenset({
    "email", "email-cta", "signup", "product", "before-and-after", "collection", "latest-posts", "nft", "tk",
    "transistor", "call-to-action", "paid-subscription", "subscribe",
})  # fmt: skip


@dataclass(slots=True)
class Cards:
    """Turns cards into HTML; counts those that are left out and those that nobody knows."""

    left_out: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    has_paywall: bool = False

    def html(self, name: str, card: Card) -> str:
        """Return the HTML of a card by its name, "" for one that is left out."""
        name = name.removeprefix("card-").lower()
        made = MAKERS.get(name)
        if made is not None:
            return made(card)
        if name in {"hr", "horizontalrule", "divider"}:
            return "<hr>"
        if name == "zwnj":
            return ""
        if name == "paywall":
            self.has_paywall = True
            return ""
        (self.left_out if name in LEFT_OUT else self.unknown)[name] += 1
        return "" if name in LEFT_OUT else _whatever(card)

    def notices(self) -> list[Notice]:
        """Say what was left out and what was not known."""
        found = [
            Notice(
                code="card_left_out",
                message=f"The card “{name}” ({count}) is for readers of Ghost or of its e-mails; it was left out.",
                severity=Severity.NOTE,
            )
            for name, count in sorted(self.left_out.items())
        ]
        found += [
            Notice(code="card_unknown", message=f"The card “{name}” ({count}) is not known; its text was kept.")
            for name, count in sorted(self.unknown.items())
        ]
        if self.has_paywall:
            message = "A part of it stood behind a paywall on the old site; the whole text is here."
            found.append(Notice(code="paywall", message=message))
        return found


def markdown(source: str) -> str:
    """Return Markdown as HTML; footnotes, tables, strike-through and HTML in it are read, as Ghost does."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return str(parser.render(source))


def figure(card: Card) -> str:
    """Return a picture with its caption."""
    address = text(card, "src")
    if not address:
        return ""
    image = f'<img src="{escape(address)}" alt="{escape(text(card, "alt"))}">'
    link = text(card, "href")
    shown = f'<a href="{escape(link)}">{image}</a>' if link else image
    wide = ' class="wide"' if text(card, "cardWidth") in {"wide", "full"} else ""
    return f"<figure{wide}>{shown}{_caption(card)}</figure>"


def _caption(card: Card) -> str:
    caption = text(card, "caption")
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def _gallery(card: Card) -> str:
    figures = "".join(figure(image) for image in rows_of(card.get("images")))
    caption = text(card, "caption")
    return figures + (f"<p>{caption}</p>" if caption else "")


def _link(address: str, words: str = "") -> str:
    if not address.strip():
        return f"<p>{escape(words)}</p>" if words else ""
    return f'<p><a href="{escape(address)}">{escape(words or address)}</a></p>'


def _below(card: Card) -> str:
    caption = text(card, "caption")
    return f"<p>{caption}</p>" if caption else ""


def _bookmark(card: Card) -> str:
    meta = card.get("metadata")
    about = meta if isinstance(meta, dict) else {}
    return _link(text(card, "url") or text(about, "url"), text(about, "title")) + _below(card)


def _embed(card: Card) -> str:
    inner = text(card, "html")
    address = text(card, "url")
    if "<blockquote" in inner:  # a quoted post: its words are worth more than its address
        return inner + _below(card)
    return (_link(address) if address else inner) + _below(card)


def _code(card: Card) -> str:
    return f"<pre><code>{escape(str(card.get('code') or ''), quote=False)}</code></pre>{_below(card)}"


def _markdown(card: Card) -> str:
    return markdown(str(card.get("markdown") or ""))


def _html(card: Card) -> str:
    return str(card.get("html") or "")


def _callout(card: Card) -> str:
    emoji = text(card, "calloutEmoji")
    return f"<div>{f'{escape(emoji)} ' if emoji else ''}{text(card, 'calloutText')}</div>"


def _toggle(card: Card) -> str:
    heading = text(card, "heading")
    return f"{f'<h3>{heading}</h3>' if heading else ''}<div>{text(card, 'content')}</div>"


def _header(card: Card) -> str:
    heading, below = text(card, "header") or text(card, "heading"), text(card, "subheader") or text(card, "subheading")
    return f"{f'<h2>{heading}</h2>' if heading else ''}{f'<p>{below}</p>' if below else ''}{_button(card)}"


def _button(card: Card) -> str:
    address = text(card, "buttonUrl")
    return _link(address, text(card, "buttonText")) if address else ""


def _file(card: Card) -> str:
    words = text(card, "fileTitle") or text(card, "fileName") or text(card, "title")
    below = text(card, "fileCaption")
    return _link(text(card, "src"), words) + (f"<p>{below}</p>" if below else "")


def _player(card: Card) -> str:
    return _link(text(card, "src"), text(card, "title") or text(card, "fileName")) + _below(card)


def _whatever(card: Card) -> str:
    """Return what an unknown card holds under the names that most cards use."""
    parts = [_html(card), _markdown(card) if card.get("markdown") else "", figure(card)]
    return "".join(parts) or _link(text(card, "url"))


MAKERS: Mapping[str, Callable[[Card], str]] = {
    "image": figure, "gallery": _gallery, "bookmark": _bookmark, "embed": _embed, "code": _code, "codeblock": _code,
    "markdown": _markdown, "html": _html, "callout": _callout, "toggle": _toggle, "header": _header,
    "button": _button, "file": _file, "audio": _player, "video": _player,
}  # fmt: skip
