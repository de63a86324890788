"""A text that a field holds, plain or with some HTML, as the HTML of a body."""

from __future__ import annotations

import html
import re

BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|blockquote|figure|table|section|article|pre|dl|br)\b[^<>]*/?>", re.IGNORECASE
)
TAG = re.compile(
    r"</?(?:a|em|strong|i|b|u|span|img|sup|sub|cite|q|s|code|font|small|abbr|iframe)\b[^<>]*>", re.IGNORECASE
)
ESCAPED = re.compile(r"&lt;/?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|strong|em|a)\b.{0,300}?&gt;", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t\u00a0\u3000]*\n\s*")
SPELT_BREAK = re.compile(r"\\r\\n|\\n|\\r")
WRAP = (45, 110)
WRAPPED = 0.6
SENTENCE_END = re.compile(r"[.!?…。:다]['\"”’)]*$")


def is_html(text: str) -> bool:
    """Whether a text holds tags that a browser would follow."""
    return bool(BLOCK.search(text) or TAG.search(text))


def to_html(text: str) -> str:
    """Return a text as HTML: paragraphs parted by blank lines, else by line breaks; HTML stays as it is.

    HTML without a block of its own is parted at its line breaks too; HTML that was escaped is unescaped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\n" not in text and len(SPELT_BREAK.findall(text)) > 1:
        text = SPELT_BREAK.sub("\n", text)
    if not BLOCK.search(text) and ESCAPED.search(text):
        text = html.unescape(text)
    if BLOCK.search(text):
        return _with_loose_paragraphs(text)
    if TAG.search(text):
        return "".join(f"<p>{part}</p>" for part in paragraphs(text))
    plain = html.unescape(text) if ENTITY.search(text) else text
    return "".join(f"<p>{_with_breaks(part)}</p>" for part in paragraphs(plain))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text: parted by blank lines, else by line breaks that do not only wrap it."""
    parts = [part.strip("\n") for part in BLANK_LINE.split(text)]
    if len(parts) == 1:
        lines = [line.strip() for line in text.split("\n")]
        parts = [" ".join(lines)] if is_wrapped(lines) else lines
    return [part for part in (_unwrapped(part) for part in parts) if part.strip()]


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are broken because they were full, and not because a paragraph ends."""
    whole = [line for line in lines if line]
    if len(whole) < 3:  # noqa: PLR2004 two lines tell nothing
        return False
    full = [line for line in whole[:-1] if WRAP[0] <= len(line) <= WRAP[1]]
    open_ended = [line for line in whole[:-1] if not SENTENCE_END.search(line)]
    return len(full) >= WRAPPED * len(whole[:-1]) and len(open_ended) >= WRAPPED * len(whole[:-1])


def _unwrapped(part: str) -> str:
    lines = [line.strip() for line in part.split("\n")]
    return " ".join(lines) if is_wrapped(lines) else "\n".join(lines)


def _with_breaks(part: str) -> str:
    return html.escape(part, quote=False).replace("\n", "<br>")


def _with_loose_paragraphs(text: str) -> str:
    """Part text that stands loose between blocks at its blank lines, as writers of blogs leave it."""
    if re.search(r"<(?:p|br)\b", text, re.IGNORECASE) or not BLANK_LINE.search(text):
        return text
    return "<br><br>".join(part for part in BLANK_LINE.split(text) if part.strip())
