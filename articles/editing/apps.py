"""The app of the desk: the one write path and the admin."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """How an article changes, and the screens on which editors change it."""

    name = "articles.editing"
    label = "editing"
    verbose_name = "Desk"
