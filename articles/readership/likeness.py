"""Printed lines that no column has to the letter: led to the one column of those weeks that is all but the same.

A paper changes a headline after the list was printed, or the printer slips. What is led so says it (`likeness`), is
looked at anew whenever columns of those weeks come or go, and gives way to a column with the very words. What an
editor took off (likeness 0) or chose himself (none) is never touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Q
from django.db.models.functions import Coalesce
from rapidfuzz import fuzz, process

from articles.models import Article
from articles.readership.models import MostReadEntry, MostReadList
from authors.names import fold

LEAST = 92  # of a hundred; at 90 headlines of one series with other words begin to pass
AHEAD = 3  # by so much the best must lead the second: where two are alike, nothing is guessed
SHORTEST = 12  # letters; what is shorter is like too much
WEEKS_BEFORE = timedelta(days=31)  # a list of most-read columns names those of the last weeks
DAY_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Columns of some days: their ids and folded headlines, side by side."""

    ids: Sequence[int]
    keys: Sequence[str]


def link_like(days: Collection[date]) -> int:
    """Lead printed lines anew that columns of these days may be meant by; return how many lines changed."""
    if not days:
        return 0
    wanted = set(days)
    first, last = min(wanted), max(wanted)
    columns = _by_day(first - 2 * WEEKS_BEFORE, last + 2 * WEEKS_BEFORE)
    changed = 0
    for (anchor, is_dated), entries in _lines(first - DAY_AFTER - WEEKS_BEFORE, last + WEEKS_BEFORE):
        weeks = _weeks(anchor, is_dated=is_dated)
        if not wanted.isdisjoint(weeks):
            changed += _lead(entries, _together(columns, weeks))
    return changed


def _weeks(anchor: date, *, is_dated: bool) -> list[date]:
    """Return the days of columns that a list may name: of an undated one only its page's day is known."""
    start, end = anchor - WEEKS_BEFORE, anchor + (DAY_AFTER if is_dated else WEEKS_BEFORE)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _by_day(first: date, last: date) -> dict[date, list[tuple[int, str]]]:
    found: dict[date, list[tuple[int, str]]] = defaultdict(list)
    rows = Article.objects.filter(published_on__range=(first, last)).order_by("pk")
    for pk, headline, day in rows.values_list("pk", "headline", "published_on").iterator():
        key = fold(headline)
        if day is not None and len(key) >= SHORTEST:
            found[day].append((pk, key))
    return found


def _together(columns: dict[date, list[tuple[int, str]]], days: Iterable[date]) -> _Columns:
    some = [one for day in days for one in columns.get(day, ())]
    return _Columns(ids=[pk for pk, _ in some], keys=[key for _, key in some])


def _lines(first: date, last: date) -> Iterator[tuple[tuple[date, bool], list[MostReadEntry]]]:
    """Yield the lines that may be led, those of one day's lists together."""
    lists = MostReadList.objects.annotate(anchor=Coalesce("day", "article__published_on")).filter(
        kind=MostReadList.Kind.PRINTED, anchor__range=(first, last)
    )
    by_day: dict[tuple[date, bool], list[int]] = defaultdict(list)
    for pk, day, anchor in lists.order_by("anchor", "pk").values_list("pk", "day", "anchor"):
        by_day[anchor, day is not None].append(pk)
    free = Q(article__isnull=True, likeness__isnull=True) | Q(likeness__gt=0)
    for anchor, ids in by_day.items():
        entries = MostReadEntry.objects.filter(free, list__in=ids).order_by("pk")
        yield anchor, [entry for entry in entries if len(fold(entry.headline)) >= SHORTEST]


def _lead(entries: Sequence[MostReadEntry], columns: _Columns) -> int:
    """Lead each line to the one column that is like it, or to none; return how many lines changed."""
    if not entries:
        return 0
    keys = [fold(entry.headline) for entry in entries]
    likeness = process.cdist(keys, columns.keys, scorer=fuzz.ratio, score_cutoff=LEAST - AHEAD, dtype=np.uint8)
    changed = []
    for entry, key, row in zip(entries, keys, likeness, strict=True):
        found = _best(key, row, columns)
        if found != (entry.article_id, entry.likeness):
            entry.article_id, entry.likeness = found
            changed.append(entry)
    MostReadEntry.objects.bulk_update(changed, ["article", "likeness"], batch_size=500)
    return len(changed)


def _best(key: str, row: np.ndarray, columns: _Columns) -> tuple[int | None, int | None]:
    """Return the column that a line means and how like it is; no number for the very words, nothing where in doubt."""
    order = [place for place in np.argsort(-row.astype(np.int16), kind="stable")[:2] if row[place]]
    if not order or row[order[0]] < LEAST or not _same_numbers(key, columns.keys[order[0]]):
        return None, None
    best = int(row[order[0]])
    if len(order) > 1 and best - int(row[order[1]]) < AHEAD:
        return None, None
    return columns.ids[order[0]], None if columns.keys[order[0]] == key else best


def _same_numbers(one: str, other: str) -> bool:
    """Whether two headlines have the same numbers: parts of a series differ in nothing else."""
    return [word for word in one.split() if word.isdigit()] == [word for word in other.split() if word.isdigit()]
