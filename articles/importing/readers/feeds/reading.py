"""The reader of feeds that were saved as files: each item is a document."""

from __future__ import annotations

import re

from articles.importing.documents import Document, Notice, ReadOptions, Severity, Verdict
from articles.importing.readers.dated import zone_called
from articles.importing.readers.decoding import decode
from articles.importing.readers.feeds import json_feeds, xml_feeds
from articles.importing.readers.feeds.columns import read_item
from articles.importing.readers.feeds.items import Feed
from articles.importing.readers.kinds import refuse_other_kinds
from articles.importing.readers.sniffing import Sample

ROOT = re.compile(r"(?:[\w.-]+:)?(?:rss|feed|rdf)|channel", re.IGNORECASE)
BEGINS = re.compile(r"<(?:rss\b|(?:\w+:)?feed\b|rdf:rdf\b)", re.IGNORECASE)
SUFFIXES = frozenset({".rss", ".atom", ".rdf"})
OTHERS = "wordpress.org/export/"
REACH = 4_096


def fits(sample: Sample) -> bool:
    """Take XML whose root is that of a feed, however much stands before it, and JSON that says it is one."""
    start = sample.opening[:REACH]
    if OTHERS in start:
        return False
    if start.lstrip().startswith("{"):
        return json_feeds.SIGN in sample.opening.replace("\\/", "/")
    if ROOT.fullmatch(sample.root):
        return True
    return sample.suffix in {*SUFFIXES, ".xml"} and BEGINS.search(start) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every item of a feed; where there is none, one document says so and is left out.

    Raises UnreadableError for what is no feed, ValueError for an unknown time zone.
    """
    zone = zone_called(options.timezone)
    refuse_other_kinds(name, content)
    feed = _parse(name, content)
    if not feed.items:
        return (_without_items(name, feed),)
    count = len(feed.items)
    return tuple(
        read_item(f"{name}#{number}" if count > 1 else name, item, feed, zone, is_last=number == count)
        for number, item in enumerate(feed.items, start=1)
    )


def _parse(name: str, content: bytes) -> Feed:
    if Sample(name, content).opening.lstrip("\ufeff\x00 \t\r\n").startswith("{"):
        return json_feeds.parse(name, decode(name, content))
    return xml_feeds.parse(name, content)


def _without_items(name: str, feed: Feed) -> Document:
    called = f" “{feed.title}”" if feed.title else ""
    message = f"{name} is the feed{called}, but there is no item in it. (rule: feed_without_items)"
    notice = Notice(code="feed_without_items", message=message, severity=Severity.NOTE)
    return Document(
        source=name,
        format="feed",
        identity="",
        verdict=Verdict.LEFT_OUT,
        encoding=feed.encoding,
        notices=(*feed.notices, notice),
    )
