"""OPML 2.0: a list of feeds that a feed reader takes in whole."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from django.conf import settings

from articles.feeds import xml
from articles.feeds.catalogue import Group


def write(groups: Iterable[Group]) -> bytes:
    """Return the RSS feeds of each group under an outline of its name; nobody wants each feed in every format."""
    root = ET.Element("opml", {"version": "2.0"})
    head = xml.add(root, "head")
    xml.add(head, "title", f"Feeds of {settings.PAPER_NAME}")
    xml.add(head, "ownerName", settings.PAPER_NAME)
    xml.add(head, "ownerId", f"{settings.SITE_URL}/feeds/")
    body = xml.add(root, "body")
    for group in groups:
        outline = xml.add(body, "outline", text=group.name)
        for feed in group.feeds:
            page = settings.SITE_URL + feed.path
            xml.add(
                outline, "outline", text=feed.name, title=feed.name, type="rss", htmlUrl=page, xmlUrl=f"{page}rss.xml"
            )
    return xml.document(root)
