"""The addresses of the desk that Django's admin does not have: previews and suggestions."""

from django.urls.resolvers import URLPattern

app_name = "editing"
urlpatterns: list[URLPattern] = []
