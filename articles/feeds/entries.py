"""What a feed says, before any format: channels make these values, writers turn them into bytes."""

from dataclasses import dataclass
from datetime import datetime

from articles.attribution import Person, Picture
from articles.feeds.history import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item. `title` and `summary` are plain text, `html` is the full text with absolute addresses.

    `id` outlives any address. `updated` is the last change of substance; both dates are aware, in the paper's zone.
    `rights` is empty where those of the channel hold, `original_url` where the item was not published elsewhere first.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    contributors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    rights: str = ""
    original_url: str = ""
    picture: Picture | None = None
    precision: str = "minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChannel:
    """One feed in no format yet. `path` is that of the page it lies beside, with a slash at the end.

    `updated` is the newest change of substance in it, for subscribers; `changed_at` is the newest change of any kind
    that is known, for HTTP. `part` says which part of the archive it is, None that it is the feed to subscribe to;
    `older` and `newer` are the parts of the archive beside it.
    """

    id: str
    path: str
    title: str
    description: str
    language: str
    rights: str
    publisher: Person
    updated: datetime
    changed_at: datetime | None
    entries: tuple[FeedEntry, ...]
    part: Part | None = None
    older: Part | None = None
    newer: Part | None = None
