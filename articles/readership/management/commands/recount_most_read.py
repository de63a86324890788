"""Count a kept list again, and compare."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.readership import recounting
from articles.readership.models import MostReadList
from articles.readership.recounting import Recount, Verdict

WORDS = {
    Verdict.SAME: "The same.",
    Verdict.ANOTHER: "Not the same.",
    Verdict.IMPOSSIBLE: "It cannot be counted again.",
    Verdict.TABLES_DIFFER: "The same; but the tables do not hold what it was counted from.",
}


class Command(BaseCommand):
    """The shell around `recounting.recount`; its verdict is the exit code."""

    help = (
        "Count a kept list again by the rules of its time, from the reads that it kept, and compare places and hash;"
        " then compare these reads with the tables, while they hold them. Exit 0: the same (or a list that was not"
        " counted here). 1: another. 2: the call was wrong. 3: it cannot be counted again. 4: the same, but the tables"
        " hold other reads."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the list's id."""
        parser.add_argument("list_id", type=int)
        parser.add_argument(
            "--canonical", action="store_true", help="print the text that the hash is of, and nothing else"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what came of it."""
        counted = MostReadList.objects.filter(pk=options["list_id"]).first()
        if counted is None:
            raise CommandError(f"There is no list {options['list_id']}.", returncode=2)
        if options["canonical"]:
            self._print_canonical(counted)
            return
        found = recounting.recount(counted)
        self.stdout.write(f"List {counted.pk}: {counted}{_made_by(counted)}")
        self._compare(found)
        if counted.kind == MostReadList.Kind.COUNTED:
            self.stdout.write(WORDS[found.verdict])
        if found.verdict:
            sys.exit(found.verdict)

    def _compare(self, found: Recount) -> None:
        if found.digest:
            self.stdout.write(f"stored    {found.stored_digest}\nrecounted {found.digest}")
        for side, place in found.differences:
            self.stdout.write(
                f"  {side:9} place {place.rank}: {place.guid or 'a deleted column'}, {place.reads} readers"
            )
        for note in found.notes:
            self.stdout.write(note)

    def _print_canonical(self, counted: MostReadList) -> None:
        try:
            self.stdout.write(recounting.canonical(counted), ending="")
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error


def _made_by(counted: MostReadList) -> str:
    if counted.kind != MostReadList.Kind.COUNTED:
        return ""
    return f", rules {counted.rules.get('version', 1)}"
