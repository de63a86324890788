"""Delete hours that are older than they are kept for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.readership import rules, services


class Command(BaseCommand):
    """The shell around `services.prune`."""

    help = "Delete the hours of reads that are older than so many days; the lists made of them are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many days to keep."""
        parser.add_argument("--keep-days", type=int, default=rules.KEEP_DAYS, help="default: %(default)s")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows went."""
        if options["keep_days"] <= rules.WINDOW_DAYS:
            raise CommandError(f"Keep more than {rules.WINDOW_DAYS} days: today's list is counted from them.")
        self.stdout.write(f"Deleted {services.prune(keep_days=options['keep_days'])} hours.")
