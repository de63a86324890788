"""One item of a feed, whatever kind of feed it stood in, and what the feed says for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.documents import Notice, Picture
from articles.importing.readers.dated import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a feed says of one item, as it says it; HTML where it is HTML, "" and nothing where it says nothing.

    `texts` are what the feed calls content, `summary` what it calls description or summary. `text` is its source.
    `dated_by_update`: it names no date but that of its last change. `other_kind`: what it is that is no post.
    """

    title: str = ""
    key: str = ""
    link: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    published: tuple[Written, ...] = ()
    updated: tuple[Written, ...] = ()
    dated_by_update: bool = False
    texts: tuple[str, ...] = ()
    summary: str = ""
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    attached: tuple[str, ...] = ()
    language: str = ""
    rights: str = ""
    canonical: str = ""
    text: str = ""
    other_kind: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The items of a feed, its name and home, and what is to be said of the whole file.

    `is_cut`: the file ends before the feed does, so that its last item may lack something.
    """

    items: tuple[Item, ...]
    title: str = ""
    home: str = ""
    encoding: str = ""
    is_cut: bool = False
    notices: tuple[Notice, ...] = ()
