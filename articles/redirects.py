"""Addresses of the old system: a page that is not there may have moved to a column's address here."""

from collections.abc import Callable, Iterable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Article, Redirect

NOT_FOUND = 404
LONGEST_PATH = 1000


class LegacyRedirectMiddleware:
    """Answers 301 in place of 404 where an old path leads to a column that has a page; one query, on a 404 alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the view's answer, or the redirect."""
        response = self.get_response(request)
        if response.status_code != NOT_FOUND or request.method not in {"GET", "HEAD"}:
            return response
        moved = find(request.get_full_path(), request.path)
        return HttpResponsePermanentRedirect(moved.get_absolute_url()) if moved else response


def find(full_path: str, path: str) -> Article | None:
    """Return the readable column that an old address leads to: the address with its query first, then without."""
    spellings = list(dict.fromkeys(_spellings(full_path, path)))
    found = Redirect.objects.filter(path__in=spellings, article__in=Article.objects.readable())
    by_path = {redirect.path: redirect.article for redirect in found.select_related("article")}
    return next((by_path[spelling] for spelling in spellings if spelling in by_path), None)


def _spellings(*addresses: str) -> Iterable[str]:
    """Yield each address as it came and decoded, as either may be what the archive had."""
    for address in addresses:
        for spelling in (address, unquote(address)):
            if len(spelling) <= LONGEST_PATH and "\x00" not in spelling:
                yield spelling
