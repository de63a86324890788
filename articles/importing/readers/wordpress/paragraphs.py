"""Paragraphs out of blank lines, as WordPress makes them when it shows what its older editor kept ("wpautop")."""

from __future__ import annotations

import re

BLOCK = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|"
    r"style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|"
    r"summary|iframe|video|audio|object|script|noscript)"
)
OPENING = re.compile(rf"(<{BLOCK}(?=[\s/>])[^<>]*>)", re.IGNORECASE)
CLOSING = re.compile(rf"(</{BLOCK}\s*>)", re.IGNORECASE)
BARE_BLOCK = re.compile(rf"\s*</?{BLOCK}(?=[\s/>])", re.IGNORECASE)
KEPT = re.compile(r"<(pre|script|style|textarea)\b.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
HOLDER = "\x02{}\x02"
HELD = re.compile("\x02(\\d+)\x02")
TAG_WITH_BREAKS = re.compile(r"<[a-zA-Z/][^<>]*>")
BREAK = re.compile(r"(<br\s*/?>)?[ \t]*\n")


def make_paragraphs(text: str) -> str:
    """Return HTML in which blank lines part paragraphs and line ends are breaks; what is in blocks stays."""
    if not text.strip():
        return ""
    kept: list[str] = []

    def hold(found: re.Match[str]) -> str:
        kept.append(found.group())
        return "\n\n" + HOLDER.format(len(kept) - 1) + "\n\n"

    text = KEPT.sub(hold, text.replace("\x02", "").replace("\r\n", "\n").replace("\r", "\n"))
    text = TAG_WITH_BREAKS.sub(lambda tag: tag.group().replace("\n", " "), text)
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text, flags=re.IGNORECASE)
    text = CLOSING.sub("\\1\n\n", OPENING.sub("\n\n\\1", text))
    chunks = [chunk for chunk in re.split(r"\n\s*\n", text) if chunk.strip()]
    made = "\n".join(_paragraph(chunk.strip("\n")) for chunk in chunks)
    return HELD.sub(lambda held: kept[int(held[1])] if int(held[1]) < len(kept) else "", made)


def _paragraph(chunk: str) -> str:
    chunk = chunk.strip()
    if HELD.fullmatch(chunk):
        return chunk
    if BARE_BLOCK.match(chunk):
        opening = OPENING.match(chunk)
        inner = chunk[opening.end() :] if opening else ""
        # Text behind the tag that opens a block stays in it; its line ends are breaks all the same.
        return f"{opening.group()}{_breaks(inner)}" if opening and inner.strip() else chunk
    return f"<p>{_breaks(chunk)}</p>"


def _breaks(text: str) -> str:
    return BREAK.sub("<br>", text.strip()) if "\n" in text.strip() else text.strip()
