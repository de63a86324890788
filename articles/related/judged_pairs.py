"""Pairs that editors called bad matches, as a set that rankings are judged by. No database.

A label says that two documents belong together; no label says that two do not, for most pairs were never looked at. A
report is such a judgement of one pair, one way, so that it is counted apart from the figures over labels: in how many
of the reported pairs a reader of the first document would still be shown the second.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.related.evaluation import Document
from articles.related.selection import SHOWN


@dataclass(frozen=True, slots=True)
class Reported:
    """That `related` is out of place beside `article`; both are ids of documents."""

    article: str
    related: str


def read(path: Path) -> list[Reported]:
    """Return the pairs of a file of JSON lines. ValueError names the line that is wrong."""
    with path.open(encoding="utf-8") as lines:
        return [_pair(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _pair(number: int, line: str) -> Reported:
    try:
        values = json.loads(line)
        return Reported(str(values["article"]), str(values["related"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"Line {number} is not a pair of article and related: {error}") from error


def figures(documents: Sequence[Document], lists: Sequence[Sequence[int]], pairs: Sequence[Reported]) -> dict[str, int]:
    """Return how many pairs were reported, how many of them the documents hold, and how many would still be shown.

    Shown is what is among the first places that a page has, without its rules of display.
    """
    places = {document.key: place for place, document in enumerate(documents)}
    known = [(places[one.article], places[one.related]) for one in pairs if {one.article, one.related} <= places.keys()]
    still = sum(related in lists[article][:SHOWN] for article, related in known)
    return {"reported": len(pairs), "known": len(known), "still shown": still}
