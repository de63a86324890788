"""JSON Feed 1.1."""

import json
from typing import Any

from django.conf import settings

from articles import markup
from articles.attribution import Person, static_url
from articles.dates import rfc3339
from articles.feeds.entries import FeedChannel, FeedEntry
from articles.feeds.links import Link


def write(channel: FeedChannel, links: list[Link]) -> bytes:
    """Return the channel as JSON."""
    addresses = {link.rel: link.url for link in links}
    older = {"next_url": addresses["prev-archive"]} if channel.older else {}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": settings.SITE_URL + channel.path,
        "feed_url": addresses["self"],
        **older,
        "description": channel.description,
        "icon": static_url("img/icon-512.png"),
        "favicon": static_url("img/feed-icon.png"),
        "authors": _people((channel.publisher,)),
        "language": channel.language,
        "items": [_item(entry, channel) for entry in channel.entries],
    }
    return json.dumps(_printable(feed), ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: FeedEntry, channel: FeedChannel) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original_url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": _people(entry.authors),
        "tags": list(entry.tags),
        "language": entry.language if entry.language != channel.language else "",
        "image": entry.picture.url if entry.picture else "",
        # What the format has no field for; an extension begins with an underscore and says where it is explained.
        "_broadsheet": {
            "about": f"{settings.SITE_URL}/feeds/",
            "date_published_precision": entry.precision,
            "rights": entry.rights or channel.rights,
        },
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}


def _people(people: tuple[Person, ...]) -> list[dict[str, str]]:
    return [{"name": person.name, **({"url": person.url} if person.url else {})} for person in people]


def _printable(value: Any) -> Any:
    """Return the same structure with every text through the gate; a lone surrogate would be no UTF-8."""
    if isinstance(value, str):
        return markup.printable(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_printable(inner) for inner in value]
    return value
