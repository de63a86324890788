"""Write what the desk reported as bad matches, for `evaluate_related` to judge rankings by."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.related import exporting


class Command(BaseCommand):
    """Write JSON lines."""

    help = "Write the reported bad matches as JSON lines, and if wanted the published columns they are about."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the pairs go, and the documents."""
        parser.add_argument("file", type=Path, metavar="OUT.jsonl", help="where the reported pairs go")
        parser.add_argument("--documents", type=Path, metavar="DOCS.jsonl", help="also write the columns there")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Write, and say how many."""
        pairs = self._write(file, exporting.bad_matches())
        said = f"{pairs} bad match{'' if pairs == 1 else 'es'} in {file}"
        if options["documents"]:
            columns = self._write(options["documents"], exporting.documents())
            said += f", {columns} column{'' if columns == 1 else 's'} in {options['documents']}"
        self.stderr.write(f"{said}.")

    @staticmethod
    def _write(path: Path, lines: Iterable[dict[str, Any]]) -> int:
        number = 0
        try:
            with path.open("w", encoding="utf-8") as out:
                for number, line in enumerate(lines, start=1):  # noqa: B007 counted for what is said
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        return number
