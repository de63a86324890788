"""Every address of the site; the apps' own modules say what lies below each."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/load/", include("articles.importing.urls")),
    path("admin/desk/", include("articles.editing.urls")),
    path("admin/", admin.site.urls),
    path("", include("articles.feeds.urls")),
    path("", include("articles.readership.urls")),
    path("authors/", include("authors.urls")),
    path("", include("articles.urls")),
]
