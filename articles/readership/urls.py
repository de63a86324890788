"""The addresses of most-read lists and of the beacon."""

from django.urls.resolvers import URLPattern

app_name = "readership"
urlpatterns: list[URLPattern] = []
