"""Search, and what the paper owns up to."""


from django.db.models import Prefetch, QuerySet
from django.views.generic import ListView

from articles.models import Article, ArticleQuerySet, Byline, Correction
from authors.pages import ReaderPageMixin, UncountedPaginator


class SearchView(ReaderPageMixin, ListView):
    """Full-text search over what the public may see."""

    template_name = "articles/search.html"
    context_object_name = "articles"
    paginate_by = 20
    paginator_class = UncountedPaginator

    def get_queryset(self) -> ArticleQuerySet:
        """Return what was found."""
        return Article.objects.none()


class CorrectionListView(ReaderPageMixin, ListView):
    """Every correction of a column that has a page, the newest first."""

    template_name = "articles/correction_list.html"
    context_object_name = "corrections"
    paginate_by = 40
    paginator_class = UncountedPaginator

    def get_queryset(self) -> QuerySet[Correction]:
        """Return the notices with their columns."""
        readable = Article.objects.readable()
        notices = Correction.objects.filter(article__in=readable).order_by("-issued_on", "-id")
        return notices.select_related("article").prefetch_related(Prefetch("article__bylines", Byline.objects.all()))
