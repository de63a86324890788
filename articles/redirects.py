"""Addresses of the old system: a page that is not there may have moved to a column's address here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles import old_addresses
from articles.models import Article, Redirect

NOT_FOUND = 404
HOME = "/"


class LegacyRedirectMiddleware:
    """Answers 301 in place of 404 where an old path leads to a column that has a page; one query, on a 404 alone.

    The front page with a query (`/?p=123`) is the one address that is here and may have been another's there: it is
    looked up first. No other page of this site is ever asked about, and so none can be taken away from it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the view's answer, or the redirect."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if request.path == HOME and request.META.get("QUERY_STRING"):
            moved = find(request.get_full_path(), "")
            return HttpResponsePermanentRedirect(moved.get_absolute_url()) if moved else self.get_response(request)
        response = self.get_response(request)
        if response.status_code != NOT_FOUND:
            return response
        moved = find(request.get_full_path(), request.path)
        return HttpResponsePermanentRedirect(moved.get_absolute_url()) if moved else response


def find(full_path: str, path: str) -> Article | None:
    """Return the readable column that an old address leads to: the address with its query first, then without.

    However it is spelled; where two old addresses differ in nothing but that, the one that is asked for to the letter.
    """
    keys = [key for key in dict.fromkeys(old_addresses.key_of(one) for one in (full_path, path) if one) if key]
    keys = [key for key in keys if key != HOME]
    if not keys:
        return None
    found = Redirect.objects.filter(key__in=keys, article__in=Article.objects.readable()).select_related("article")
    ranked = sorted(found, key=lambda row: (keys.index(row.key), row.path not in {full_path, path}, row.pk))
    return ranked[0].article if ranked else None
