"""Search, and what the paper owns up to."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.views.generic import ListView

from articles import markup
from articles.models import Article, ArticleQuerySet, Byline, Correction
from articles.search import SearchResults, highlight, search
from authors.pages import ReaderPageMixin, UncountedPaginator

# What is longer is no query; the field in the form stops there too.
MAX_QUERY = 200


class SearchView(ReaderPageMixin, ListView):
    """Full-text search over what the public may see, each result with the words around what was found."""

    template_name = "articles/search.html"
    context_object_name = "articles"
    paginate_by = 20
    paginator_class = UncountedPaginator
    results: SearchResults

    def get_queryset(self) -> ArticleQuerySet:
        """Return what was found."""
        self.query = self.request.GET.get("q", "").strip()[:MAX_QUERY]
        self.results = search(self.query)
        return self.results.articles

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the results with their snippets."""
        context = super().get_context_data(**kwargs)
        terms = self.results.terms
        found = [(article, highlight(markup.text(article.body), terms)) for article in context["articles"]]
        problem = self.results.problem if self.query else ""
        onward = "&" + urlencode({"q": self.query})
        return context | {"query": self.query, "problem": problem, "found": found, "onward": onward}


class CorrectionListView(ReaderPageMixin, ListView):
    """Every correction of a column that has a page, the newest first."""

    template_name = "articles/correction_list.html"
    context_object_name = "corrections"
    paginate_by = 40
    paginator_class = UncountedPaginator

    def get_queryset(self) -> QuerySet[Correction]:
        """Return the notices with their columns."""
        readable = Article.objects.readable().filter(pk=OuterRef("article"))
        notices = Correction.objects.filter(Exists(readable)).newest_first()
        return notices.select_related("article").prefetch_related(Prefetch("article__bylines", Byline.objects.all()))
