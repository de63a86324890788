"""The three formats that every feed comes in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from articles.feeds import atom, jsonfeed, rss
from articles.feeds.entries import FeedChannel
from articles.feeds.links import Link


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format: its name for people, the file beside a page, the media type and the writer."""

    key: str
    name: str
    file_name: str
    media_type: str
    write: Callable[[FeedChannel, list[Link]], bytes]


FORMATS = (
    FeedFormat("rss", "RSS", "rss.xml", "application/rss+xml", rss.write),
    FeedFormat("atom", "Atom", "atom.xml", "application/atom+xml", atom.write),
    FeedFormat("json", "JSON Feed", "feed.json", "application/feed+json", jsonfeed.write),
)


def links(path: str, own: FeedFormat) -> list[Link]:
    """Return the links of a feed beside the page at `path`: to itself first, then to the other formats."""
    others = [other for other in FORMATS if other is not own]
    base = settings.SITE_URL + path
    return [Link("self", own.media_type, base + own.file_name)] + [
        Link("alternate", other.media_type, base + other.file_name) for other in others
    ]
