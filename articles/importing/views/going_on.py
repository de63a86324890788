"""Work on many documents that takes more than a request: how far it is, and what the page sends for the next step."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from articles.importing.teaching.mending import Mended
from articles.importing.views.numbers import number_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A lesson with documents that are still to be read: what is done and left, and the document that was the last."""

    lesson: int
    deed: str
    words: str
    mended: int = 0
    still: int = 0
    left: int
    after: int = 0

    @property
    def done(self) -> int:
        """How many were read."""
        return self.mended + self.still

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.done + self.left

    @property
    def counts(self) -> str:
        """What became of those that were read, in words."""
        return f"{self.mended:,} can go on, {self.still:,} still held" if self.deed == TEACH else ""

    @property
    def fields(self) -> dict[str, str | int]:
        """What the next step has to know."""
        numbers = {"lesson": self.lesson, "mended": self.mended, "still": self.still, "after": self.after}
        return {**numbers, "left": self.left}

    @property
    def query(self) -> str:
        """The same, for the address of the page that shows it."""
        return urlencode({**self.fields, "going": self.deed})


TEACH = "go_on"
WORDS = {TEACH: "Mending the group", "off": "Reading without the lesson", "delete": "Reading without the lesson"}


def asked(data: QueryDict) -> Going | None:
    """Return what an address or a form says; None where it says nothing of the kind."""
    deed, lesson = data.get("going", ""), number_in(data, "lesson")
    if deed not in WORDS or lesson is None:
        return None
    numbers = {name: number_in(data, name) or 0 for name in ("mended", "still", "left", "after")}
    return Going(lesson=lesson, deed=deed, words=WORDS[deed], **numbers)


def mending(done: Mended, data: QueryDict) -> Going:
    """Return how far a group is, after a step that was asked for by `data`."""
    return Going(
        lesson=done.lesson.pk,
        deed=TEACH,
        words=WORDS[TEACH],
        mended=done.mended + (number_in(data, "mended") or 0),
        still=done.still + (number_in(data, "still") or 0),
        left=done.left,
        after=done.after,
    )
