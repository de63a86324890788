"""Answers that come line by line, for a page that shows how far long work has come."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

# What the scripts ask for: one JSON value a line.
LINES = "application/x-ndjson"


def wants_lines(request: HttpRequest) -> bool:
    """Whether a script asks that shows progress."""
    return LINES in request.headers.get("Accept", "")


def lines(values: Iterator[dict[str, Any]]) -> StreamingHttpResponse:
    """Return the values as they come. Neither compression nor a proxy may hold them back."""
    response = StreamingHttpResponse(as_text(values))
    response["Content-Type"] = LINES
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    return response


def as_text(values: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines; closed half way, it lets the work come to its end."""
    try:
        for value in values:
            yield json.dumps(value, ensure_ascii=False) + "\n"
    finally:
        for _ in values:  # the browser went away: what it asked for is done all the same
            pass
