"""`manage.py prune_uploads`: remove what loadings that are over have left on this machine; part of the day's work."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.importing import spool


class Command(BaseCommand):
    """Removes uploads that nobody waits for, and what a worker has noted of work that is done."""

    help = "Remove the uploads of loadings that are over, and a worker's notes of work that is done."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say of how many."""
        self.stdout.write(f"Removed the uploads of {spool.prune()} loadings.")
        if settings.LOADING_IN_BACKGROUND:  # without a worker there is nothing that this command would know
            call_command("prune_db_task_results")
