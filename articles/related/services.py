"""Keeping the rows of related headlines: called by the write path, in its transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from articles.models import Article
from articles.related import rebuilding, rows, vocabulary
from articles.related.candidates import candidates
from articles.related.loading import Found, columns, with_rarities
from articles.related.models import RelatedHeadline
from articles.related.scoring import MINIMUM, Pair, explain, likeness, pair, seen_from_the_other
from articles.related.selection import SHOWN, are_near_duplicates, choose

# One column alone costs about as much as so many of an archive that is made as a whole. Where a change touches a
# twentieth of the columns, all are made anew; so in a small archive always, where each column changes what is rare.
TOGETHER = 20
# So many columns are made alone in one transaction, before others may write.
BATCH = 20
# Any number that nobody else locks in this database: “related” on a telephone's keys.
LOCK = 73_528_433


def rebuild(progress: rebuilding.Progress | None = None, *, anew: bool = False) -> int:
    """Make all related headlines anew; return how many articles there are. See `rebuilding.rebuild`."""
    return rebuilding.rebuild(progress, anew=anew)


def rebuild_for(article_ids: Iterable[int], progress: rebuilding.Progress | None = None) -> int:
    """Make the related headlines anew after many articles have changed, as at the end of a load.

    Return how many articles have been gone through: these, or all where all together cost less.
    """
    ids = sorted(set(article_ids))
    if _cost_less_together(len(ids)):
        return rebuilding.rebuild(progress)
    for start in range(0, len(ids), BATCH):
        refresh(ids[start : start + BATCH])
        if progress:
            progress("Comparing", min(start + BATCH, len(ids)), len(ids))
    return len(ids)


def _cost_less_together(articles: int) -> bool:
    most = articles * TOGETHER
    return not Article.objects.order_by("pk")[most : most + 1].exists()


@transaction.atomic
def refresh(article_ids: Iterable[int]) -> None:
    """Make the related headlines of these articles anew, and of those whose lists they enter or leave.

    An article that is not published gets a list (for its preview) but enters no other; one that has gone leaves no
    trace. The number of queries for an article is bounded, whatever the size of the archive.
    """
    ids = sorted(set(article_ids))
    _one_at_a_time()
    if _cost_less_together(len(ids)):
        rebuilding.rebuild()
        return
    vocabulary.count(ids)
    public = set(Article.objects.filter(pk__in=ids, status=Article.Status.PUBLISHED).values_list("pk", flat=True))
    short: set[int] = set()
    for comparison in _compared(ids):
        _write_own(comparison)
        short |= _visit_others(comparison, enters=comparison.found.column.id in public)
    for comparison in _compared(short - set(ids)):
        _write_own(comparison)


@transaction.atomic
def refresh_list(article_id: int) -> None:
    """Make the list of one article anew and leave those of others: after the desk has changed it."""
    _one_at_a_time()
    for comparison in _compared([article_id]):
        _write_own(comparison)


def _one_at_a_time() -> None:
    """Wait for another save's lists: two that enter each other's lists would else wait in a circle on PostgreSQL.

    The lock ends with the transaction. SQLite has one writer as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A column, and what leads from it to each of its candidates."""

    found: Found
    pairs: Sequence[Pair]


def _compared(article_ids: Iterable[int]) -> Iterator[_Comparison]:
    for column in columns(sorted(article_ids)).values():
        found = with_rarities(column)
        others = columns(candidates(found)).values()
        rare = found.rarities
        yield _Comparison(found, [pair(column, other, likeness(column, other, rare), rare) for other in others])


def _write_own(comparison: _Comparison) -> None:
    """Write the column's own list."""
    column, rarities = comparison.found.column, comparison.found.rarities
    by_id = {one.other.id: one for one in comparison.pairs}

    def alike(one: int, other: int) -> bool:
        return one in by_id and other in by_id and are_near_duplicates(by_id[one].other, by_id[other].other)

    unlike = [rows.entry(one) for one in comparison.pairs if not are_near_duplicates(column, one.other)]
    chosen = choose(unlike, rows.lists_of([column.id])[column.id].hand, column.writers, alike)
    rows.replace([column.id], [rows.row(column.id, kept, explain(column, by_id[kept.id], rarities)) for kept in chosen])


def _visit_others(comparison: _Comparison, *, enters: bool) -> set[int]:
    """Put a column into the lists where it belongs now, and take it out of all others.

    Returns the articles whose lists have grown short by it and should be made anew.
    """
    column = comparison.found.column
    twins = {one.other.id for one in comparison.pairs if are_near_duplicates(column, one.other)}
    worthy = [one for one in comparison.pairs if one.score >= MINIMUM or one.parts["author"]]
    good = {one.other.id: one for one in worthy} if enters else {}
    shows = RelatedHeadline.objects.filter(related=column.id, origin=rows.COMPUTED)
    showing = set(shows.values_list("article_id", flat=True))
    lists = rows.lists_of(showing | good.keys())
    shows.delete()
    entered: list[RelatedHeadline] = []
    left: list[tuple[int, int]] = []

    def alike(one: int, other: int) -> bool:
        return column.id in {one, other} and bool(twins & {one, other})

    for article_id in sorted(showing | good.keys()):
        theirs = lists[article_id]
        theirs.computed.pop(column.id, None)
        found = good.get(article_id)
        if found is None or article_id in twins:
            continue
        here = rows.entry(seen_from_the_other(column, found))
        kept = choose([*theirs.computed.values(), here], theirs.hand, found.other.writers, alike)
        if here in kept:
            back = seen_from_the_other(column, found)
            entered.append(rows.row(article_id, here, explain(found.other, back, comparison.found.rarities)))
            left += [(article_id, gone) for gone in theirs.computed.keys() - {one.id for one in kept}]
    rows.take_out(left)
    rows.add(entered)
    stays = {one.article_id for one in entered}
    return {pk for pk in showing - stays if len(lists[pk].computed) < SHOWN}
