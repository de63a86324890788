"""The addresses of columns, archives, tags, series, search and corrections."""

from django.urls.resolvers import URLPattern

app_name = "articles"
urlpatterns: list[URLPattern] = []
