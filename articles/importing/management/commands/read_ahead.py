"""`manage.py read_ahead`: the process that `reading_ahead` starts to read files; nobody else needs it."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing import reading_process


class Command(BaseCommand):
    """Reads files for a loading until its standard input ends."""

    help = "Read files for a loading, which starts this by itself: not for people."
    requires_system_checks = ()

    def handle(self, *args: Any, **given: Any) -> None:
        """Serve the loading that started this."""
        reading_process.serve()
