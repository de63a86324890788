"""RSS 2.0, by the rules of the RSS Advisory Board and the W3C feed validator."""

from xml.etree import ElementTree as ET

from django.conf import settings
from django.utils.html import escape

from articles.attribution import Picture, static_url
from articles.dates import rfc822, rfc3339
from articles.feeds import xml
from articles.feeds.entries import FeedChannel, FeedEntry
from articles.feeds.links import Link

_ICON = 144  # the most that RSS allows a picture to be wide


def write(channel: FeedChannel, links: list[Link]) -> bytes:
    """Return the channel as RSS."""
    root = ET.Element("rss", {"version": "2.0"})
    body = xml.add(root, "channel")
    page = settings.SITE_URL + channel.path
    xml.add(body, "title", channel.title)
    xml.add(body, "link", page)
    xml.add(body, "description", channel.description)
    xml.add(body, "language", channel.language)
    xml.add(body, "copyright", channel.rights)
    if settings.PAPER_EMAIL:
        xml.add(body, "managingEditor", f"{settings.PAPER_EMAIL} ({settings.PAPER_NAME})")
    xml.add(body, "lastBuildDate", rfc822(channel.updated))
    xml.add(body, "generator", "Broadsheet")
    xml.add(body, "docs", "http://www.rssboard.org/rss-specification")
    for link in links:
        xml.add(body, f"{{{xml.ATOM}}}link", rel=link.rel, type=link.media_type, href=link.url)
    if channel.part:
        xml.add(body, f"{{{xml.HISTORY}}}archive")
    _image(body, channel, page)
    for entry in channel.entries:
        _item(body, entry, channel)
    return xml.document(root, stylesheet="css/feed.css")


def _image(body: ET.Element, channel: FeedChannel, page: str) -> None:
    image = xml.add(body, "image")
    xml.add(image, "url", static_url("img/feed-icon.png"))
    xml.add(image, "title", channel.title)
    xml.add(image, "link", page)
    xml.add(image, "width", str(_ICON))
    xml.add(image, "height", str(_ICON))


def _item(body: ET.Element, entry: FeedEntry, channel: FeedChannel) -> None:
    item = xml.add(body, "item")
    xml.add(item, "title", entry.title)
    xml.add(item, "link", entry.url)
    xml.add(item, "guid", entry.id, isPermaLink="false")
    xml.add(item, "pubDate", rfc822(entry.published))
    if entry.updated > entry.published:
        xml.add(item, f"{{{xml.ATOM}}}updated", rfc3339(entry.updated))
    # RSS's own <author> is an e-mail address; a name belongs into Dublin Core, once for each author.
    for person in entry.authors:
        xml.add(item, f"{{{xml.DC}}}creator", person.name)
    for person in entry.contributors:
        xml.add(item, f"{{{xml.DC}}}contributor", person.name)
    for tag in entry.tags:
        xml.add(item, "category", tag)
    if entry.language != channel.language:
        xml.add(item, f"{{{xml.DC}}}language", entry.language)
    if entry.rights:
        xml.add(item, f"{{{xml.DC}}}rights", entry.rights)
    # A description is HTML by the specification, and so plain text is escaped once more; it comes before the full text.
    xml.add(item, "description", escape(entry.summary))
    xml.add(item, f"{{{xml.CONTENT}}}encoded", entry.html)
    if entry.picture:
        _media(item, entry.picture)


def _media(item: ET.Element, picture: Picture) -> None:
    media = xml.add(
        item,
        f"{{{xml.MEDIA}}}content",
        url=picture.url,
        medium="image",
        type=picture.media_type,
        width=str(picture.width or ""),
        height=str(picture.height or ""),
    )
    if picture.alt:
        xml.add(media, f"{{{xml.MEDIA}}}description", picture.alt, type="plain")
    if picture.credit:
        xml.add(media, f"{{{xml.MEDIA}}}credit", picture.credit)
