"""Every address of the site; the apps' own modules say what lies below each."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from articles import sitemaps
from config import health, icons, media

handler403 = "config.refusals.refused"
urlpatterns = [
    path("admin/load/", include("articles.importing.urls")),
    path("admin/desk/", include("articles.editing.urls")),
    path("admin/reads/", include("articles.editing.reads.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.picture, name="media"),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("", include("articles.feeds.urls")),
    path("", include("articles.readership.urls")),
    path("authors/", include("authors.urls")),
    path("", include("articles.urls")),
]
