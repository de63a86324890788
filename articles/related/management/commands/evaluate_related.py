"""Measure the ranking of related headlines on a file of judged documents; the database is not touched."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.related import evaluation, judged_pairs

Read = TypeVar("Read")


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
        parser.add_argument(
            "--bad-matches", type=Path, metavar="PAIRS.jsonl", help="also say how many of these pairs are still shown"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        """Print P@5, nDCG@10, recall@10 and MAP, and what became of bad matches where these are given."""
        documents = _read(evaluation.read, file)
        pairs = _read(judged_pairs.read, options["bad_matches"]) if options["bad_matches"] else None
        lists = list(self._counted(evaluation.rankings(documents), len(documents)))
        if options["lists"]:
            self._write(options["lists"], documents, lists)
        figures: dict[str, Any] = dict(evaluation.figures(documents, lists))
        if pairs is not None:
            figures["bad matches"] = judged_pairs.figures(documents, lists, pairs)
        self.stdout.write(json.dumps(figures) if options["json"] else _in_words(figures))

    def _counted(self, lists: Iterator[list[int]], total: int) -> Iterator[list[int]]:
        yield from tqdm(lists, total=total, unit=" documents", file=self.stderr, mininterval=0.5)

    @staticmethod
    def _write(path: Path, documents: Sequence[evaluation.Document], lists: Sequence[Sequence[int]]) -> None:
        with path.open("w", encoding="utf-8") as out:
            for document, places in zip(documents, lists, strict=True):
                line = {"id": document.key, "related": [documents[place].key for place in places]}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _in_words(figures: Mapping[str, Any]) -> str:
    """Return a line for each figure."""
    told = {
        name: ", ".join(f"{number} {what}" for what, number in value.items()) if isinstance(value, Mapping) else value
        for name, value in figures.items()
    }
    return "\n".join(f"{name}: {value}" for name, value in told.items())


def _read(reading: Callable[[Path], list[Read]], path: Path) -> list[Read]:
    """Return what a file holds; a CommandError names it where it cannot be read."""
    try:
        return reading(path)
    except (OSError, ValueError, EOFError) as error:
        raise CommandError(f"{path}: {error}") from error
