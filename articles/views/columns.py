"""The front page and the page of a column."""

from datetime import date
from typing import Any

from django.db.models import Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, RedirectView, TemplateView

from articles.models import Article, ArticleQuerySet
from authors.pages import ReaderPageMixin

# The front page from the top: the lead, the seconds beside each other, items with their standfirst, headlines alone.
SECONDS, ITEMS, HEADLINES = 2, 6, 10


class FrontView(ReaderPageMixin, TemplateView):
    """The newest columns, in the sizes of a front page."""

    template_name = "articles/front.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns, the newest first, and what leads on from them."""
        first_day = Article.objects.published().order_by("published_on").values("published_on")[:1]
        newest = Article.objects.published().for_feed().annotate(since=Subquery(first_day))
        articles = list(newest[: 1 + SECONDS + ITEMS + HEADLINES])
        return super().get_context_data(
            lead=articles[:1],
            seconds=articles[1 : 1 + SECONDS],
            items=articles[1 + SECONDS : 1 + SECONDS + ITEMS],
            headlines=articles[1 + SECONDS + ITEMS :],
            columnists=list(dict.fromkeys(line.author for article in articles for line in article.bylines.all())),
            subjects=sorted({tag for article in articles for tag in article.tags.all()}, key=lambda tag: tag.name),
            years=_years(articles),
            **kwargs,
        )


def _years(articles: list[Any]) -> list[int]:
    """Return the years of these articles and the first of the archive (`since`, if any), the newest first."""
    years = {article.published_on.year for article in articles} | {article.since.year for article in articles[:1]}
    return sorted(years, reverse=True)


class ArticleDetailView(ReaderPageMixin, DetailView):
    """One column; a retracted one shows its notice in place of its text."""

    template_name = "articles/article_detail.html"
    context_object_name = "article"

    def get_queryset(self) -> ArticleQuerySet:
        """Return what has a page, with what the page shows."""
        return Article.objects.readable().for_page()

    def get_object(self, queryset: Any = None) -> Article:
        """Return the column of that day and slug."""
        try:
            day = date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])
        except ValueError as error:
            raise Http404("There is no such day.") from error
        return get_object_or_404(self.get_queryset(), published_on=day, slug=self.kwargs["slug"])


class ShortAddressView(ReaderPageMixin, RedirectView):
    """The short, permanent address of a column: leads to its page."""

    permanent = True

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Return the path of the column's page."""
        return get_object_or_404(Article.objects.readable(), pk=kwargs["pk"]).get_absolute_url()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Redirect; a number beyond what a row can have is no column."""
        if kwargs["pk"] > MAX_ID:
            raise Http404("There is no such column.")
        return super().get(request, *args, **kwargs)


MAX_ID = 2**63 - 1
