"""What holds for every answer of the site."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property

from articles.readership import views


class TakeBeaconsFirst:
    """A reader's beacon needs no session, policy for scripts or compression: what follows costs more than it does.

    Whoever sends a cookie may be of the desk, and goes the long way on which sessions are looked up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what makes the answer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the beacon's view answer, or answer as the site does."""
        if request.path_info == self._path and not request.META.get("HTTP_COOKIE"):
            return views.reads(request)
        return self.get_response(request)

    @cached_property
    def _path(self) -> str:
        return reverse("readership:reads")


class FindNoAddressWithNul:
    """No address of ours holds a NUL, and PostgreSQL takes none in a question: whoever asks for one finds nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what makes the answer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse the address, or answer as the site does."""
        if "\0" in request.path_info:
            raise Http404("An address holds no NUL.")
        return self.get_response(request)


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
