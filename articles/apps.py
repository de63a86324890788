"""The app that owns the content."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, their bylines, tags, series, corrections, pictures and revisions."""

    name = "articles"
    verbose_name = "Columns"
