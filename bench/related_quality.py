"""How good related headlines are on judged documents, and what each choice is worth.

    .venv/bin/python bench/related_quality.py ../shared/related/*.jsonl.gz

Prints one JSON object a line: plain methods (`related_baselines`), the ranking as it is on the site, then that with one
constant changed at a time. The figures that led to the present constants
stand in docs/decisions/0017-what-columns-mean.md.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

# ruff: noqa: E402 the settings must be there before the models
import related_baselines

from articles.related import archive, evaluation, meaning, scoring, terms

# What else the constants could be: module, name, other values.
OTHERWISE: tuple[tuple[ModuleType, str, tuple[Any, ...]], ...] = (
    (terms, "HEADLINE_COUNTS", (1, 3)),
    (archive, "WORDS", (15, 25, 80)),
    (archive, "COMPARED", (60, 100, 200, 500)),
    (scoring, "FADING", (0.0, 0.5)),
    (scoring, "HEADING", (0.0, 0.3)),
    (scoring, "ENOUGH", (0.02, 0.08)),
    (meaning, "DIMENSIONS", (150, 200, 300)),
    (meaning, "NEIGHBOURS", (0, 15, 20)),
    (meaning, "OWN", (1.0, 1.5)),
    (meaning, "LEAST", (10_000,)),
)
# "Rare": every label has fewer documents than this, and one of them at least so many.
RARE_BELOW, RARE_FROM = 100, 6


@contextmanager
def changed(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    """Give a constant another value for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def measure(path: Path) -> dict[str, Any]:
    """Return the figures over all documents, those over documents of rare labels, and the seconds it took."""
    start = time.perf_counter()
    documents = evaluation.read(path)
    lists = list(evaluation.rankings(documents))
    return {**judged(documents, lists), "seconds": round(time.perf_counter() - start, 1)}


def judged(documents: list[evaluation.Document], lists: list[list[int]]) -> dict[str, Any]:
    """Return the figures of lists over all documents, and over those of rare labels."""
    held = Counter(label for document in documents for label in document.labels)
    most = [max((held[label] for label in document.labels), default=0) for document in documents]
    rare = {number for number, held_by in enumerate(most) if RARE_FROM <= held_by < RARE_BELOW}
    figures = evaluation.figures(documents, lists)
    return {**figures, "rare": evaluation.figures(documents, lists, of=rare), "documents": len(documents)}


def baselines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the figures of plain methods on the same documents."""
    documents = evaluation.read(path)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    texts = [(row.get("headline") or "", row.get("text") or "") for row in rows]
    for name, lists in related_baselines.lists(texts):
        yield {"as": name, **judged(documents, lists)}


def main() -> None:
    """Measure each file as it is and otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", action="store_true", help="only as it is on the site")
    options = parser.parse_args()
    for path in options.files:
        for figures in () if options.only else baselines(path):
            print(json.dumps({"file": path.name, **figures}), flush=True)
        print(json.dumps({"file": path.name, "as": "on the site", **measure(path)}), flush=True)
        for module, name, values in () if options.only else OTHERWISE:
            for value in values:
                with changed(module, name, value):
                    print(json.dumps({"file": path.name, "as": f"{name} = {value}", **measure(path)}), flush=True)


if __name__ == "__main__":
    main()
