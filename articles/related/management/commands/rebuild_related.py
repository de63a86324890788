"""Make all related headlines anew: after a big load, an upgrade that changes the scores, or a repair by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.related import services


class Command(BaseCommand):
    """Rebuild everything, with progress."""

    help = "Make all related headlines anew, with progress. Pins and blocks stay. Readers see the old lists meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("--anew", action="store_true", help="do not go on where an earlier call was stopped")

        parser.add_argument(
            "--if-grown",
            action="store_true",
            help="only when a fifth more columns are here than words were learnt from",
        )

    def handle(self, **options: Any) -> None:
        """Rebuild batch by batch."""
        if options["if_grown"] and not services.is_old():
            self.stderr.write("Few columns have come since all lists were made.")
            return
        bars: dict[str, tqdm[Any]] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = tqdm(total=total, desc=what, unit=" articles", file=self.stderr, mininterval=0.5)
            bars[what].update(done - bars[what].n)
            if done >= total:
                bars[what].close()

        lists = services.rebuild(report, anew=options["anew"])
        self.stderr.write(f"Made {lists} lists.")
