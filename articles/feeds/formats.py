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

    @property
    def is_xml(self) -> bool:
        """Whether a browser can show it with a style sheet."""
        return self.file_name.endswith(".xml")


FORMATS = (
    FeedFormat("rss", "RSS", "rss.xml", "application/rss+xml", rss.write),
    FeedFormat("atom", "Atom", "atom.xml", "application/atom+xml", atom.write),
    FeedFormat("json", "JSON", "feed.json", "application/feed+json", jsonfeed.write),
)


def links(channel: FeedChannel, own: FeedFormat) -> list[Link]:
    """Return the links of a feed: to itself, to the other formats, and to its archive (RFC 5005)."""
    base = settings.SITE_URL + channel.path
    here = base + channel.part.path if channel.part else base
    others = [Link("alternate", other.media_type, here + other.file_name) for other in FORMATS if other is not own]
    parts = {"prev-archive": channel.older, "next-archive": channel.newer}
    archive = [Link(rel, own.media_type, base + part.path + own.file_name) for rel, part in parts.items() if part]
    current = [Link("current", own.media_type, base + own.file_name)] if channel.part else []
    return [Link("self", own.media_type, here + own.file_name), *others, *current, *archive]
