"""Compute a counted list again from the stored reads, and compare."""

import sys
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.readership import days, most_read, reads, rules
from articles.readership.models import MostReadList


class Command(BaseCommand):
    """Exit 0: the stored list is what the hours give. 1: it is not. 2: the call was wrong."""

    help = "Compute a counted list again from the stored hours and compare. Exit 0: the same; 1: another."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the list's id."""
        parser.add_argument("list_id", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print both hashes and what they are of; leave with 1 where they differ."""
        counted = MostReadList.objects.filter(pk=options["list_id"]).first()
        if counted is None:
            raise CommandError(f"There is no list {options['list_id']}.", returncode=2)
        if counted.kind != MostReadList.Kind.COUNTED or counted.day is None or counted.counted_at is None:
            self.stdout.write(f"List {counted.pk} ({counted}) was not counted here: there is nothing to recount.")
            return
        stored, again = most_read.stored(counted), most_read.recount(counted)
        hashes = most_read.digest(counted, stored), most_read.digest(counted, again)
        self.stdout.write(f"List {counted.pk}, {counted.day}, {counted.window_days} days, rules {rules.VERSION}")
        self.stdout.write(f"stored    {hashes[0]}\nrecounted {hashes[1]}")
        if hashes[0] == hashes[1]:
            self.stdout.write("The same.")
            return
        self._explain(counted, stored, again)
        sys.exit(1)

    def _explain(self, counted: MostReadList, stored: list[most_read.Ranking], again: list[most_read.Ranking]) -> None:
        self.stdout.write("Not the same (place, article, readers):")
        for place in sorted(set(stored) ^ set(again)):
            side = "stored   " if place in stored else "recounted"
            self.stdout.write(f"  {side} {place.rank} {place.article_id} {place.reads}")
        if counted.day is None or counted.counted_at is None:
            return
        if counted.counted_at < days.end_of(counted.day):
            moment = timezone.localtime(counted.counted_at)
            self.stdout.write(f"Counted at {moment:%H:%M}, before its day was over: run refresh_most_read first.")
        if counted.day < reads.days_known_since(timezone.now()) + timedelta(days=rules.WINDOW_DAYS):
            self.stdout.write(
                f"Days are kept for {rules.DAYS_KEPT_DAYS} days: this list’s may have become months."
            )
