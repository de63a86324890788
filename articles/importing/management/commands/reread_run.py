"""`manage.py reread_run`: read the files of an earlier loading again, and say first what would differ."""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import rereads
from articles.importing.models import ImportRun
from articles.importing.rereads import Kind, Reread

WRONG_CALL = 2
WORDS = {
    Kind.OPEN: "undecided",
    Kind.COLUMN: "its column",
    Kind.TOUCHED: "its column, changed since",
    Kind.WORSE: "kept as it is",
}


class Command(BaseCommand):
    """Reads a run again; see docs/importing.md."""

    help = "Read an earlier loading again with today's reader. Without --apply it only says what would differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("run", type=int, metavar="RUN", help="the number of the loading")
        parser.add_argument("--apply", action="store_true", help="keep what differs, as a loading of its own")
        parser.add_argument(
            "--take", action="append", default=[], metavar="SOURCE",
            help="overwrite what an editor changed of this document; repeatable",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print a line of JSON for each document that differs")

    def handle(self, *args: Any, **given: Any) -> None:
        """Compare or apply, and sum up on stderr."""
        run = ImportRun.objects.filter(pk=given["run"]).first()
        if run is None or run.status == ImportRun.Status.UNDONE:
            why = f"Loading {given['run']} was undone." if run else f"There is no loading {given['run']}."
            raise CommandError(why, returncode=WRONG_CALL)
        if given["apply"]:
            self._apply(run, given)
        else:
            self._compare(run, as_json=given["json"])

    def _compare(self, run: ImportRun, *, as_json: bool) -> None:
        counts: Counter[str] = Counter()
        for found in rereads.compare(run):
            counts[found.kind.value] += 1
            if found.kind is not Kind.SAME:
                self._say(found, None, as_json=as_json)
        differ = sum(counts.values()) - counts[Kind.SAME.value]
        self.stderr.write(f"{differ} of {sum(counts.values())} documents differ. Nothing written; --apply keeps it.")

    def _apply(self, run: ImportRun, given: dict[str, Any]) -> None:
        new, done = rereads.apply(run, user=None, via=ImportRun.Via.COMMAND, take=frozenset(given["take"]))
        for found, outcome in done:
            self._say(found, outcome, as_json=given["json"])
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(new.counts.items()))
        self.stderr.write(f"Loading {new.pk}: {counts or 'nothing'}. Take it back with: manage.py undo_import {new.pk}")

    def _say(self, found: Reread, outcome: str | None, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({**found.plain(), "outcome": outcome}, ensure_ascii=False))
            return
        self.stdout.write(f"{found.staged.source}  ({WORDS[found.kind]}{f', {outcome}' if outcome else ''})")
        for change in found.changes:
            stays = " (an editor's value stays)" if change.is_edited else ""
            self.stdout.write(f"    {change.name}: {_short(change.was)} -> {_short(change.now)}{stays}")
        if found.why:
            self.stdout.write(f"    {found.why}")


def _short(text: str) -> str:
    return json.dumps(" ".join(text.split())[:100], ensure_ascii=False)
