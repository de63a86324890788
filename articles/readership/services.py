"""Writing lists: the day's counted one, printed ones as they were found, the desk's own."""

import logging
import threading
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.cache import cache
from django.db import connections, transaction
from django.utils import timezone

from articles import bulk
from articles.models import Article
from articles.readership import counted, pruning, rising, rulebook, rules
from articles.readership.models import LONGEST_HEADLINE, MostReadEntry, MostReadList

logger = logging.getLogger(__name__)

Kind = MostReadList.Kind
REFRESHED = "readership:refreshed"
REFRESHED_LONG = "readership:refreshed:long"


def refresh_counted_now_and_then(*, at: datetime, beside: bool = False) -> None:
    """Make today's lists anew, unless that was done in the last minutes; called when reads were counted.

    Lists over much time are made less often. While there is no list beside columns yet, reads look again soon. Old
    hours and days are moved along the way, some thousand rows at most. `beside`: all this in a thread of its own,
    so that no read waits for it.
    """
    if not cache.add(REFRESHED, 1, rules.REFRESH_SECONDS):
        return
    if beside:
        threading.Thread(target=_beside_the_counter, args=(at,), name="most read", daemon=True).start()
    else:
        _refresh_what_is_due(at)


def _beside_the_counter(at: datetime) -> None:
    try:
        _refresh_what_is_due(at)
    except Exception:
        logger.exception("The most-read lists could not be made; reads that come in some minutes try again.")
    finally:
        connections.close_all()


def _refresh_what_is_due(at: datetime) -> None:
    if _refresh(at=at) is None:
        cache.set(REFRESHED, 1, rules.WAITING_SECONDS)
    if cache.add(REFRESHED_LONG, 1, rules.LONG_REFRESH_SECONDS):
        _make_all(counted.windows(are_long=True), at=at)
    pruning.step(at=at)  # a little each time, for a site where nobody has set up the day's regular work


def refresh_counted(*, at: datetime | None = None) -> MostReadList | None:
    """Make all of today's counted lists anew, close those of days that are over, and look what is rising.

    Return today's list of those that stand beside columns, or None: there is none until five places of it can be
    filled. A list that was made stays when a column leaves it.
    """
    moment = at or timezone.now()
    made = _refresh(at=moment)
    _make_all(counted.windows(are_long=True), at=moment)
    return made


def _refresh(*, at: datetime) -> MostReadList | None:
    counted.close_all(at=at)
    made = _make_all(counted.windows(are_long=False), at=at)
    rising.refresh(at=at)
    return made.get(rulebook.standard_window())


def _make_all(windows: Iterable[int], *, at: datetime) -> dict[int, MostReadList | None]:
    return {window: counted.make(window, at=at) for window in windows}


@transaction.atomic
def keep_printed_list(article: Article, headlines: Sequence[tuple[int, str]], day: date | None) -> MostReadList:
    """Keep the ranked list that was printed on an article's page: rank and headline, and its day where it is known.

    The same lines on the same article are the same list, whose day may become known later. ValueError where a rank is
    not 1 to 10 or comes twice, or a headline is empty or too long.
    """
    lines = sorted(headlines)
    check_lines(lines)
    for known in article.printed_lists.filter(kind=Kind.PRINTED).prefetch_related("entries"):
        if [(entry.rank, entry.headline) for entry in known.entries.all()] == lines:
            if known.day is None and day is not None:
                known.day = day
                known.save(update_fields=["day"])
            return known
    return _make(Kind.PRINTED, lines, day=day, article=article)


@transaction.atomic
def keep_printed_lists(
    printed: Iterable[tuple[Article, Sequence[tuple[int, str]], date | None]],
) -> list[MostReadList]:
    """Keep the lists of articles that are just made, in a few statements; see `keep_printed_list`."""
    given = [(article, sorted(headlines), day) for article, headlines, day in printed]
    for _article, lines, _day in given:
        check_lines(lines)
    lists = [MostReadList(kind=Kind.PRINTED, day=day, article=article) for article, _lines, day in given]
    bulk.insert(lists, needs_ids=True)
    bulk.insert(
        MostReadEntry(list=made, rank=rank, headline=headline)
        for made, (_article, lines, _day) in zip(lists, given, strict=True)
        for rank, headline in lines
    )
    return lists


@transaction.atomic
def make_curated_list(lines: Sequence[Article | str], *, day: date | None, note: str = "") -> MostReadList:
    """Make a list that the desk picked: columns, or headlines that lead nowhere, in their order."""
    headlines = [(rank, str(line)) for rank, line in enumerate(lines, start=1)]
    check_lines(headlines)
    made = _make(Kind.CURATED, headlines, day=day, note=note)
    for entry, line in zip(made.entries.all(), lines, strict=True):
        if isinstance(line, Article):
            entry.article = line
            entry.save(update_fields=["article"])
    return made


def _make(kind: str, lines: Sequence[tuple[int, str]], **fields: object) -> MostReadList:
    made = MostReadList.objects.create(kind=kind, **fields)
    MostReadEntry.objects.bulk_create(
        MostReadEntry(list=made, rank=rank, headline=headline) for rank, headline in lines
    )
    return made


def check_lines(lines: Sequence[tuple[int, str]]) -> None:
    """Raise ValueError, with a sentence, where ranks and headlines make no list."""
    ranks = [rank for rank, _headline in lines]
    if not ranks or len(set(ranks)) < len(ranks) or not set(ranks) <= set(range(1, rules.PLACES + 1)):
        raise ValueError(f"A list has ranks from 1 to {rules.PLACES}, each once; these are {ranks}.")
    if any(not headline.strip() or len(headline) > LONGEST_HEADLINE for _rank, headline in lines):
        raise ValueError(f"A line of a list is a headline of 1 to {LONGEST_HEADLINE} characters.")
