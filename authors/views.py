"""The pages of columnists. What they wrote is reached by the reverse names; this app does not know `articles`."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView, TemplateView

from authors import index
from authors.models import Author, Disclosure
from authors.pages import FilledPaginator, ReaderPageMixin

YEAR_DIGITS = 4


def _columns() -> Any:
    """Return what the public may see in lists; the model is reached through the relation."""
    model: Any = Author._meta.get_field("articles").related_model
    return model.objects.published()


class AuthorListView(ReaderPageMixin, TemplateView):
    """Everybody with a column that the public may see, by letter."""

    template_name = "authors/author_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the index."""
        counted = _columns().order_by().values_list("bylines__author").annotate(columns=Count("pk", distinct=True))
        counts = dict(counted)
        authors = [(author, counts[author.pk]) for author in Author.objects.order_by() if author.pk in counts]
        letters = index.by_letter(authors, lambda entry: entry[0].sort_name or entry[0].name)
        return super().get_context_data(letters=letters, **kwargs)


class AuthorDetailView(ReaderPageMixin, ListView):
    """A columnist and all their columns, the newest first, or those of one year."""

    template_name = "authors/author_detail.html"
    context_object_name = "articles"
    paginate_by = 25
    paginator_class = FilledPaginator
    author: Author

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; somebody who was merged into another leads there."""
        disclosed = Exists(Disclosure.objects.filter(author=OuterRef("pk")))
        authors = Author.objects.select_related("merged_into").annotate(is_disclosed=disclosed)
        self.author = get_object_or_404(authors, slug=kwargs["slug"])
        if self.author.merged_into:
            return redirect(self.author.merged_into, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the columns that the public may see, of the year that was asked for."""
        year = self.year()
        return (self.columns().filter(published_on__year=year) if year else self.columns()).for_listing()

    def columns(self) -> Any:
        """Return the queryset of their columns; one that was signed in two roles is there once."""
        return _columns().filter(pk__in=self.author.bylines.values("article"))

    def year(self) -> int | None:
        """Return the year asked for, or None."""
        asked = self.request.GET.get("year", "")
        if not asked:
            return None
        if not (asked.isascii() and asked.isdigit() and len(asked) <= YEAR_DIGITS and int(asked)):
            raise Http404("There is no such year.")
        return int(asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columnist and the years, each with its count."""
        years: Counter[int] = Counter()
        for day, count in self.columns().order_by().values_list("published_on").annotate(Count("pk")):
            years[day.year] += count
        if self.year() and self.year() not in years:
            raise Http404("Nothing was published in that year.")
        return super().get_context_data(
            author=self.author,
            year=self.year(),
            years=sorted(years.items(), reverse=True),
            total=years.total(),
            onward=f"&year={self.year()}" if self.year() else "",
            **kwargs,
        )
