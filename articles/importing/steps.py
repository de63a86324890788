"""What became of each document of a loading: the values that the loader and its callers share."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from articles.importing.documents import Document, Notice
from articles.importing.models import StagedDocument
from articles.models import Article

Outcome = StagedDocument.Outcome
# Outcomes of documents that are known: they make no row of their own.
REPEATED = frozenset({Outcome.UNCHANGED, Outcome.DUPLICATE})
MOST_REPEATS = 1000  # that a run keeps by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of one document. `notices` are the reader's and the loader's.

    `is_brief`: the document was known by its bytes; what it says stands in its row (`report`).
    """

    document: Document
    outcome: str
    staged: StagedDocument | None
    article: Article | None
    tags: tuple[str, ...]
    notices: tuple[Notice, ...]
    is_brief: bool = False

    def repeat(self) -> dict[str, Any]:
        """Return the line that a run keeps of a document that made no row of its own."""
        return {
            "source": self.document.source,
            "outcome": self.outcome,
            "article": self.article.pk if self.article else None,
            "staged": self.staged.pk if self.staged else None,
        }


class Tally:
    """Counts the documents of a run by outcome, and keeps the first of those that made no row."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.counts: Counter[str] = Counter()
        self.repeats: list[dict[str, Any]] = []

    def add(self, step: Step) -> None:
        """Count one document."""
        self.counts[str(step.outcome)] += 1
        if step.outcome in REPEATED and len(self.repeats) < MOST_REPEATS:
            self.repeats.append(step.repeat())
