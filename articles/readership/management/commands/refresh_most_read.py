"""Make today's counted lists anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.readership import labels, services, watching
from articles.readership.models import MostReadList


class Command(BaseCommand):
    """The shell around `services.refresh_counted`."""

    help = "Make today's counted lists anew from the stored reads, and close the lists of days that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what today's lists are, or why there is none beside columns yet."""
        moment = timezone.now()
        made = services.refresh_counted(at=moment)
        if made is None:
            why = watching.silence(at=moment) or "there are too few columns, or too few readers today."
            self.stdout.write(f"There is no counted list yet: {why}")
            return
        for one in MostReadList.objects.filter(kind=MostReadList.Kind.COUNTED, day=made.day).order_by("window_days"):
            span = labels.span_of(one.window_days or 0)
            self.stdout.write(f"List {one.pk}, {one.day}, {span}: {one.entries.count()} places.")
