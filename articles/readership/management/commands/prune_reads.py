"""Move old reads into coarser buckets."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.readership import marks, pruning, rules


class Command(BaseCommand):
    """The shell around `pruning.prune`."""

    help = (
        f"Sum the hours of reads that are older than {rules.HOURS_KEPT_DAYS} days into days, and days older than"
        f" {rules.DAYS_KEPT_DAYS} days into months; delete referring hosts older than {rules.REFERRERS_KEPT_DAYS} days."
        " It may be stopped at any moment and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Show how far it is, then say what became of how many rows."""
        with tqdm(unit=" rows", disable=None, file=self.stderr) as bar:

            def show(done: pruning.Pruned) -> None:
                bar.update(done.hours + done.days + done.hosts - bar.n)

            done = pruning.prune(progress=show)
        # Marks of a day after which nobody came: a process that takes reads does this by itself.
        marks.shared.sweep()
        self.stdout.write(
            f"{done.hours} hours became days, {done.days} days became months, {done.hosts} rows of hosts were deleted."
        )
