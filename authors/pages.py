"""What every page for readers shares. It lies in the lowest app, so that all may use it."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import View

# A page may be a minute old, and ten while a fresh one is fetched.
cacheable = cache_control(public=True, max_age=60, stale_while_revalidate=600)
# Beyond this nobody reads on, and a number of any length would reach the database.
LAST_PAGE = 10_000


@method_decorator(cacheable, name="dispatch")
class ReaderPageMixin(View):
    """A page that anybody may keep: GET and HEAD, no cookie, a minute in every cache."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as the view does; the decorator adds the header."""
        return super().dispatch(request, *args, **kwargs)


class UncountedPage(Page):
    """A page that knows whether another follows, and not how many."""

    def __init__(self, rows: list[Any], number: int, paginator: "UncountedPaginator") -> None:
        """Keep the rows of the page; one more than fits says that another page follows."""
        super().__init__(rows[: paginator.per_page], number, paginator)
        self._has_next = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        """Say whether there is an older page."""
        return self._has_next

    def next_page_number(self) -> int:
        """Return the number of the older page."""
        return self.number + 1

    def previous_page_number(self) -> int:
        """Return the number of the newer page."""
        return self.number - 1


class UncountedPaginator(Paginator):
    """Pages a list without counting it: it reads one row more than it shows."""

    # “?page=last” asks for this number, which is no page.
    num_pages = 0
    may_be_empty = True

    def validate_number(self, number: int | float | str) -> int:
        """Return the number of a page that may exist, or raise EmptyPage."""
        if not str(number).isascii() or not str(number).isdigit() or not 1 <= int(number) <= LAST_PAGE:
            raise EmptyPage(f"There is no page {number}.")
        return int(number)

    def page(self, number: int | float | str) -> UncountedPage:
        """Return a page, or raise EmptyPage where the list ends before it."""
        wanted = self.validate_number(number)
        start = (wanted - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and (wanted > 1 or not self.may_be_empty):
            raise EmptyPage(f"There is no page {wanted}.")
        return UncountedPage(rows, wanted, self)


class FilledPaginator(UncountedPaginator):
    """A list that is found only while it holds something: a name that only drafts know stays unknown."""

    may_be_empty = False
