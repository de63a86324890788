"""The pages of tags, of several tags together, and of series."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView, TemplateView

from articles.models import Article, ArticleQuerySet, Series, Tag, TaggedArticle
from authors import index
from authors.pages import FilledPaginator, ReaderPageMixin

MOST_TAGS = 4
OLDEST = "oldest"
# Related subjects are counted on so many columns of one, its newest, and so many of them are shown.
LOOKED_AT, RELATED = 500, 8


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
    is_oldest_first: bool

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; another order of the tags, or a merged one, leads to the one address."""
        slugs = kwargs["slug"].split("+")
        if len(slugs) > MOST_TAGS:
            raise Http404("That is too many subjects at once.")
        found = list(Tag.objects.filter(slug__in=slugs).select_related("merged_into", "parent", "image"))
        if len(found) < len(set(slugs)):
            raise Http404("There is no such subject.")
        self.tags = sorted({tag.merged_into or tag for tag in found}, key=lambda tag: tag.slug)
        self.is_oldest_first = request.GET.get("order") == OLDEST
        canonical = "+".join(tag.slug for tag in self.tags)
        if canonical != kwargs["slug"]:
            return redirect("articles:tag", canonical, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        """Return the columns that carry every one of the tags."""
        columns = Article.objects.published()
        for tag in self.tags:
            columns = columns.filter(tagged_items__tag=tag)
        listed = columns.for_listing()
        return listed.order_by("published_at", "id") if self.is_oldest_first else listed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tags and what the page is called."""
        names = [tag.name for tag in self.tags]
        single = len(names) == 1
        heading = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        description = (single and self.tags[0].description) or f"Columns on {heading}."
        context: dict[str, Any] = super().get_context_data(
            tags=self.tags, tag=self.tags[0], single=single, heading=heading, description=description,
            is_oldest_first=self.is_oldest_first, onward=f"&order={OLDEST}" if self.is_oldest_first else "",
            before="Older" if self.is_oldest_first else "", after="Newer" if self.is_oldest_first else "", **kwargs,
        )  # fmt: skip
        context["canonical"] = self._canonical(context["page_obj"].number)
        # Two queries more, on the page that a reader meets first and on no other.
        if single and context["page_obj"].number == 1 and not self.is_oldest_first:
            context |= {"children": children(self.tags[0]), "related_tags": related(self.tags[0])}
        return context

    def _canonical(self, page: int) -> str:
        """Return the address under which the page is known: another order of one list is no page of its own."""
        address = settings.SITE_URL + self.request.path
        return f"{address}?page={page}" if page > 1 and not self.is_oldest_first else address


def children(tag: Tag) -> list[Tag]:
    """Return the subjects below one that the public knows, by name."""
    used = TaggedArticle.objects.filter(tag=OuterRef("pk"), content_object__in=Article.objects.published())
    return list(Tag.objects.filter(Exists(used), parent=tag, merged_into=None).order_by(Lower("name"), "pk"))


def related(tag: Tag) -> list[Tag]:
    """Return the subjects that stand beside one on most columns, each with `shared`, how many of its newest it has."""
    newest = Article.objects.published().filter(tagged_items__tag=tag).newest_first().values("pk")[:LOOKED_AT]
    beside = Tag.objects.filter(tagged_items__content_object__in=newest, merged_into=None).exclude(pk=tag.pk)
    shared = beside.annotate(shared=Count("tagged_items")).order_by("-shared", "name", "pk")
    return list(shared[:RELATED])


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
