"""The pages of most-read lists."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.views.generic import DetailView, ListView, TemplateView

from articles.readership import labels, lists, rules
from articles.readership.days import in_words
from articles.readership.models import MostReadList
from authors.pages import ReaderPageMixin, UncountedPaginator

LISTS_A_PAGE = 60
LISTS_A_DAY = 30


class MostReadView(ReaderPageMixin, ListView):
    """The list that stands beside columns now, and every list there is, by day."""

    template_name = "readership/index.html"
    context_object_name = "lists"
    paginate_by = LISTS_A_PAGE
    paginator_class = UncountedPaginator

    def get_queryset(self) -> QuerySet[MostReadList]:
        """Return the lists of known days, or with `?day=unknown` the others; the newest first."""
        is_undated = self.request.GET.get("day") == "unknown"
        return lists.shown().select_related("article").filter(day__isnull=is_undated).order_by("-day", "-id")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list that stands now, and what each of the others is and where."""
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "day_in_words": in_words(one.day) if one.day else "",
                "title": labels.title_of(one),
                "url": lists.url_of(one),
                "host": one.article,
            }
            for one in context["lists"]
        ]
        is_undated = self.request.GET.get("day") == "unknown"
        return {**context, "standing": lists.beside().sidebar, "rows": rows, "is_undated": is_undated}


class DayView(ReaderPageMixin, TemplateView):
    """The lists of a day, each for itself: the counted one, the desk's, those found in print."""

    template_name = "readership/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day's lists with the columns beside which they were printed; Http404 for a day without."""
        day = self.kwargs["day"]
        found = list(lists.shown().filter(day=day).select_related("article").order_by("kind", "id")[:LISTS_A_DAY])
        if not found:
            raise Http404("There is no list of that day.")
        hosts = {one.pk: one.article for one in found}
        made = [(one, hosts[one.pk]) for one in lists.show(found)]
        return super().get_context_data(
            title=f"Most read, {in_words(day)}", day_in_words=in_words(day), lists=made, **kwargs
        )


class MostReadListView(ReaderPageMixin, DetailView):
    """One list, whatever its kind."""

    template_name = "readership/list.html"
    context_object_name = "source"

    def get_queryset(self) -> QuerySet[MostReadList]:
        """Return what readers may see."""
        return lists.shown().select_related("article")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list as readers see it."""
        day_in_words = in_words(self.object.day) if self.object.day else ""
        return super().get_context_data(list=lists.show([self.object])[0], day_in_words=day_in_words, **kwargs)


class MethodView(ReaderPageMixin, TemplateView):
    """How the list is counted: the rules that the code obeys."""

    template_name = "readership/method.html"
    extra_context = {"rules": rules}
