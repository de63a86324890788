"""What of an article its related headlines are made from: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

# One for all: an archive of columns holds it a hundred thousand times.
NOTHING: Mapping[Any, Any] = MappingProxyType({})


def _nothing() -> Mapping[Any, Any]:
    return NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What of an article matters here. Names are kept with the ids, for the reasons; weights are `terms.weights`.

    `tags` are those that it carries, and of people and places those that its text alone names too (`named`).
    `heading` are those of the headline alone. `leads_to` and `led_from` are the columns that it links to and those
    that link to it; of the two that are compared it is enough that one knows.
    """

    id: int
    published_at: datetime | None = None
    authors: Mapping[int, str] = field(default_factory=_nothing)
    papers: frozenset[int] = frozenset()
    tags: Mapping[int, str] = field(default_factory=_nothing)
    named: frozenset[int] = frozenset()
    series: int | None = None
    series_name: str = ""
    answers: int | None = None
    leads_to: frozenset[int] = frozenset()
    led_from: frozenset[int] = frozenset()
    weights: Mapping[str, float] = field(default_factory=_nothing)
    heading: Mapping[str, float] = field(default_factory=_nothing)

    @property
    def writers(self) -> frozenset[int]:
        """The people who wrote it; the paper itself is nobody."""
        return frozenset(self.authors) - self.papers
