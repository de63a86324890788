"""Feeds over HTTP: validators, caching, and the page that lists them for people."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.feeds import catalogue, formats, history, opml
from articles.feeds.channels import MovedError
from articles.feeds.entries import FeedChannel
from articles.feeds.formats import FeedFormat
from articles.feeds.history import Part

MAX_AGE = 300


@require_safe
def feed(
    request: HttpRequest,
    *,
    channel: Callable[..., FeedChannel],
    feed_format: FeedFormat,
    part: Part | None = None,
    **named: str,
) -> HttpResponse:
    """Answer with a feed in a format; the middleware turns it into a 304 where the reader has it already."""
    load = partial(history.part, year=part.year, number=part.number) if part else history.newest
    try:
        made = channel(load, **named)
    except MovedError as moved:
        place = part.path if part else ""
        return shared(redirect(f"{moved.path}{place}{feed_format.file_name}", permanent=True))
    body = feed_format.write(made, formats.links(made, feed_format))
    response = _document(body, _media_type(request, feed_format), changed_at=made.changed_at)
    patch_vary_headers(response, ["Sec-Fetch-Dest"])
    return response


@require_safe
def archive(request: HttpRequest, *, year: int, number: int, **named: Any) -> HttpResponse:
    """Answer with a part of a feed's archive."""
    return feed(request, part=Part(year, number), **named)


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """Answer with every feed as OPML, for import into a feed reader."""
    return _document(opml.write(catalogue.groups()), "text/x-opml")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Answer with the page that explains feeds and lists every one."""
    context = {"groups": catalogue.groups(), "formats": formats.FORMATS}
    return shared(render(request, "feeds/index.html", context))


def shared(response: HttpResponse) -> HttpResponse:
    """Let any cache keep the answer for some minutes, and any page in a browser read it."""
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _media_type(request: HttpRequest, feed_format: FeedFormat) -> str:
    """Return the media type; a person who opens an XML feed in a browser gets plain XML, which browsers style.

    Chromium shows a feed's own type as source text. Only a browser that opens a page of its own says “document”.
    """
    is_opened = request.headers.get("Sec-Fetch-Dest") == "document"
    return "application/xml" if is_opened and feed_format.is_xml else feed_format.media_type


def _document(body: bytes, media_type: str, *, changed_at: datetime | None = None) -> HttpResponse:
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    # A hash of the bytes is right whatever changed: a name, a tag, a setting, the code.
    response["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return shared(response)
