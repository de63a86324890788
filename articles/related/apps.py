"""The app that leads from an article to its related headlines."""

from django.apps import AppConfig


class RelatedConfig(AppConfig):
    """From an article to its related headlines, with reasons."""

    name = "articles.related"
    label = "related"
    verbose_name = "Related headlines"
