"""Make the related headlines that changes of the tags of many columns left for later; part of the day's work."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.editing import retagging


class Command(BaseCommand):
    """Catch up, and say on how many columns."""

    help = "Make the related headlines of columns whose tags were changed many at once. Stopped, it may be run again."

    def handle(self, **options: Any) -> None:
        """Print how many columns it was."""
        self.stdout.write(f"Made the related headlines of {retagging.catch_up()} columns.")
