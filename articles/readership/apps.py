"""The app that leads from a page view to the most-read list."""

from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    """From a page view to the most-read list and its dated snapshots."""

    name = "articles.readership"
    label = "readership"
    verbose_name = "Most read"
