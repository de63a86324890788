"""The addresses of columnists."""

from django.urls.resolvers import URLPattern

app_name = "authors"
urlpatterns: list[URLPattern] = []
