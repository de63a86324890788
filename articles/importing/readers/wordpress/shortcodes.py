"""Shortcodes: those of WordPress and of common extensions become HTML, all others are named and taken out.

Square brackets that somebody wrote (“[sic]”, “[1]”, “[the minister]”) are no shortcodes and stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from articles.importing.documents import Notice, Severity
from articles.importing.readers.wordpress.blocks import times

TOKEN = re.compile(
    r"\[(?P<escaped>\[)?(?P<close>/)?(?P<name>[A-Za-z][\w-]*)"
    r"(?P<attributes>(?:[\s=](?:(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^\[\]\"'])*+(?=\])|[^\[\]]{0,2000}))?)\](?P<end>\])?"
)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
VERBATIM = re.compile(
    r"<(pre|code|script|style)\b.{0,20000}?</\1\s*>|<!--.{0,2000}?-->|<[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE
)
QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"', "‘": "'", "’": "'"})
ADDRESS = re.compile(r"https?://[^\s\"'<>\]\[]+")
WITHOUT_TEXT = frozenset({
    "adsense", "polldaddy", "contact-form", "contact-form-7", "gravityform", "wpforms", "tableofcontents",
    "jetpack-related-posts", "sharethis", "addtoany", "searchform", "recent-posts", "display-posts", "googlemaps",
    "playlist", "lockerdome", "shareaholic", "wp-forms", "related-posts", "easy-tweet", "embedyt",
})  # fmt: skip
# Words of the language too: shortcodes only where they stand alone in a paragraph.
WITHOUT_TEXT_ALONE = frozenset({
    "ad", "ads", "archives", "sitemap", "poll", "newsletter", "toc", "subscribe", "donate", "slider", "table", "map",
    "login", "widget", "sharing", "related", "advertisement", "gap", "clear", "divider", "more",
})  # fmt: skip
BEFORE_ALONE = re.compile(r"(?:\A|[\n>])[ \t]*\Z")
AFTER_ALONE = re.compile(r"[ \t]*(?:[\n<]|\Z)")
EMBEDS = frozenset({
    "embed", "video", "audio", "youtube", "vimeo", "soundcloud", "twitter", "tweet", "instagram", "facebook", "spotify",
    "ted", "dailymotion", "scribd", "slideshare", "wpvideo", "videopress", "flickr", "vine", "giphy", "documentcloud",
    "iframe", "googlevideo", "bandcamp", "tiktok", "issuu", "gist", "media", "fvplayer", "pdf",
    "pdf-embedder", "kickstarter",
})  # fmt: skip
PULLS = frozenset({"pullquote", "pull_quote", "pull-quote", "pullout", "pull"})
QUOTATIONS = frozenset({"quote", "blockquote", "su_quote", "blockquote_box"})
CODES = frozenset({"code", "sourcecode", "source", "highlight", "php", "html", "css", "javascript"})
NOTES = frozenset({"ref", "footnote", "fn", "efn_note", "footnotes_note", "note"})
CAPTIONS = frozenset({"caption", "wp_caption"})
FRAMES = CAPTIONS | PULLS | QUOTATIONS | NOTES
PLAYERS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
DEEPEST = 30

Gallery = Callable[[dict[str, str]], str]
Framed = Callable[[dict[str, str], str], str]


@dataclass(slots=True)
class Shortcodes:
    """What the shortcodes of a text became. `gallery` and `caption` make the HTML of pictures."""

    gallery: Gallery
    caption: Framed
    taken_out: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    doubtful: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def expand(self, text: str, depth: int = 0) -> str:
        """Return a text in which no shortcode is left; what is in code or in a tag stays as it is."""
        if "[" not in text:
            return text
        covered = [found.span() for found in VERBATIM.finditer(text)]
        tokens = [token for token in TOKEN.finditer(text) if not _is_covered(token.start(), covered)]
        closers: dict[str, list[re.Match[str]]] = {}
        for token in tokens:
            if token["close"] and not token["escaped"]:
                closers.setdefault(token["name"].lower(), []).append(token)
        return self._join(text, tokens, closers, depth)

    def _join(self, text: str, tokens: list[re.Match[str]], closers: dict[str, list[re.Match[str]]], depth: int) -> str:
        parts: list[str] = []
        at = 0
        for token in tokens:
            if token.start() < at:
                continue
            parts.append(text[at : token.start()])
            at = token.end()
            if token["escaped"]:
                shown = token["end"] is not None
                parts.append(token.group()[1:-1] if shown else token.group())
                continue
            close = None if token["close"] else _closer(token, closers)
            inner = text[token.end() : close.start()] if close is not None else None
            made = self._one(token, inner, depth, is_alone=_is_alone(text, token))
            if made is not None and close is not None:
                at = close.end()
            parts.append(token.group() if made is None else made)
            if made is not None and token["end"]:
                parts.append("]")
        return "".join([*parts, text[at:]])

    def _one(self, token: re.Match[str], inner: str | None, depth: int, *, is_alone: bool) -> str | None:
        """Return what stands for a shortcode; None where it is none but something in brackets."""
        name, printed = token["name"].lower(), token["attributes"] or ""
        attributes = read_attributes(printed)
        known = self._known(name, attributes, printed, inner, depth)
        if known is not None:
            return known
        if token["close"]:
            self.taken_out[f"/{name}"] += 1
            return ""
        if inner is not None:
            self.opened[name] += 1
            return self._inside(inner, depth)
        if attributes or name in WITHOUT_TEXT or "_" in name or (is_alone and name in WITHOUT_TEXT_ALONE):
            self.taken_out[name] += 1
            return ""
        if "-" in name and not printed.strip():
            self.doubtful.append(token.group())
        return None

    def _known(self, name: str, attributes: dict[str, str], printed: str, inner: str | None, depth: int) -> str | None:
        if name == "gallery" and (attributes or not printed.strip()):
            return f"\n\n{self.gallery(attributes)}\n\n"
        if name in EMBEDS and (inner is not None or printed.strip()):
            return self._embed(name, attributes, printed, inner)
        if inner is None:
            return None
        if name in CODES:
            return f"\n\n<pre>{escape(unescape(inner.strip()), quote=False)}</pre>\n\n"
        return self._framed(name, attributes, self._inside(inner, depth)) if name in FRAMES else None

    def _framed(self, name: str, attributes: dict[str, str], inner: str) -> str:
        """Return what stands around the text of a shortcode that has one."""
        if name in CAPTIONS:
            return f"\n\n{self.caption(attributes, inner)}\n\n"
        if name in PULLS:
            return f'\n\n<p class="pull">{inner.strip()}</p>\n\n'
        if name in QUOTATIONS:
            return f"\n\n<blockquote>{inner.strip()}</blockquote>\n\n"
        self.notes.append(inner.strip())
        number = len(self.notes)
        return f'<sup id="fnref-{number}"><a href="#fn-{number}">{number}</a></sup>'

    def _inside(self, inner: str, depth: int) -> str:
        return self.expand(inner, depth + 1) if depth < DEEPEST else TOKEN.sub("", inner)

    def _embed(self, name: str, attributes: dict[str, str], printed: str, inner: str | None) -> str | None:
        text = " ".join(part for part in (inner or "", printed) if part)
        found = ADDRESS.search(unescape(text))
        number = attributes.get("id") or printed.strip(" =")
        address = found.group() if found else ""
        if not address and name in PLAYERS and re.fullmatch(r"[\w-]+", number):
            address = PLAYERS[name].format(number)
        if not address and inner is None and not attributes:
            return None  # “[video of the speech]”: words in brackets
        if not address:
            self.taken_out[name] += 1
            return ""
        self.embedded.append(address)
        return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n'

    def footnotes(self) -> str:
        """Return the list of the notes that stood in the text, "" where there are none."""
        made = "".join(f'<li id="fn-{number}">{note}</li>' for number, note in enumerate(self.notes, start=1))
        return f"\n\n<ol>{made}</ol>" if made else ""

    def notices(self) -> list[Notice]:
        """Say what was taken out, opened, or may be a shortcode."""
        found = [
            _notice(
                "shortcode_left_out",
                f"The shortcode [{name}]{times(count)} shows what only the old site can fill in; it was left out.",
            )
            for name, count in sorted(self.taken_out.items())
        ]
        found += [
            _notice(
                "shortcode_opened",
                f"The marks of the shortcode [{name}]{times(count)} were taken off; what stood in it was kept.",
            )
            for name, count in sorted(self.opened.items())
        ]
        found += [
            Notice(
                code="shortcode_doubtful", message=f"“{printed}” may be a shortcode or words in brackets; it was kept."
            )
            for printed in dict.fromkeys(self.doubtful)
        ]
        return found


def read_attributes(printed: str) -> dict[str, str]:
    """Return the attributes of a shortcode by their names in lower case."""
    plain = unescape(printed).translate(QUOTES) if "“" in printed or "&" in printed or "”" in printed else printed
    return {name.lower(): one or other or bare for name, one, other, bare in ATTRIBUTE.findall(plain)}


def _is_alone(text: str, token: re.Match[str]) -> bool:
    before = text[max(token.start() - 40, 0) : token.start()]
    return BEFORE_ALONE.search(before) is not None and AFTER_ALONE.match(text, token.end()) is not None


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, severity=Severity.NOTE)


def _closer(token: re.Match[str], closers: dict[str, list[re.Match[str]]]) -> re.Match[str] | None:
    """Return the first closing mark of the name behind an opening one."""
    if (token["attributes"] or "").rstrip().endswith("/"):
        return None
    found = closers.get(token["name"].lower(), [])
    place = bisect_left(found, token.end(), key=lambda close: close.start())
    return found[place] if place < len(found) else None


def _is_covered(place: int, covered: list[tuple[int, int]]) -> bool:
    at = bisect_left(covered, place, key=lambda span: span[1])
    return at < len(covered) and covered[at][0] <= place
