"""What search engines are given: the sitemap in sections, the news sitemap of the last two days, and robots.txt."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_section
from django.db.models import Max, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles import dates
from articles.models import Article, ArticleQuerySet, Precision, Series, Tag
from authors.models import Author

PAGE_SIZE = 2000
NEWS_AGE = timedelta(days=2)
MAX_NEWS = 1000
MAX_AGE = 3600


class PaperSitemap(Sitemap):
    """A section whose addresses carry the paper's own origin, whatever host was asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return http or https, as the paper's origin has it."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """Return the host and port of the paper."""
        return urlsplit(settings.SITE_URL).netloc


class ColumnSitemap(PaperSitemap):
    """Every public column, the oldest first, so that a full page of the sitemap stays as it is."""

    limit = PAGE_SIZE

    def items(self) -> ArticleQuerySet:
        """Return the columns with what an address and a date need."""
        needed = ("slug", "published_on", "published_at", "updated_at")
        return Article.objects.published().order_by("published_at", "id").only(*needed)

    def lastmod(self, item: Article) -> datetime | None:
        """Return the last change of substance."""
        return item.last_changed_at


class ListSitemap(PaperSitemap):
    """Pages that list columns: each is as new as the newest column on it."""

    model: type[Model]

    def items(self) -> Sequence[Model]:
        """Return what has a public column, with the newest one's date."""
        listed = self.model._default_manager.filter(articles__in=Article.objects.published())
        return list(listed.annotate(latest=Max("articles__published_at")).order_by("pk"))

    def lastmod(self, item: Any) -> datetime:
        """Return the date of the newest column."""
        latest: datetime = item.latest
        return latest


class AuthorSitemap(ListSitemap):
    """The pages of columnists."""

    model = Author


class TagSitemap(ListSitemap):
    """The pages of subjects."""

    model = Tag


class SeriesSitemap(ListSitemap):
    """The pages of series."""

    model = Series


class MonthSitemap(PaperSitemap):
    """The archive by month."""

    def items(self) -> Sequence[date]:
        """Return the months with a public column."""
        return list(Article.objects.published().dates("published_on", "month"))

    def location(self, item: date) -> str:
        """Return the path of the month's page."""
        return reverse("articles:month", args=[f"{item:%Y}", f"{item:%m}"])


class PageSitemap(PaperSitemap):
    """The pages that are there whatever is published."""

    def items(self) -> Sequence[str]:
        """Return the names of their addresses."""
        return ["articles:front", "articles:tags", "articles:corrections", "authors:list", "feeds:index"]

    def location(self, item: str) -> str:
        """Return the path of a page."""
        return reverse(item)


SECTIONS: dict[str, type[PaperSitemap]] = {
    "columns": ColumnSitemap,
    "columnists": AuthorSitemap,
    "subjects": TagSitemap,
    "series": SeriesSitemap,
    "months": MonthSitemap,
    "pages": PageSitemap,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Answer with the sections; that of columns is in pages, the others have one, with room for 50,000 lines."""
    pages = dict.fromkeys(SECTIONS, 1) | {"columns": ColumnSitemap().paginator.num_pages}
    items = [_page(name, number) for name, count in pages.items() for number in range(1, count + 1)]
    changed = _last_change()
    context = {"sitemaps": [{"location": location, "last_mod": changed} for location in items]}
    return _cached(render(request, "sitemap_index.xml", context, content_type="application/xml"))


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Answer with one section; Http404 where there is none or it has no such page."""
    return _cached(django_section(request, sitemaps=dict(SECTIONS), section=section).render())


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Answer with the columns of the last two days, as news search engines ask."""
    recent = Article.objects.published().filter(published_at__gte=timezone.now() - NEWS_AGE).newest_first()
    context = {"articles": [(article, _news_date(article)) for article in recent[:MAX_NEWS]]}
    return _cached(render(request, "feeds/news_sitemap.xml", context, content_type="application/xml"), max_age=300)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what crawlers may read."""
    return _cached(render(request, "robots.txt", content_type="text/plain; charset=utf-8"))


def _page(section: str, number: int) -> str:
    address = settings.SITE_URL + reverse("sitemap_section", args=[section])
    return address if number == 1 else f"{address}?p={number}"


def _last_change() -> datetime | None:
    """Return when a public column appeared or was saved last: any section may have changed then, and none since."""
    published = Article.objects.published()
    appeared = published.order_by("-published_at").values_list("published_at", flat=True)[:1]
    saved = published.order_by("-modified_at").values_list("modified_at", flat=True)[:1]
    return max((moment for moment in (*appeared, *saved) if moment), default=None)


def _news_date(article: Article) -> str:
    """Return the date of a column: with its time only where the time is known."""
    if article.published_at is None:
        return ""
    written = dates.rfc3339(article.published_at)
    return written if article.published_precision == Precision.MINUTE else written[: len("2011-04-03")]


def _cached(response: HttpResponse, *, max_age: int = MAX_AGE) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=max_age)
    return response
