"""The related headlines that readers see beside an article: one query, whatever the list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.urls import reverse

from articles.models import Article
from articles.related.models import RelatedHeadline
from articles.related.reasons import sentence
from articles.related.selection import SHOWN

_FIELDS = (
    "pk", "related_id", "origin", "score", "parts", "related__headline", "related__slug", "related__published_on",
    "related__language", "related__bylines__name_as_printed", "related__bylines__author__name",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Line:
    """One headline of the list, with what a page or a program says of it."""

    id: int
    headline: str
    url: str
    language: str
    published_on: date
    origin: str
    score: float
    parts: dict[str, Any]
    reason: str
    authors: list[str] = field(default_factory=list)


def lines(article: Article, *, at: datetime | None = None) -> list[Line]:
    """Return the list of an article at a moment (default: now), in order; only what is public then."""
    public = Article.objects.published(at=at).filter(pk=OuterRef("related"))
    rows = (
        RelatedHeadline.objects.filter(Exists(public), article=article)
        .exclude(origin=RelatedHeadline.Origin.BLOCKED)
        .order_by(
            Case(When(origin=RelatedHeadline.Origin.PINNED, then=Value(0)), default=Value(1)),
            "position", "-score", F("related__published_at").desc(), "-related_id",
            "related__bylines__position", "related__bylines__id",
        )
    )  # fmt: skip
    return _lines(rows.values_list(*_FIELDS))[:SHOWN]


def _lines(rows: Iterable[tuple[Any, ...]]) -> list[Line]:
    """Return a line for each row; there is one row for each byline, so that the authors cost no query."""
    found: dict[int, Line] = {}
    for pk, related, origin, score, parts, headline, slug, day, language, printed, name in rows:
        line = found.get(pk)
        if line is None:
            url = reverse("articles:detail", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", slug])
            line = found[pk] = Line(
                id=related, headline=headline, url=url, language=language, published_on=day, origin=origin,
                score=score, parts=parts, reason=sentence(origin, parts),
            )  # fmt: skip
        if printed or name:
            line.authors.append(printed or name)
    return list(found.values())
