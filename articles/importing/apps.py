"""The app that leads from a file to an article."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Loading: readers, staging, runs, undo."""

    name = "articles.importing"
    label = "importing"
    verbose_name = "Loading"
