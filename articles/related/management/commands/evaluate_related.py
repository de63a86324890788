"""Measure the ranking of related headlines on a file of judged documents; the database is not touched."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.related import evaluation


class Command(BaseCommand):
    """Read documents, rank each one's neighbours, print the figures."""

    help = "Measure related headlines on JSON lines of id, headline, text, date, tags and labels. Reads no database."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and where the lists go."""
        parser.add_argument("file", type=Path, help="a file of JSON lines, plain or .gz")
        parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")
        parser.add_argument("--lists", type=Path, metavar="OUT.jsonl", help="also write the lists there")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Print P@5, nDCG@10, recall@10 and MAP."""
        try:
            documents = evaluation.read(file)
        except (OSError, ValueError, EOFError) as error:
            raise CommandError(f"{file}: {error}") from error
        lists = list(self._counted(evaluation.rankings(documents), len(documents)))
        if options["lists"]:
            self._write(options["lists"], documents, lists)
        figures = evaluation.figures(documents, lists)
        self.stdout.write(
            json.dumps(figures) if options["json"] else "\n".join(f"{name}: {value}" for name, value in figures.items())
        )

    def _counted(self, lists: Iterator[list[int]], total: int) -> Iterator[list[int]]:
        yield from tqdm(lists, total=total, unit=" documents", file=self.stderr, mininterval=0.5)

    @staticmethod
    def _write(path: Path, documents: Sequence[evaluation.Document], lists: Sequence[Sequence[int]]) -> None:
        with path.open("w", encoding="utf-8") as out:
            for document, places in zip(documents, lists, strict=True):
                line = {"id": document.key, "related": [documents[place].key for place in places]}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
