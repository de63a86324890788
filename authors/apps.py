"""The app of people."""

from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    """Who signs in, who writes, and the names seen in the archive."""

    name = "authors"
    verbose_name = "People"
