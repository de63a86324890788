"""Learn from the archive's tagged columns which tags fit which words; run it nightly, or after a big load."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.editing.subjects import kept
from articles.editing.subjects.judging import LEVELS


class Command(BaseCommand):
    """Learn, and say how good it is."""

    help = (
        "Learn from the archive's tagged columns which tags to suggest for others. The old knowledge stays meanwhile."
    )

    def handle(self, **options: Any) -> None:
        """Print what it was learnt from, and its figures on columns held out."""
        learnt = kept.learn()
        figures = learnt.figures
        self.stdout.write(f"Learnt {len(learnt.usual)} tags from {learnt.columns} tagged columns.")
        precision, recall = figures["precision_at_5"], figures["recall_at_5"]
        self.stdout.write(f"On those held out: precision at 5 {precision:.3f}, recall at 5 {recall:.3f}.")
        for level in LEVELS:
            right, found = figures[f"right_above_{level}"], figures[f"found_above_{level}"]
            self.stdout.write(f"Surer than {level:.0%}: {right:.0%} right, {found:.0%} of all tags found.")
