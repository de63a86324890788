"""The reader of Ghost's exports: from bytes to a document for each post."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any

from articles.importing.documents import Document, Notice, ReadOptions, Severity, Verdict
from articles.importing.readers.dated import zone_called
from articles.importing.readers.ghost.export import load
from articles.importing.readers.ghost.posts import Site, make_document
from articles.importing.readers.sniffing import Sample

WRAPPED = re.compile(
    r'\s*[{\[]\s*(?:\{\s*)?"(?:db|meta|data|posts)"\s*:|\s*\{\s*"(?:exported_on|version)"\s*:', re.IGNORECASE
)
EXPORTED = re.compile(r'"exported_on"\s*:')
POSTS = re.compile(rb'"posts"\s*:\s*\[')
# Names that no other system gives to what belongs to a post; one of them is in every export and answer of the API.
OF_GHOST = re.compile(
    rb'"(?:mobiledoc|lexical|markdown|posts_tags|posts_authors|primary_author|comment_id|feature_image|custom_excerpt|'
    rb'ghost|codeinjection_head)"\s*:'
)
REACH = 4_000_000


def fits(sample: Sample) -> bool:
    """Whether a file is an export of Ghost, or the answer of its API: JSON with a table of posts."""
    if not WRAPPED.match(sample.opening) or POSTS.search(sample.content) is None:
        return False
    return EXPORTED.search(sample.opening) is not None or OF_GHOST.search(sample.content, 0, REACH) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every post of an export: at least one document, which says so where there is no post.

    Raises UnreadableError where there is no table of posts, ValueError for an unknown time zone.
    """
    zone = zone_called(options.timezone)
    export = load(name, content)
    rows = export.tables["posts"]
    if not rows:
        return (_nothing(name, export.encoding, export.notices),)
    site = Site.of(export, zone)
    documents = []
    for number, row in enumerate(rows, start=1):
        source = f"{name}#{number}" if len(rows) > 1 else name
        documents.append(make_document(row, source, site) if isinstance(row, dict) else _no_row(row, source))
    last = documents[-1]
    documents[-1] = replace(last, notices=(*last.notices, *export.notices))
    return tuple(documents)


def _nothing(name: str, encoding: str, notices: tuple[Notice, ...]) -> Document:
    message = "This export of Ghost holds no post. (rule: ghost_no_posts)"
    said = Notice(code="ghost_no_posts", message=message, severity=Severity.NOTE)
    return Document(
        source=name,
        format="ghost",
        identity="",
        verdict=Verdict.LEFT_OUT,
        encoding=encoding,
        notices=(said, *notices),
    )


def _no_row(row: Any, source: str) -> Document:
    """Return a held document for what stands in the table of posts and is no post."""
    shown = repr(row)[:1_000]
    message = "The table of posts has something here that is no post."
    return Document(
        source=source,
        format="ghost",
        identity="sha256:" + hashlib.sha256(f"{source} {shown}".encode("utf-8", "surrogatepass")).hexdigest(),
        verdict=Verdict.HELD,
        text=shown,
        notices=(Notice(code="broken_row", message=message, severity=Severity.HOLD),),
    )
