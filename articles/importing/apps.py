"""The app that leads from a file to an article."""

from django.apps import AppConfig, apps
from django.contrib import admin


class ImportingConfig(AppConfig):
    """Loading: readers, staging, runs, undo."""

    name = "articles.importing"
    label = "importing"
    verbose_name = "Loading"

    def ready(self) -> None:
        """Take what waits for a worker off the desk: it is the operator's. Every app's admin is registered by now."""
        admin.site.unregister(apps.get_model("django_tasks_database", "DBTaskResult"))
