"""Keeping the rows of related headlines: called by the write path, in its transaction."""

from collections.abc import Collection, Container, Iterable

from django.db import transaction

from articles.models import Article, Revision
from articles.related import exclusions, links, meaning, meanings, naming, rebuilding, rows, vocabulary
from articles.related.comparing import Comparison, compared
from articles.related.models import RelatedHeadline
from articles.related.scoring import MINIMUM, explain, seen_from_the_other
from articles.related.selection import Entry, Hand, are_near_duplicates, choose, needs_another
from articles.related.turns import one_at_a_time

# One column alone costs about as much as so many of an archive that is made as a whole. Where a change touches a
# twentieth of the columns, all are made anew; so in a small archive always, where each column changes what is rare.
TOGETHER = 20
# So many columns are made alone in one transaction, before others may write.
BATCH = 20


def rebuild(progress: rebuilding.Progress | None = None, *, anew: bool = False) -> int:
    """Make all related headlines anew; return how many articles there are. See `rebuilding.rebuild`.

    What was saved meanwhile is compared once more at the end: lists are made from what was there at the beginning.
    """
    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    articles = rebuilding.rebuild(progress, anew=anew)
    saved = sorted(set(Revision.objects.filter(pk__gt=newest).values_list("article", flat=True)))
    for start in range(0, len(saved), BATCH):
        refresh(saved[start : start + BATCH])
    return articles


def is_old() -> bool:
    """Whether all lists should be made anew, since many columns came after what words mean was learnt."""
    return vocabulary.is_old(meaning.LEAST)


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
    one_at_a_time()
    if _cost_less_together(len(ids)):
        rebuilding.rebuild()
        return
    vocabulary.count(ids)
    links.keep(ids)
    naming.keep(ids)
    public = set(Article.objects.filter(pk__in=ids, status=Article.Status.PUBLISHED).values_list("pk", flat=True))
    short: set[int] = set()
    hands = rows.lists_of(ids)
    pinned = {pin.id for one in hands.values() for pin in one.hand.pinned}
    without = exclusions.nowhere()
    for comparison in compared(ids, beside=pinned, without=without):
        meanings.keep({comparison.column.id: comparison.vectors})
        _write_own(comparison, hands[comparison.column.id].hand)
        short |= _visit_others(comparison, enters=comparison.column.id in public - without)
    _write_lists(short - set(ids), without)


def keep_links(article_ids: Iterable[int]) -> None:
    """Keep which columns these articles' texts link to; their lists follow when they or those columns are made anew."""
    if ids := sorted(set(article_ids)):
        links.keep(ids)


@transaction.atomic
def refresh_list(article_id: int) -> None:
    """Make the list of one article anew and leave those of others: after the desk has changed it."""
    one_at_a_time()
    _write_lists([article_id], exclusions.nowhere())


def _write_lists(article_ids: Collection[int], without: Container[int]) -> None:
    """Write the lists of these articles, and nobody else's, `without` what is offered nowhere."""
    if not article_ids:
        return
    lists = rows.lists_of(article_ids)
    pinned = {pin.id for one in lists.values() for pin in one.hand.pinned}
    for comparison in compared(article_ids, beside=pinned, without=without):
        _write_own(comparison, lists[comparison.column.id].hand)


def _write_own(comparison: Comparison, hand: Hand) -> None:
    """Write the column's own list."""
    column, rarities = comparison.column, comparison.rarities
    by_id = {one.other.id: one for one in comparison.pairs}
    entries = [rows.entry(one) for one in comparison.pairs]
    chosen = choose(column, entries, hand, comparison.alike).rows
    made = [rows.row(column.id, kept, explain(column, by_id[kept.id], rarities)) for kept in chosen]
    rows.told_in_print(made)
    rows.rewrite([column.id], made)


def _visit_others(comparison: Comparison, *, enters: bool) -> set[int]:
    """Put a column into the lists where it belongs now, and take it out of all others.

    Returns the articles whose lists have grown short by it and should be made anew.
    """
    column = comparison.column
    twins = {one.other.id for one in comparison.pairs if are_near_duplicates(column, one.other)}
    worthy = [
        one for one in comparison.pairs if one.score >= MINIMUM or not column.writers.isdisjoint(one.other.authors)
    ]
    good = {one.other.id: one for one in worthy} if enters else {}
    shows = RelatedHeadline.objects.filter(related=column.id, origin=rows.COMPUTED)
    showing = set(shows.values_list("article_id", flat=True))
    lists = rows.lists_of(showing | good.keys())
    shows.delete()
    entered: list[RelatedHeadline] = []
    left: list[tuple[int, int]] = []
    gone: dict[int, Entry] = {}

    def alike(one: int, other: int) -> bool:
        return column.id in {one, other} and bool(twins & {one, other})

    for article_id in sorted(showing | good.keys()):
        theirs = lists[article_id]
        if column.id in theirs.computed:
            gone[article_id] = theirs.computed.pop(column.id)
        found = good.get(article_id)
        if found is None or article_id in twins:
            continue
        here = rows.entry(seen_from_the_other(column, found))
        kept = choose(found.other, [*theirs.computed.values(), here], theirs.hand, alike).rows
        if here in kept:
            back = seen_from_the_other(column, found)
            entered.append(rows.row(article_id, here, explain(found.other, back, comparison.rarities)))
            left += [(article_id, other) for other in theirs.computed.keys() - {one.id for one in kept}]
    rows.take_out(left)
    rows.told_in_print(entered)
    rows.add(entered)
    stays = {one.article_id for one in entered}
    lost = {pk: gone[pk] for pk in gone.keys() - stays}
    return {pk for pk, entry in lost.items() if needs_another(lists[pk].rest, entry, lists[pk].since)}
