"""The addresses of the loader, below the desk."""

from django.urls.resolvers import URLPattern

app_name = "importing"
urlpatterns: list[URLPattern] = []
