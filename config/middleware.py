"""What holds for every answer of the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers


class KeepTheDeskOutOfCaches:
    """No page below the desk may be kept by a browser or a proxy: it shows drafts, and it is somebody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what makes the answer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add `no-store` to the answers below the desk."""
        response = self.get_response(request)
        if request.path.startswith(reverse("admin:index")):
            response.headers.pop("Cache-Control", None)
            add_never_cache_headers(response)
        return response
