"""Parts of which the tests make feeds; every sentence was written for these tests."""

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read

LONG = (
    "<p>The harbour authority has ordered forty lamps for a pier on which no ship has landed since the spring.</p>"
    "<p>I asked the clerk who reads by them, and he gave me a list of names in order of age.</p>"
)
DATE = "<pubDate>Tue, 03 Apr 2012 09:30:00 +0900</pubDate>"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Make a feed in RSS 2.0."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{declaration}<rss version="2.0" {NAMESPACES}><channel><title>Opinion</title>'
        f"<link>https://pier.example/</link>{head}{inner}</channel></rss>"
    )


def item(title: str = "Lamps", text: str = LONG, more: str = DATE) -> str:
    """Make the inside of an item with its whole text."""
    return f"<title>{title}</title><content:encoded><![CDATA[{text}]]></content:encoded>{more}"


def atom(*entries: str, head: str = "") -> str:
    """Make a feed in Atom."""
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Opinion</title>{head}{inner}</feed>'


def read_feed(text: str | bytes, name: str = "opinion.xml") -> tuple[Document, ...]:
    """Read the items of a feed."""
    return read(name, text.encode() if isinstance(text, str) else text, ReadOptions())


def read_item(text: str | bytes, name: str = "opinion.xml") -> Document:
    """Read a feed of one item."""
    [document] = read_feed(text, name)
    return document


def codes(document: Document) -> list[str]:
    """Give the codes of the notices of a document."""
    return [notice.code for notice in document.notices]
