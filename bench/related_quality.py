"""How good related headlines are on judged documents, and what each choice is worth.

    .venv/bin/python bench/related_quality.py ../shared/related/*.jsonl.gz

Prints one JSON object a line: the ranking as it is on the site, then with one constant changed at a time. The figures
that led to the present constants stand in docs/decisions/0006-related-rows.md.
"""

import argparse
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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

# ruff: noqa: E402 the settings must be there before the models
from articles.related import archive, evaluation, promise, scoring, terms

# What else the constants could be: module, name, other values.
OTHERWISE: tuple[tuple[ModuleType, str, tuple[Any, ...]], ...] = (
    (terms, "HEADLINE_COUNTS", (1, 3)),
    (promise, "WORDS", (15, 25, 80)),
    (archive, "COMPARED", (30, 100, 300)),
    (scoring, "FADING", (0.0, 0.5)),
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
    held = Counter(label for document in documents for label in document.labels)
    rare = {
        number
        for number, document in enumerate(documents)
        if document.labels
        and max(held[label] for label in document.labels) < RARE_BELOW
        and max(held[label] for label in document.labels) >= RARE_FROM
    }
    return {
        **evaluation.figures(documents, lists),
        "rare": evaluation.figures(documents, lists, of=rare),
        "documents": len(documents),
        "seconds": round(time.perf_counter() - start, 1),
    }


def main() -> None:
    """Measure each file as it is and otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", action="store_true", help="only as it is on the site")
    options = parser.parse_args()
    for path in options.files:
        print(json.dumps({"file": path.name, "as": "on the site", **measure(path)}), flush=True)
        for module, name, values in () if options.only else OTHERWISE:
            for value in values:
                with changed(module, name, value):
                    print(json.dumps({"file": path.name, "as": f"{name} = {value}", **measure(path)}), flush=True)


if __name__ == "__main__":
    main()
