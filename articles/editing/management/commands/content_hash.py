"""`manage.py content_hash`: one hash of everything public and drafted."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.editing.content_hash import content_hash


class Command(BaseCommand):
    """Prints the hash; two databases of the same content print the same."""

    help = "Print one hash of everything public and drafted, without row ids and clock times."

    def handle(self, *args: Any, **given: Any) -> None:
        """Print it."""
        self.stdout.write(content_hash())
