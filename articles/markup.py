"""Pure functions on HTML: the one allow-list, cleaning, plain text, blocks and excerpts. Text in, text out."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import nh3

# What a body may hold. The rich-text editor's extensions and the cleaner share these.
BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "hr", "figure", "figcaption", "pre"})
TABLE_TAGS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
INLINE_TAGS = frozenset({"a", "em", "strong", "sup", "sub", "cite", "q", "code", "abbr", "br", "img", "s"})
ALLOWED_TAGS = BLOCK_TAGS | TABLE_TAGS | INLINE_TAGS
ALLOWED_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id", "value"},
    "ol": {"start", "type"},
    "p": {"id"},
    "sup": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
ALLOWED_CLASSES = {"p": {"pull"}, "figure": {"wide"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
# Tags whose text goes too: nobody wrote it to be read.
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title"}

_PRESENTATIONAL = {"i": "em", "b": "strong"}
_PRESENTATIONAL_TAG = re.compile(r"<(/?)([ib])>")
# Everything that XML 1.0 forbids (section 2.2, production Char), and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The same in ASCII, where looking for bytes is five times as fast.
_FORBIDDEN_BYTES = bytes(byte for byte in range(128) if _FORBIDDEN.match(chr(byte)))
_WHITE = re.compile(r"\s+")
# What the cleaner leaves as it is, character for character: paragraphs in which it would escape nothing. These two are
# asked only where each tag is closed at once (`_are_tags_closed`), so that no text between tags has a ">" in it.
_AS_IT_IS = re.compile(r"(?:<(p|h2|h3)>[^<]*</\1>\n?)*")
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<]*</p>\s*)*")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_FOOTNOTE_ID = re.compile(r"[A-Za-z][\w:.-]{0,60}")
_NUMBER = re.compile(r"\d{1,4}")
_NUMERIC_ATTRIBUTES = {"value", "start", "width", "height", "colspan", "rowspan"}


class Clean(str):
    """HTML that has been through `clean`, which so need not be done again; only `clean` makes it."""

    __slots__ = ()


def printable(text: str) -> str:
    """Return `text` as NFC, with newlines as `\\n` and without the characters that XML and HTML forbid."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if unified.isascii():
        is_allowed = len(unified.encode().translate(None, _FORBIDDEN_BYTES)) == len(unified)
        return unified if is_allowed else _FORBIDDEN.sub("", unified)
    allowed = _FORBIDDEN.sub("", unified) if _FORBIDDEN.search(unified) else unified
    return unicodedata.normalize("NFC", allowed)


def clean(html: str) -> Clean:
    """Return `html` with nothing in it but the allow-list. Cleaning twice is the same as cleaning once."""
    if isinstance(html, Clean):
        return html
    html = printable(html)
    if "&" not in html and "\xa0" not in html and _are_tags_closed(html) and _AS_IT_IS.fullmatch(html):
        return Clean(html.strip())
    cleaned = nh3.clean(
        html,
        tags=set(ALLOWED_TAGS | _PRESENTATIONAL.keys()),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ALLOWED_ATTRIBUTES,
        allowed_classes=ALLOWED_CLASSES,
        attribute_filter=_attribute,
        url_schemes=URL_SCHEMES,
        link_rel=None,
    )
    # nh3 escapes every "<" of a text, so what matches here is a tag that it wrote itself.
    return Clean(_PRESENTATIONAL_TAG.sub(lambda match: f"<{match[1]}{_PRESENTATIONAL[match[2]]}>", cleaned).strip())


def _are_tags_closed(html: str) -> bool:
    """Whether there are as many ">" as "<"."""
    return html.count("<") == html.count(">")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the attribute's value, or None to take it off."""
    if name == "id" and not _FOOTNOTE_ID.fullmatch(value):
        return None
    if name in _NUMERIC_ATTRIBUTES and not _NUMBER.fullmatch(value):
        return None
    if tag == "ol" and name == "type" and value not in {"1", "a", "A", "i", "I"}:
        return None
    return value


class _Blocks(HTMLParser):
    """Collects the text of each block; a list item or quotation is a block of its own."""

    _BREAKS = BLOCK_TAGS | TABLE_TAGS

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._skipped = skipped
        self._skipping = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._BREAKS:
            self.flush()
        if tag in self._skipped:
            self._skipping += 1
        if tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BREAKS:
            self.flush()
        if tag in self._skipped and self._skipping:
            self._skipping -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)

    def flush(self) -> None:
        block = _WHITE.sub(" ", "".join(self._text)).strip()
        if block:
            self.blocks.append(block)
        self._text = []


def blocks(html: str) -> list[str]:
    """Return the plain text of each block of cleaned HTML in order, captions left out."""
    if _are_tags_closed(html) and _PARAGRAPHS.fullmatch(html):  # most texts of an archive: no parser is needed
        found = (_collapse(unescape(paragraph)) for paragraph in _PARAGRAPH.findall(html))
        return [paragraph for paragraph in found if paragraph]
    parser = _Blocks(frozenset({"figcaption", "caption"}))
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.blocks


def _collapse(text: str) -> str:
    if text.isprintable() and "  " not in text:  # of white space, only a space counts as printable
        return text.strip()
    return " ".join(text.split())


def text(html: str) -> str:
    """Return the plain text of cleaned HTML, blocks parted by a blank line."""
    return "\n\n".join(blocks(html))


def excerpt(html: str, *, length: int = 200) -> str:
    """Return the beginning of the text in at most `length` characters, cut between words, with an ellipsis if cut."""
    return shorten(" ".join(blocks(html)), length=length)


def shorten(plain: str, *, length: int) -> str:
    """Return plain text in at most `length` characters, cut between words, with an ellipsis where it was cut."""
    if len(plain) <= length:
        return plain
    cut = plain[: length - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word or cut).rstrip(" ,;:—–-") + "…"
