"""Take off stored pictures what the camera tells of its owner: for those that came before this was done at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.editing import stored_pictures


class Command(BaseCommand):
    """`manage.py clean_pictures [--dry-run]`; see docs/operating.md."""

    help = "Take off stored pictures and portraits what the camera tells of its owner (place, time, names)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag that only looks."""
        parser.add_argument("--dry-run", action="store_true", help="only say which would be changed")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Clean them one by one, and say what was done."""
        cleaned = whole = 0
        for found in stored_pictures.clean(writes=not options["dry_run"]):
            if found.fault:
                self.stderr.write(f"{found.name} {found.fault}; it was left as it is.")
            elif found.is_cleaned:
                cleaned += 1
                self.stdout.write(found.name)
            else:
                whole += 1
        verb = "would be cleaned" if options["dry_run"] else "cleaned"
        self.stdout.write(f"{cleaned} {verb}, {whole} had nothing to take off.")
