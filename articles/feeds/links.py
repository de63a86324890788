"""The links of a feed to itself and to the same feed in the other formats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its relation; `url` is absolute."""

    rel: str
    media_type: str
    url: str
