"""The archive: all of it as a ledger, a year as calendars, a month, a day."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.http import Http404
from django.views.generic import ListView, TemplateView

from articles.archives import Archive, neighbours
from articles.models import Article, ArticleQuerySet
from authors.pages import ReaderPageMixin, UncountedPaginator


class ArchiveView(ReaderPageMixin, TemplateView):
    """Every year, each month with its number of columns."""

    template_name = "articles/archive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the years, the newest first."""
        archive = Archive.load()
        years = [(year, columns, archive.ledger(year)) for year, columns in archive.years]
        since = min(archive.days, default=None)
        return super().get_context_data(years=years, total=sum(archive.days.values()), since=since, **kwargs)


class YearView(ReaderPageMixin, TemplateView):
    """A year: its months as calendars, each day with columns a link; the other years beside it."""

    template_name = "articles/year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the months and the years, or raise Http404 for a year without columns."""
        archive, year = Archive.load(), self.kwargs["year"]
        months = archive.year(year)
        if not months:
            raise Http404("Nothing was published in that year.")
        before, after = neighbours(year, [number for number, _ in archive.years])
        total = sum(month.columns for month in months)
        return super().get_context_data(
            months=months, years=archive.years, total=total, before=before, after=after, **kwargs
        )


class _DatedListView(ReaderPageMixin, ListView):
    """Columns of a span of days, the newest first."""

    context_object_name = "articles"
    paginate_by = 40
    paginator_class = UncountedPaginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Refuse a span without columns; `allow_empty` would ask the database once more."""
        context = super().get_context_data(**kwargs)
        if not context["articles"]:
            raise Http404("Nothing was published then.")
        return context

    def first(self) -> date:
        """Return the first day of the span, or raise Http404."""
        try:
            return date(self.kwargs["year"], self.kwargs["month"], self.kwargs.get("day", 1))
        except ValueError as error:
            raise Http404("There is no such day.") from error


class MonthView(_DatedListView):
    """A month: its calendar, and its columns by day."""

    template_name = "articles/month.html"

    def get_queryset(self) -> ArticleQuerySet:
        """Return the month's columns."""
        first = self.first()
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return Article.objects.published().filter(published_on__range=(first, last)).for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the calendar and the months beside it."""
        archive, first = Archive.load(), self.first()
        before, after = neighbours(first, list(archive.months))
        return super().get_context_data(month=archive.month(first), before=before, after=after, **kwargs)


class DayView(_DatedListView):
    """A day and its columns."""

    template_name = "articles/day.html"

    def get_queryset(self) -> ArticleQuerySet:
        """Return the day's columns."""
        return Article.objects.published().filter(published_on=self.first()).for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day, its month's calendar and the days beside it."""
        archive, day = Archive.load(), self.first()
        month = archive.month(day.replace(day=1))
        before, after = neighbours(day, list(archive.days))
        # `kwargs` of the address hold a “day” too: the figure alone.
        context = super().get_context_data(month=month, before=before, after=after, **kwargs)
        return context | {"day": day}
