"""Atom 1.0 (RFC 4287)."""

from xml.etree import ElementTree as ET

from django.conf import settings

from articles.attribution import Person, static_url
from articles.dates import rfc3339
from articles.feeds import xml
from articles.feeds.entries import FeedChannel, FeedEntry
from articles.feeds.links import Link


def write(channel: FeedChannel, links: list[Link]) -> bytes:
    """Return the channel as Atom; the namespace is the default one, which old readers rely on."""
    root = ET.Element("feed", {"xmlns": xml.ATOM, "xml:lang": channel.language})
    xml.add(root, "id", channel.id)
    xml.add(root, "title", channel.title)
    xml.add(root, "subtitle", channel.description)
    xml.add(root, "updated", rfc3339(channel.updated))
    xml.add(root, "rights", channel.rights)
    xml.add(root, "generator", "Broadsheet")
    xml.add(root, "icon", static_url("img/feed-icon.png"))
    _person(root, "author", channel.publisher)
    xml.add(root, "link", rel="alternate", type="text/html", href=settings.SITE_URL + channel.path)
    for link in links:
        xml.add(root, "link", rel=link.rel, type=link.media_type, href=link.url)
    if channel.part:
        xml.add(root, f"{{{xml.HISTORY}}}archive")
    for entry in channel.entries:
        _entry(root, entry, channel)
    return xml.document(root, stylesheet="css/feed.css")


def _entry(root: ET.Element, entry: FeedEntry, channel: FeedChannel) -> None:
    language = {"xml:lang": entry.language} if entry.language != channel.language else {}
    element = xml.add(root, "entry", **language)
    xml.add(element, "id", entry.id)
    xml.add(element, "title", entry.title)
    xml.add(element, "published", rfc3339(entry.published))
    xml.add(element, "updated", rfc3339(entry.updated))
    for person in entry.authors:
        _person(element, "author", person)
    for person in entry.contributors:
        _person(element, "contributor", person)
    xml.add(element, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.original_url:
        xml.add(element, "link", rel="via", type="text/html", href=entry.original_url)
    if entry.picture:
        picture = entry.picture
        xml.add(element, "link", rel="enclosure", type=picture.media_type, href=picture.url, title=picture.alt)
    for tag in entry.tags:
        xml.add(element, "category", term=tag)
    if entry.rights:
        xml.add(element, "rights", entry.rights)
    if entry.summary:
        xml.add(element, "summary", entry.summary)
    xml.add(element, "content", entry.html, type="html")


def _person(parent: ET.Element, role: str, person: Person) -> None:
    element = xml.add(parent, role)
    xml.add(element, "name", person.name)
    if person.url:
        xml.add(element, "uri", person.url)
