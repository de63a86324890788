"""A line of a related list at the desk, and the lines that are kept of a column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.editing import wording
from articles.editing.related import deeds
from articles.models import Article
from articles.related import shown
from articles.related.models import BadMatch, RelatedHeadline
from articles.related.reasons import reason
from authors.models import User

Origin = RelatedHeadline.Origin
# What a part of a score is called at the desk; one that is new in the ranking goes by its own name.
PARTS = {
    "answers": "answer", "link": "link", "series": "series", "tags": "subjects", "people": "people", "places": "places",
    "text": "words", "author": "columnist",
}  # fmt: skip
WAITS = "Not shown: others come first"
_ORDER = {Origin.PINNED: 0, Origin.COMPUTED: 1, Origin.BLOCKED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: the column it leads to, why it is there or not, what speaks for it, and what can be done about it."""

    article: Article
    why: str
    origin: str
    actions: tuple[tuple[str, str], ...]
    score: float | None = None
    figures: tuple[tuple[str, str], ...] = ()
    left_out: str = ""
    state: str = ""
    report: BadMatch | None = None


def rows(article: Article, user: User) -> list[Row]:
    """Return the lines that are kept of an article: pinned, computed, blocked. Three queries.

    More are kept than readers see, so that they see six when some have gone. What stands in where nothing is good
    enough says so, as the heading on the page does.
    """
    reported, box = reports(article), shown.box(article)
    seen = {line.id: box.heading if line.stands_in else "" for line in box.lines}
    found = article.related_headlines.select_related("related").defer("related__body")
    ordered = sorted(found, key=lambda row: (_ORDER[Origin(row.origin)], row.position, -row.score, -row.related_id))
    return [
        Row(
            article=row.related,
            why=" · ".join(filter(None, (seen.get(row.related_id), reason(row)))),
            origin=row.origin,
            actions=deeds.offered(article, user, row.origin, reported.get(row.related_id)),
            left_out=WAITS if row.origin == Origin.COMPUTED and row.related_id not in seen else "",
            state=state(row.related),
            report=reported.get(row.related_id),
        )
        for row in ordered
    ]


def reports(article: Article) -> dict[int, BadMatch]:
    """Return what was reported as a bad match in a column's list, by the id of the other column. One query."""
    found = BadMatch.objects.filter(article=article).select_related("related", "reported_by")
    return {report.related_id: report for report in found.defer("related__body")}


def state(article: Article) -> str:
    """Return the state of a column in words; "" where readers see it."""
    key, words = wording.state(article)
    return "" if key == "published" else words


def figures(parts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the parts of a score, each with its name and as a number of two places; what time makes of it last."""
    found = [
        (PARTS.get(name, name), f"{part['score']:.2f}") for name, part in parts.items() if isinstance(part, Mapping)
    ]
    time = parts.get("closeness")
    return (*found, ("time", f"× {time:.2f}")) if isinstance(time, float) else tuple(found)
