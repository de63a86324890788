"""How good suggested tags are: the tags of a fifth of a tagged archive are held out and suggested from the rest.

    .venv/bin/python bench/tag_suggestions.py ../shared/related/*.jsonl.gz [--folds 1]

Each line of a file is a document: {"headline", "text", "labels"}; the labels are its tags, called by their own name.
Prints one JSON object a line: precision and recall at 5, macro-averaged over documents, of the suggestions as they are
on the site and of two baselines on the same documents (the most frequent tags; the tag's name stands in the text), the
best that any five could reach, and how many suggestions are right above each level of confidence. Every fold is held
out in turn unless `--folds` says how many. Which method was chosen, and why: docs/decisions/0010-suggested-tags.md.
"""

import argparse
import gzip
import hashlib
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np
from numpy.typing import NDArray

django.setup()

# ruff: noqa: E402 the settings must be there before the models
from articles.editing.subjects import judging, learning
from articles.editing.subjects.matrix import Corpus
from articles.related import terms
from articles.related.names import Names
from articles.words import prepare

FOLDS = 5
AT = 5
Lists = list[list[int]]
Numbers = NDArray[np.int64]


class Judged:
    """The documents of a file, with their labels as tags."""

    def __init__(self, path: Path) -> None:
        """Read it; the order is mixed by the documents' ids, so that a fold is no stretch of days."""
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows = [json.loads(line) for line in content.splitlines()]
        rows.sort(key=lambda row: hash_of(row["id"]))
        self.names = sorted({label for row in rows for label in row["labels"]})
        numbers = {label: number for number, label in enumerate(self.names)}
        self.right = [frozenset(numbers[label] for label in row["labels"]) for row in rows]
        self.texts = [(prepare(row["headline"]), prepare(row["text"] or "")) for row in rows]

    def corpus(self) -> Corpus:
        """Return the documents to learn from and to be scored."""
        names = Names(enumerate(self.names))
        corpus = Corpus()
        for (headline, text), right in zip(self.texts, self.right, strict=True):
            corpus.add(terms.weights(headline, text), right, names.found(headline.split(), text.split()))
        return corpus


def hash_of(key: str) -> str:
    """Return what mixes the order, the same in every run."""
    return hashlib.sha256(key.encode()).hexdigest()


def suggested(corpus: Corpus, known: Numbers, held: Numbers) -> tuple[Lists, dict[str, float]]:
    """Return what the site suggests for the documents held out, and the figures above each level."""
    learnt = learning.learn(corpus, known)
    found = learning.score(corpus, learnt.weights, held)
    ranked = [[candidate.tag for candidate, _ in learnt.judge.ranked(some)] for some in found]
    return ranked, judging.figures(learnt.judge, found, [frozenset(corpus.tags[place]) for place in held.tolist()])


def most_frequent(corpus: Corpus, known: Numbers, held: Numbers) -> Lists:
    """Return the tags that most known documents have, the same for each."""
    counts = Counter(tag for place in known.tolist() for tag in corpus.tags[place])
    best = [tag for tag, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:AT]]
    return [best for _ in held]


def named(corpus: Corpus, held: Numbers) -> Lists:
    """Return the tags whose name stands in the document, those named most often first."""
    found = []
    for place in held.tolist():
        namings = corpus.named[place]
        found.append(sorted(namings, key=lambda tag: (not namings[tag].in_headline, -namings[tag].times, tag))[:AT])
    return found


def at_five(lists: Lists, right: list[frozenset[int]]) -> dict[str, float]:
    """Return precision and recall at 5, the mean over documents."""
    hits = [len(set(some[:AT]) & tags) for some, tags in zip(lists, right, strict=True)]
    precision = sum(hits) / (AT * len(right))
    recall = sum(hit / len(tags) for hit, tags in zip(hits, right, strict=True)) / len(right)
    return {"precision_at_5": precision, "recall_at_5": recall}


def measure(path: Path, folds: int) -> dict[str, Any]:
    """Return the mean figures over some folds."""
    start = time.perf_counter()
    judged = Judged(path)
    corpus = judged.corpus()
    places = np.arange(len(corpus))
    totals: dict[str, Counter[str]] = {}
    for fold in range(folds):
        known, held = places[places % FOLDS != fold], places[places % FOLDS == fold]
        right = [judged.right[place] for place in held.tolist()]
        lists, levels = suggested(corpus, known, held)
        lines = {
            "suggested": {**levels, **at_five(lists, right)},
            "most_frequent": at_five(most_frequent(corpus, known, held), right),
            "name_in_text": at_five(named(corpus, held), right),
            "best_possible": at_five([sorted(tags) for tags in right], right),
        }
        for name, values in lines.items():
            totals.setdefault(name, Counter()).update(values)
    mean = {name: {key: round(value / folds, 4) for key, value in some.items()} for name, some in totals.items()}
    seconds = round(time.perf_counter() - start, 1)
    return {"file": path.name, "documents": len(corpus), "tags": len(judged.names), "seconds": seconds, **mean}


def main() -> None:
    """Measure each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many fifths are held out, one after the other")
    options = parser.parse_args()
    for path in options.files:
        print(json.dumps(measure(path, options.folds)), flush=True)


if __name__ == "__main__":
    main()
