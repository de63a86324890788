"""The fields of one item (or of the channel's head): names, attributes and values, with each fault that was met.

No entity of a document type is ever expanded: only those of XML and HTML, and characters by number.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.importing.readers.wordpress.items import SUSPICIOUS, end_of_section

NAME = r"[A-Za-z_][\w.:-]*"
OPEN = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[|<(?P<name>{NAME})(?P<attributes>(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
STRAY = "]]>"
SUSPICIOUS_TEXT = tuple(mark.decode("ascii") for mark in SUSPICIOUS)
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Damage that was met: a stable code, the end of a sentence that begins with the line, and the line of the part."""

    code: str
    what: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A field: its name with the usual prefix, its attributes, its value as text, and its first and last line."""

    name: str
    attributes: dict[str, str]
    value: str
    lines: tuple[int, int]
    children: tuple[Element, ...] = ()

    def child(self, name: str) -> str:
        """Return the value of a field inside, without white space around it; "" where there is none."""
        return next((inner.value.strip() for inner in self.children if inner.name == name), "")


CONTAINERS = frozenset({
    "wp:author", "wp:category", "wp:tag", "wp:term", "wp:postmeta", "wp:comment", "wp:termmeta", "wp:commentmeta",
})  # fmt: skip


@dataclass(slots=True)
class Fields:
    """The fields of one part, in order, and the faults."""

    elements: list[Element] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def first(self, name: str) -> Element | None:
        """Return the first field of a name that says something, else the first of that name."""
        found = self.all(name)
        return next((element for element in found if element.value.strip()), found[0] if found else None)

    def value(self, name: str) -> str:
        """Return the value of the first field of a name without white space around it; "" where there is none."""
        element = self.first(name)
        return element.value.strip() if element else ""

    def all(self, name: str) -> list[Element]:
        """Return all fields of a name."""
        return [element for element in self.elements if element.name == name]

    @property
    def meta(self) -> dict[str, str]:
        """The custom fields of the item; the first of each key counts, as in WordPress."""
        found: dict[str, str] = {}
        for element in self.all("wp:postmeta"):
            found.setdefault(element.child("wp:meta_key"), element.child("wp:meta_value"))
        return found


def read_fields(text: str, prefixes: dict[str, str]) -> Fields:
    """Read the fields of an item or of the head of a channel. `prefixes` says what an unusual prefix stands for."""
    reader = _Reader(text, prefixes)
    reader.fields.elements = list(reader.between(0, len(text)))
    for mark in CONTROLS.finditer(text):
        what = f"has a character that XML forbids (U+{ord(mark.group()):04X}); it was left out"
        reader.note("control_character", what, mark.start())
        break
    if REPLACED in text:
        what = f"has bytes that are damaged or missing; each place is shown as {REPLACED}"
        reader.note("bytes_lost", what, text.index(REPLACED))
    return reader.fields


class _Reader:
    def __init__(self, text: str, prefixes: dict[str, str]) -> None:
        self.text, self.prefixes = text, prefixes
        self.fields = Fields()
        # Names of which no closing tag follows up to the end: looked for once, or a file of open tags takes for ever.
        self._never_closed: dict[tuple[str, int], int] = {}
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def between(self, at: int, end: int) -> Iterator[Element]:
        """Yield the elements that stand side by side."""
        while (found := OPEN.search(self.text, at, end)) is not None:
            if found["name"] is None:
                is_section = found.group().startswith("<![")
                at = _after_section(self.text, found.end(), end) if is_section else found.end()
                continue
            if found["name"].lower() in {"item", "channel", "rss"}:
                at = found.end()
                continue
            element, at = self._element(found, end)
            yield element

    def note(self, code: str, what: str, place: int) -> None:
        self.fields.faults.append(Fault(code=code, what=what, line=self._line_at(place)))

    def _element(self, found: re.Match[str], end: int) -> tuple[Element, int]:
        name = self._name(found["name"])
        start, after = found.end(), found.end()
        if not found["empty"]:
            inner_end, after = self._close(found["name"], start, end)
        else:
            inner_end = start
        first = self._line_at(found.start())
        children = tuple(self.between(start, inner_end)) if name in CONTAINERS else ()
        value = "" if children else self._decode(start, inner_end)
        attributes = {
            key: html.unescape(one or other) for key, one, other in ATTRIBUTE.findall(found["attributes"] or "")
        }
        lines = (first, self._line_at(after))
        return Element(name=name, attributes=attributes, value=value, lines=lines, children=children), after

    def _name(self, printed: str) -> str:
        prefix, mark, local = printed.rpartition(":")
        return f"{self.prefixes.get(prefix, prefix)}{mark}{local}"

    def _close(self, name: str, start: int, end: int) -> tuple[int, int]:
        """Return where the value of an element ends, and where it is closed; the fault of one that is not is noted."""
        closing = re.compile(rf"<!\[CDATA\[|</{re.escape(name)}\s*>")
        at = start
        is_hopeless = start >= self._never_closed.get((name, end), end + 1)
        while not is_hopeless and (found := closing.search(self.text, at, end)) is not None:
            if found.group().startswith("</"):
                return found.start(), found.end()
            at = _after_section(self.text, found.end(), end)
            if self.text[at - 3 : at] != STRAY and at < end:
                self.note("section_not_closed", "begins a CDATA section that is never closed", found.start())
        if at == start:  # no section either stands between here and the end
            self._never_closed.setdefault((name, end), start)
        following = OPEN.search(self.text, start, end)
        limit = following.start() if following is not None and following["name"] and at == start else end
        self.note("field_not_closed", f"begins {name}, which is never closed", start)
        return limit, limit

    def _decode(self, start: int, end: int) -> str:
        """Return the value between two places: sections as they stand, the rest with its entities resolved."""
        parts, at = [], start
        for section in _sections(self.text, start, end):
            parts += [self._plain(at, section[0]), self.text[section[1] : section[2]]]
            at = section[3]
        parts.append(self._plain(at, end))
        return CONTROLS.sub("", "".join(parts))

    def _plain(self, start: int, end: int) -> str:
        raw = self.text[start:end]
        if "&" not in raw and STRAY not in raw:
            return raw
        bare = BARE.search(raw)
        if bare is not None:
            self.note("bare_ampersand", "has a bare “&”, which XML forbids; it was kept", start + bare.start())
        if STRAY in raw:
            what = "has a stray “]]>”; it was left out, and the text around it kept"
            self.note("stray_section_end", what, start + raw.index(STRAY))
        return ENTITY.sub(lambda entity: html.unescape(entity.group()), raw.replace(STRAY, ""))

    def _line_at(self, place: int) -> int:
        return 1 + bisect_left(self._ends, place)


def _sections(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield for each CDATA section where it begins, where its text begins and ends, and where what follows begins."""
    at = start
    while (begin := text.find("<![CDATA[", at, end)) >= 0:
        after = min(_after_section(text, begin + 9, end), end)
        closed = text[after - 3 : after] == STRAY
        yield begin, begin + 9, after - 3 if closed else after, after
        at = after


def _after_section(text: str, at: int, end: int) -> int:
    """Return where a CDATA section ends, by the same rule as for the items of the file."""
    close = text.find(STRAY, at, end)
    limit = close if close >= 0 else end
    if not any(text.find(mark, at, limit) >= 0 for mark in SUSPICIOUS_TEXT):
        return close + 3 if close >= 0 else end
    raw = text[at:end].encode("utf-8", errors="surrogatepass")
    place = end_of_section(raw, 0)
    return at + len(raw[:place].decode("utf-8", errors="surrogatepass"))


def faults_of(fields: Sequence[Fault], limit: int = 20) -> list[Fault]:
    """Return the faults, one a code and line, and at most `limit` of them."""
    unique = {(fault.code, fault.line): fault for fault in fields}
    return list(unique.values())[:limit]
