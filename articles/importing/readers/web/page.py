"""A saved page: its characters, its tree, and what it says of itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.importing.documents import Beside, Notice, Severity, UnreadableError, Written
from articles.importing.readers.decoding import Decoded, decode, unify_line_ends
from articles.importing.readers.html.limits import without_scripts, without_stuffed_tags
from articles.importing.readers.html.written import taken_out
from articles.importing.readers.web.addresses import join, localise, parts_of
from articles.importing.readers.web.claims import folded, tidy
from articles.importing.readers.web.metas import Head, read_head
from articles.importing.readers.web.microdata import read_items
from articles.importing.readers.web.microformats import read_entry
from articles.importing.readers.web.structured import Thing, choose_article, first_text, read_things

MOST_BYTES = 60_000_000
MOST_MARKUP = 3_000_000  # characters without scripts, styles and pictures that are written into the page
MOST_TAGS = 30_000
DECLARED_WITHIN = 65_536
DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# A control character by its number: HTML takes &#146; for windows-1252's ’, and libxml2 leaves it as it is.
CONTROL = re.compile(
    r"&#(?:[xX]0*(?:[01]?[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F])|0*(?:[12]?[0-9]|3[01]|12[7-9]|1[345][0-9]))(?![0-9a-fA-F]);?"
)
# What browsers read, whatever the page says: its "iso-8859-1" is windows-1252, its "euc-kr" is CP949.
READ_AS = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "utf8": "utf-8",
    "unicode": "utf-8", "utf-16": "utf-8",
}  # fmt: skip
DAMAGED_LEAST = 20  # whole characters beyond ASCII for each damaged one, or the charset is another
BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]+")
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)", re.IGNORECASE)
NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "unicode-escape", "utf-7", "idna", "punycode"})
BROWSERS_OWN = "cp1252"  # what a browser takes where nothing fits
SAVED_WITHIN = 5_000
SHORTEST_TITLE = 8  # letters of a heading that may be found again in the title of the window


@dataclass(frozen=True)
class Page:
    """A page that was saved: its source, and the tree of its elements.

    `address` is where it was saved from, as far as that is known (an archive, an MHTML file, a browser's remark says),
    `crawled` the moment when. `own` are the addresses of pictures that came with it, as its elements have them.
    """

    name: str
    text: str
    encoding: str
    tree: HtmlElement
    address: str = ""
    crawled: datetime | None = None
    own: frozenset[str] = frozenset()
    notices: Sequence[Notice] = field(default=())

    @cached_property
    def head(self) -> Head:
        """What its head says."""
        return read_head(self.tree)

    @cached_property
    def things(self) -> list[Thing]:
        """What JSON-LD on it describes."""
        return read_things(self.tree)

    @cached_property
    def article(self) -> Thing:
        """What JSON-LD says of its article; empty where it says nothing."""
        title = self.head.first("og:title") + " " + self.head.title
        return choose_article(self.things, frozenset({self.link, self.address}) - {""}, title) or {}

    @cached_property
    def item(self) -> Thing:
        """What microdata, RDFa or microformats say of its article; empty where they say nothing."""
        items = read_items(self.tree) or read_entry(self.tree)
        title = self.head.first("og:title") + " " + self.head.title
        return choose_article(items, frozenset({self.link, self.address}) - {""}, title) or {}

    @cached_property
    def link(self) -> str:
        """The address that it calls its own; "" where it names none that is whole."""
        base = self.address or self.head.first("og:url")
        for given in (self.head.canonical, self.head.first("og:url", "parsely-link", "twitter:url")):
            whole = join(base, given)
            if given and parts_of(whole).scheme in {"http", "https"} and parts_of(whole).hostname:
                return whole.partition("#")[0]
        return ""

    @cached_property
    def site_names(self) -> frozenset[str]:
        """How the site is called, as far as the page tells."""
        names = [
            *self.head.all("og:site_name"),
            *self.head.all("application-name"),
            *self.head.all("apple-mobile-web-app-title"),
        ]
        names += self.head.all("publisher") + self.head.all("dc.publisher") + self.head.all("twitter:app:name:iphone")
        for thing in (*self.things, self.item):
            publisher = thing.get("publisher")
            names.append(first_text(publisher))
            if str(thing.get("@type")) in {"WebSite", "Organization", "NewsMediaOrganization"}:
                names.append(first_text(thing.get("name")))
        # Some pages give the headline as the name of the site.
        titles = {self.head.title, self.head.first("og:title")}
        return frozenset(name for name in map(tidy, names) if name and name not in titles)

    @cached_property
    def places(self) -> dict[HtmlElement, int]:
        """The number of each element in the order of reading."""
        return {element: place for place, element in enumerate(self.tree.iter())}

    @cached_property
    def heading_place(self) -> int:
        """The number of the heading that is likest the title of the window; 0 where there is no heading."""
        title = folded(self.head.title)
        headings = self.tree.xpath(".//h1 | .//h2")[:60]
        alike = [
            each
            for each in headings
            if (text := folded(each.text_content())) and len(text) > SHORTEST_TITLE and text in title
        ]
        best = (alike or [each for each in headings if each.tag == "h1"] or [self.tree])[0]
        return self.places[best]

    @property
    def base(self) -> str:
        """What relative addresses on it are relative to; "" where that is not known."""
        given = self.tree.xpath(".//base/@href")
        return join(self.address or self.link, str(given[0])) if given else self.address or self.link

    @property
    def host(self) -> str:
        """The host of its address, without "www."."""
        return (parts_of(self.link or self.address).hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of a page from the file that it came in: charset, address, crawl, and the files beside it.

    `parts` has for the address of each part of the same file its name there; `beside` reaches the files given along.
    """

    charset: str = ""
    address: str = ""
    crawled: datetime | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    beside: Beside | None = None


NOTHING = Around()


def open_page(name: str, content: bytes, around: Around = NOTHING) -> Page:
    """Decode and parse a page, its pictures brought to the addresses by which they can be had.

    Raises UnreadableError (`empty_file`, `wrong_type`, `unreadable_encoding`, `page_too_big`, `no_page`).
    """
    if len(content) > MOST_BYTES:
        raise _too_big(name)
    text, encoding, notices = _decode(name, content, around.charset)
    tree, written = _parse(name, text)
    saved = SAVED_FROM.search(text[:SAVED_WITHIN])
    address = around.address or (saved[1] if saved else "")
    own = localise(tree, name, address, around.parts, around.beside) | written
    return Page(name, text, encoding, tree, address, around.crawled, own, notices)


def _decode(name: str, content: bytes, charset: str) -> tuple[str, str, tuple[Notice, ...]]:
    declared = DECLARED.search(content[:DECLARED_WITHIN])
    inside = (declared[1] or declared[2]).decode("ascii", errors="replace") if declared else ""
    if not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for given in dict.fromkeys(label.lower() for label in (charset, inside) if label):
            text = _by_label(content, READ_AS.get(given, given))
            if text is not None:
                return unify_line_ends(text), READ_AS.get(given, given), ()
    found = decode(name, content)
    if "\ufffd" in found.text and not BEYOND_ASCII.search(found.text):
        western = _by_label(content, BROWSERS_OWN)
        found = found if western is None else Decoded(unify_line_ends(western), BROWSERS_OWN)
    notices = found.notices
    if inside and found.encoding.removesuffix("-sig") != READ_AS.get(inside.lower(), inside.lower()):
        message = f"The page says that it is in {inside}, but it is not; it was read as {found.encoding}."
        notices = (*notices, Notice(code="wrong_charset", message=message, severity=Severity.NOTE))
    return found.text, found.encoding, notices


def _by_label(content: bytes, label: str) -> str | None:
    """The text where the encoding is known and fits but for a few bytes, as in pages put together from several."""
    if label in NO_CHARSETS:
        return None
    try:
        text = content.decode(label, errors="replace")
    except (LookupError, UnicodeError):  # no charset, or one that is none of texts
        return None
    damaged = text.count("\ufffd")
    whole = sum(map(len, BEYOND_ASCII.findall(text))) if damaged else 0
    return text if damaged * DAMAGED_LEAST <= whole else None


def _parse(name: str, text: str) -> tuple[HtmlElement, frozenset[Written]]:
    plain = FORBIDDEN.sub("", text).replace("\f", " ")
    markup = without_stuffed_tags(CONTROL.sub(_character, plain))
    written: frozenset[Written] = frozenset()
    if len(markup) > MOST_MARKUP // 4 or markup.count("<") > MOST_TAGS:
        markup, written = taken_out(markup)
        markup = without_scripts(markup)
    if len(markup) > MOST_MARKUP or markup.count("<") > MOST_TAGS:
        raise _too_big(name)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup.encode("utf-8"), parser=parser), written
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError) as error:
        raise UnreadableError(f"{name} is no web page: there is no element in it.", code="no_page") from error


def _character(reference: re.Match[str]) -> str:
    character = unescape(reference[0])
    return character if character.isprintable() or character in "\t\n" else " "


def _too_big(name: str) -> UnreadableError:
    message = f"{name} is too big for a saved page of one article. Save the article's own page and give that."
    return UnreadableError(message, code="page_too_big")
