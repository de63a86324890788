"""`manage.py sweep_pictures`: delete files of loaded pictures that nothing uses, as a killed loading leaves them."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing.pictures import sweeping


class Command(BaseCommand):
    """Deletes the files of pictures that no row and no text uses; young ones are left."""

    help = "Delete the files of loaded pictures that nothing uses (older than six hours)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and name each."""
        gone = sweeping.sweep()
        for name in gone:
            self.stdout.write(name)
        self.stderr.write(f"{len(gone)} files deleted.")
