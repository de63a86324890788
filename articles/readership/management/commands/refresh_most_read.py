"""Make today's counted list anew."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.readership import services


class Command(BaseCommand):
    """The shell around `services.refresh_counted`."""

    help = "Make today's counted list anew from the stored hours, and close the lists of days that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what today's list is, or that there is none yet."""
        counted = services.refresh_counted()
        if counted is None:
            self.stdout.write("There is no counted list yet: not every place has readers enough.")
        else:
            self.stdout.write(f"List {counted.pk}, {counted.day}: {counted.entries.count()} places.")
