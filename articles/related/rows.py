"""Reading and writing the rows of lists: what stands in them now, and what an article that has changed does to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from articles import bulk
from articles.models import Article, Byline
from articles.related.loading import WRITERS
from articles.related.models import RelatedHeadline
from articles.related.printed import Text
from articles.related.scoring import MINIMUM, Pair, order
from articles.related.selection import Entry, Hand

# Computed rows come after the pinned ones, and those that stand in where nothing is good enough after all others.
AFTER_PINNED = 1000
STANDS_IN = 2000
COMPUTED = RelatedHeadline.Origin.COMPUTED
PINNED = RelatedHeadline.Origin.PINNED
BLOCKED = RelatedHeadline.Origin.BLOCKED


@dataclass(slots=True)
class List:
    """The list of one article as it stands: its computed entries, and what the desk said; `since` is its moment."""

    since: datetime | None = None
    computed: dict[int, Entry] = field(default_factory=dict)
    hand: Hand = field(default_factory=Hand)

    @property
    def rest(self) -> list[Entry]:
        """Everything that stands in it."""
        return [*self.hand.pinned, *self.computed.values()]


def entry(found: Pair) -> Entry:
    """Return a pair as a candidate of a list."""
    return Entry(
        id=found.other.id,
        score=found.score,
        order=found.order,
        authors=frozenset(found.other.authors),
        published_at=found.other.published_at,
    )


def lists_of(article_ids: Iterable[int]) -> dict[int, List]:
    """Return the lists of these articles as they stand: two queries whatever their number."""
    rows = list(
        RelatedHeadline.objects.filter(article__in=list(article_ids))
        .order_by("position", "pk")
        .values_list("article_id", "related_id", "origin", "score", "related__published_at", "article__published_at")
    )
    authors = _authors({related for _, related, *_ in rows})
    lists: dict[int, List] = defaultdict(List)
    for article_id, related, origin, score, published_at, since in rows:
        one = lists[article_id]
        one.since = since
        found = Entry(
            id=related,
            score=score,
            order=order(score, published_at, related),
            authors=authors[related],
            published_at=published_at,
        )
        if origin == COMPUTED:
            one.computed[related] = found
        elif origin == PINNED:
            one.hand = replace(one.hand, pinned=(*one.hand.pinned, found))
        else:
            one.hand = replace(one.hand, blocked=one.hand.blocked | {related})
    return lists


def _authors(article_ids: set[int]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    lines = Byline.objects.filter(article__in=article_ids, role__in=WRITERS)
    for article_id, author_id in lines.order_by().values_list("article_id", "author_id"):
        found[article_id] |= {author_id}
    return found


def row(article_id: int, chosen: Entry, parts: Mapping[str, Any]) -> RelatedHeadline:
    """Return a computed row, unsaved; one that is not good enough stands in."""
    return RelatedHeadline(
        article_id=article_id,
        related_id=chosen.id,
        origin=COMPUTED,
        score=chosen.score,
        position=AFTER_PINNED if chosen.score >= MINIMUM else STANDS_IN,
        parts=dict(parts),
    )


def rewrite(article_ids: Iterable[int], rows: Sequence[RelatedHeadline]) -> None:
    """Put `rows` in the place of all computed rows of these articles; pins and blocks made meanwhile stay."""
    RelatedHeadline.objects.filter(article__in=list(article_ids), origin=COMPUTED).delete()
    add(rows)


def add(rows: Sequence[RelatedHeadline]) -> None:
    """Add rows; what has been written of a pair meanwhile stays as it is."""
    bulk.insert(rows, leaves_known=True)


def told_in_print(rows: Sequence[RelatedHeadline]) -> None:
    """Put into the parts of unsaved rows the shared words as a reader knows them: one query.

    They stand in both columns, so that it is enough to read the few texts that all rows have in common.
    """
    related, lists = {row.related_id for row in rows}, {row.article_id for row in rows}
    read = related if len(related) < len(lists) else lists
    by_text: dict[int, list[RelatedHeadline]] = defaultdict(list)
    for row in rows:
        if "text" in row.parts:
            by_text[row.related_id if read is related else row.article_id].append(row)
    if not by_text:
        return
    texts = Article.objects.filter(pk__in=list(by_text)).order_by("pk").values_list("pk", "headline", "body")
    for pk, headline, body in texts.iterator():
        here = by_text[pk]
        text = Text(f"{body} {headline}", (word for row in here for word in row.parts["text"]["words"]))
        for row in here:
            row.parts["text"] = {**row.parts["text"], "words": text.told(row.parts["text"]["words"])}


def take_out(pairs: Iterable[tuple[int, int]]) -> None:
    """Remove the computed rows of these pairs of (article, related article)."""
    unwanted = set(pairs)
    rows = RelatedHeadline.objects.filter(
        article__in={article for article, _ in unwanted},
        related__in={related for _, related in unwanted},
        origin=COMPUTED,
    ).values_list("pk", "article_id", "related_id")
    RelatedHeadline.objects.filter(pk__in=[pk for pk, *pair in rows if tuple(pair) in unwanted]).delete()
