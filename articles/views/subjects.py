"""The pages of tags, of several tags together, and of series."""

from typing import Any

from django.db.models import Count, F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView, TemplateView

from articles.models import Article, ArticleQuerySet, Series, Tag
from authors import index
from authors.pages import FilledPaginator, ReaderPageMixin

MOST_TAGS = 4


class TagListView(ReaderPageMixin, TemplateView):
    """Every subject with a column that the public may see, by letter."""

    template_name = "articles/tag_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the index."""
        # Counting from the articles is twice as fast as joining their tags to a list of a hundred thousand ids.
        counts = dict(
            Article.objects.published().order_by().values_list("tagged_items__tag").annotate(columns=Count("pk"))
        )
        tags = [(tag, counts[tag.pk]) for tag in Tag.objects.filter(merged_into=None).order_by() if tag.pk in counts]
        return super().get_context_data(letters=index.by_letter(tags, lambda entry: entry[0].name), **kwargs)


class TagView(ReaderPageMixin, ListView):
    """Columns on a subject, or on several at once: `/tags/a+b/`."""

    template_name = "articles/tag.html"
    context_object_name = "articles"
    paginate_by = 25
    paginator_class = FilledPaginator
    tags: list[Tag]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; another order of the tags, or a merged one, leads to the one address."""
        slugs = kwargs["slug"].split("+")
        if len(slugs) > MOST_TAGS:
            raise Http404("That is too many subjects at once.")
        found = list(Tag.objects.filter(slug__in=slugs).select_related("merged_into"))
        if len(found) < len(set(slugs)):
            raise Http404("There is no such subject.")
        self.tags = sorted({tag.merged_into or tag for tag in found}, key=lambda tag: tag.slug)
        canonical = "+".join(tag.slug for tag in self.tags)
        if canonical != kwargs["slug"]:
            return redirect("articles:tag", canonical, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        """Return the columns that carry every one of the tags."""
        columns = Article.objects.published()
        for tag in self.tags:
            columns = columns.filter(tagged_items__tag=tag)
        return columns.for_listing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tags and what the page is called."""
        names = [tag.name for tag in self.tags]
        single = len(names) == 1
        heading = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        description = (single and self.tags[0].description) or f"Columns on {heading}."
        return super().get_context_data(
            tags=self.tags, tag=self.tags[0], single=single, heading=heading, description=description, **kwargs
        )


class SeriesView(ReaderPageMixin, ListView):
    """A series, its parts in order; what has no part number follows by date."""

    template_name = "articles/series.html"
    context_object_name = "articles"
    paginate_by = 100
    paginator_class = FilledPaginator
    series: Series

    def get_queryset(self) -> ArticleQuerySet:
        """Return the parts."""
        self.series = get_object_or_404(Series, slug=self.kwargs["slug"])
        parts = Article.objects.published().filter(series=self.series).for_listing()
        return parts.order_by(F("series_part").asc(nulls_last=True), "published_at", "id")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the series."""
        return super().get_context_data(series=self.series, **kwargs)
