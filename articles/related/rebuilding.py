"""All related headlines anew: words counted, every column compared, rows written. For loads, upgrades and repairs."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from django.db import transaction

from articles.models import Article
from articles.related import ageing, exclusions, links, meaning, meanings, naming, rows, vocabulary
from articles.related.archive import Archive
from articles.related.loading import facts, tags_known
from articles.related.models import RelatedHeadline
from articles.related.scoring import explain
from articles.related.selection import Hand, are_near_duplicates, choose

# Called with what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
BATCH = 500
FEWEST = 2  # articles of which one can lead to another


def rebuild(progress: Progress | None = None, *, anew: bool = False) -> int:
    """Make all related headlines anew, with the desk's pins and blocks as they are; return how many lists there are.

    Writes batch by batch, each in a short transaction, so that the desk can work meanwhile. Where it was stopped and no
    article has come since, it goes on with the lists that it had not made, unless all are to be made `anew`.
    """
    report = progress or _silent
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    newest = ids[-1] if ids else 0
    made = 0 if anew else vocabulary.unfinished(newest)
    if made:
        articles, holding = vocabulary.all_counts()
    else:
        articles, holding = vocabulary.count_all(lambda done: report("Counting words", done, len(ids)))
        _read_what_else_relates(ids, report)
    if len(ids) < FEWEST:
        vocabulary.unmark()
        return len(ids)
    linked = links.of_all()
    known = [
        replace(column, leads_to=led.leads_to, led_from=led.led_from) if (led := linked.get(column.id)) else column
        for batch in _batches(ids)
        for column in facts(batch).values()
    ]
    archive = Archive(
        known,
        vocabulary.all_words(),
        public=frozenset(Article.objects.filter(status=Article.Status.PUBLISHED).values_list("pk", flat=True))
        - exclusions.nowhere(),
        articles=articles,
        holding=holding,
        tags=tags_known({tag for column in known for tag in column.tags}, articles),
    )
    _learn(archive, ids, report, again=not made)
    remaining = ids[bisect_right(ids, made) :]
    done = len(ids) - len(remaining)
    for batch in _batches(remaining):
        lists = _lists(archive, batch)
        with transaction.atomic():
            _write(batch, lists)
            vocabulary.mark(batch[-1], newest)
        done += len(batch)
        report("Comparing", done, len(ids))
    vocabulary.unmark()
    return len(ids)


def _read_what_else_relates(ids: Sequence[int], report: Progress) -> None:
    """Keep what texts link to and name, some at a time so that the desk can save meanwhile; and which tags are news."""
    names = naming.names()
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        with transaction.atomic():
            links.keep(batch)
            naming.keep(batch, names)
        report("Reading links and names", start + len(batch), len(ids))
    ageing.keep_all()


def _silent(what: str, done: int, total: int) -> None:
    """Report to nobody."""


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _learn(archive: Archive, ids: Sequence[int], report: Progress, *, again: bool) -> None:
    """Let the archive teach what words mean, and compare by that; going on where it was stopped, by what is kept.

    The vectors are written in one transaction: a save meanwhile sees the old ones or the new ones.
    """
    if not again:
        kept = meanings.of(ids)
        if kept:
            nothing = np.zeros_like(next(iter(kept.values()))[1])
            archive.take_meanings(np.stack([kept[pk][1] if pk in kept else nothing for pk in ids]))
        return
    if len(ids) < meaning.LEAST:
        meanings.forget()
        return
    guids = dict(Article.objects.values_list("pk", "guid"))
    words, vectors = archive.fit(sorted(range(len(ids)), key=lambda place: guids.get(ids[place], "")))
    own = archive.own_meanings(words, vectors)
    averaged = np.zeros_like(own)
    if words:
        for place, vector in enumerate(archive.averaged(own)):
            averaged[place] = vector
            if (place + 1) % BATCH == 0 or place + 1 == len(ids):
                report("Learning what words mean", place + 1, len(ids))
        archive.take_meanings(averaged)
    with transaction.atomic():
        meanings.keep_words(words, vectors)
        meanings.keep_all(ids, own, averaged)
        vocabulary.mark_learnt(len(ids))


def _lists(archive: Archive, ids: Sequence[int]) -> list[RelatedHeadline]:
    """Return the rows of some lists, unsaved; nobody waits for it."""
    hands = rows.lists_of(ids)
    made = [row for article_id in ids for row in _list(archive, article_id, hands[article_id].hand)]
    rows.told_in_print(made)
    return made


def _write(ids: Sequence[int], made: Sequence[RelatedHeadline]) -> None:
    """Write the lists of some articles, without any that has gone, or is offered nowhere, since they were read."""
    involved = {*ids, *(row.related_id for row in made)}
    there = set(Article.objects.filter(pk__in=involved).values_list("pk", flat=True))
    offered = there - exclusions.nowhere()
    rows.rewrite(ids, [row for row in made if row.article_id in there and row.related_id in offered])


def _list(archive: Archive, article_id: int, hand: Hand) -> list[RelatedHeadline]:
    column = archive.facts(article_id)
    compared = archive.compare(article_id)
    pairs = {one.other.id: one for one in compared.pairs}

    def alike(one: int, other: int) -> bool:
        is_near = one in compared.twins(other) if one in pairs else other in compared.twins(one)
        return is_near and are_near_duplicates(archive.column(one), archive.column(other))

    entries = [rows.entry(one) for one in compared.pairs]
    return [
        rows.row(
            article_id,
            kept,
            explain(column, pairs[kept.id], archive.rarities, partial(archive.shared_words, article_id, kept.id)),
        )
        for kept in choose(column, entries, hand, alike).rows
    ]
