"""The related headlines that readers see beside an article: one query, whatever the list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.urls import reverse

from articles import moments
from articles.models import Article, Byline
from articles.related.exclusions import offered_nowhere
from articles.related.models import RelatedHeadline
from articles.related.reasons import listed, sentence
from articles.related.rows import STANDS_IN
from articles.related.scoring import order
from articles.related.selection import MORE_BY_THE_AUTHOR, Entry, shown

RELATED, BY_THE_AUTHOR, BY_THE_AUTHORS = "Related columns", "More by this author", "More by these authors"

_FIELDS = (
    "related_id", "origin", "position", "score", "parts", "related__headline", "related__slug",
    "related__published_on", "related__published_at", "related__published_precision", "related__language",
    "related__bylines__role", "related__bylines__name_as_printed", "related__bylines__author__name",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Line:
    """One headline of the list, with what a page or a program says of it; `day` is as exact as it is known."""

    id: int
    headline: str
    url: str
    language: str
    published_on: date
    published_at: datetime
    day: str
    origin: str
    stands_in: bool
    score: float
    parts: dict[str, Any]
    reason: str
    authors: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def signed(self) -> str:
        """Who wrote it, as one line; everybody credited where nobody wrote, "" where nobody is."""
        names = self.authors or self.others
        return listed(names) if names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The list of an article at a moment: what stands over it, and its lines in order. No line, no box."""

    heading: str
    lines: list[Line]


def box(article: Article, *, at: datetime | None = None) -> Box:
    """Return what stands beside an article at a moment (default: now): only what is public then.

    What the desk pinned and what is good enough. Where there is none of it, more by the author: the heading says so.
    """
    found = _lines(_rows(article, at))
    pinned = [_entry(line) for line in found if line.origin == RelatedHeadline.Origin.PINNED]
    computed = [line for line in found if line.origin == RelatedHeadline.Origin.COMPUTED]
    kept = [_entry(line) for line in computed if not line.stands_in]
    by_id = {line.id: line for line in found}
    listed = [by_id[entry.id] for entry in shown(kept, pinned, article.published_at)]
    if listed:
        return Box(heading=RELATED, lines=listed)
    stand_ins = [line for line in computed if line.stands_in][:MORE_BY_THE_AUTHOR]
    people = {name for line in stand_ins for name in line.parts.get("author", {}).get("names", ())}
    return Box(heading=BY_THE_AUTHORS if len(people) > 1 else BY_THE_AUTHOR, lines=stand_ins)


def lines(article: Article, *, at: datetime | None = None) -> list[Line]:
    """Return the lines of an article's box at a moment (default: now), in order."""
    return box(article, at=at).lines


def _rows(article: Article, at: datetime | None) -> Iterable[dict[str, Any]]:
    """Return the rows that may be shown at a moment, one for each byline, so that the authors cost no query."""
    public = Article.objects.published(at=at).filter(pk=OuterRef("related"))
    rows = (
        RelatedHeadline.objects.filter(Exists(public), ~offered_nowhere("related"), article=article)
        .exclude(origin=RelatedHeadline.Origin.BLOCKED)
        .order_by(
            Case(When(origin=RelatedHeadline.Origin.PINNED, then=Value(0)), default=Value(1)),
            "position", "-score", F("related__published_at").desc(), "-related_id",
            "related__bylines__position", "related__bylines__id",
        )
    )  # fmt: skip
    found: Iterable[dict[str, Any]] = rows.values(*_FIELDS)
    return found


def _lines(rows: Iterable[dict[str, Any]]) -> list[Line]:
    found: dict[int, Line] = {}
    for row in rows:
        line = found.get(row["related_id"])
        if line is None:
            line = found[row["related_id"]] = _line(row)
        name = row["related__bylines__name_as_printed"] or row["related__bylines__author__name"]
        if name:
            wrote = row["related__bylines__role"] == Byline.Role.WRITER
            (line.authors if wrote else line.others).append(name)
    return list(found.values())


def _line(row: dict[str, Any]) -> Line:
    on, origin = row["related__published_on"], row["origin"]
    return Line(
        id=row["related_id"],
        headline=row["related__headline"],
        url=reverse("articles:detail", args=[f"{on:%Y}", f"{on:%m}", f"{on:%d}", row["related__slug"]]),
        language=row["related__language"],
        published_on=on,
        published_at=row["related__published_at"],
        day=moments.in_words(row["related__published_at"], moments.to_the_day(row["related__published_precision"])),
        origin=origin,
        stands_in=origin == RelatedHeadline.Origin.COMPUTED and row["position"] >= STANDS_IN,
        score=row["score"],
        parts=row["parts"],
        reason=sentence(origin, row["parts"]),
    )


def _entry(line: Line) -> Entry:
    return Entry(
        id=line.id,
        score=line.score,
        order=order(line.score, line.published_at, line.id),
        published_at=line.published_at,
    )
