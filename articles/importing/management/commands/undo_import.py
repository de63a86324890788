"""`manage.py undo_import RUN`: take a loading back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import services
from articles.importing.models import ImportRun


class Command(BaseCommand):
    """Takes back what a run made; never asks."""

    help = "Take back a loading: what it made goes, what it overwrote comes back. Never asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("run", type=int, metavar="RUN", help="the number of the loading")
        parser.add_argument("--force", action="store_true", help="also what was changed since it was loaded")

    def handle(self, *args: Any, **given: Any) -> None:
        """Undo, and list what was kept."""
        run = ImportRun.objects.filter(pk=given["run"]).first()
        if run is None:
            raise CommandError(f"There is no loading {given['run']}.")
        try:
            kept = services.undo(run, user=None, force=given["force"])
        except services.NotUndoableError as error:
            raise CommandError(str(error)) from error
        for article in kept:
            self.stdout.write(f"kept, because it was changed since: {article.pk} {article.headline}")
        if kept:
            self.stdout.write(f"To take these back too: manage.py undo_import {run.pk} --force")
        self.stdout.write(f"Loading {run.pk} is undone.")
