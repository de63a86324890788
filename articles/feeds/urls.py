"""The addresses of feeds: each lies beside its page."""

from django.urls.resolvers import URLPattern

app_name = "feeds"
urlpatterns: list[URLPattern] = []
