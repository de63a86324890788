"""Making the counted lists of today, and closing those of days that are over: from then on they never change."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from articles.models import Article
from articles.readership import days, evidence, hiding, most_read, ranking, recounting, rulebook, rules
from articles.readership.models import MostReadEntry, MostReadList
from articles.readership.ranking import Candidate

Kind = MostReadList.Kind
MOST_AT_ONCE = 100


def windows(*, are_long: bool) -> list[int]:
    """Return the windows that are made anew seldom, or often: the one beside columns is among these."""
    return [window for window in rules.WINDOWS if _is_long(window) == are_long]


def make(window: int, *, at: datetime) -> MostReadList | None:
    """Make today's list of a window anew and return it; None where there is none and can be none yet.

    A list that was made stays as it was when too few places of it can be filled now: its lines of columns that left
    the site say so.
    """
    by, day = rulebook.of_now(window), days.day_of(at)
    found = most_read.standing(by, day=day, until=at)
    with transaction.atomic():
        current = MostReadList.objects.filter(kind=Kind.COUNTED, day=day, window_days=window).first()
        if len(found) < by.fewest_places:
            return current
        if current is None:
            current, _ = MostReadList.objects.get_or_create(kind=Kind.COUNTED, day=day, window_days=window)
        current = MostReadList.objects.select_for_update().get(pk=current.pk)
        if current.digest or (current.counted_at and current.counted_at > at):
            return current  # somebody else was later and quicker
        current.rules, current.counted_at = by.as_json(), at
        current.save(update_fields=["rules", "counted_at"])
        _write(current, found)
        return current


def close_all(*, at: datetime) -> int:
    """Close the lists of days that are over, and return how many that were.

    They are counted once more with the reads that came after the last time, and keep what they were counted from.
    """
    before = days.day_of(at - timedelta(seconds=rules.CLOSING_SECONDS))
    waiting = MostReadList.objects.filter(kind=Kind.COUNTED, day__lt=before, digest="", counted_at__isnull=False)
    closed = 0
    for counted in waiting.order_by("-day", "window_days").defer("buckets")[:MOST_AT_ONCE]:
        if counted.day is None or counted.counted_at is None or counted.counted_at >= days.end_of(counted.day):
            break  # of a time when a closed list kept nothing; and so were those before it
        by = _rules_of(counted)
        if recounting.are_months(counted.day, by):
            continue  # too late: what it was counted from cannot be told any more, and it stays as it is
        closed += _close(counted.pk, by=by, day=counted.day)
    return closed


def _rules_of(counted: MostReadList) -> rulebook.Rules:
    """Return the rules that an open list was made by; today's for one of the first version, or with none we know."""
    try:
        by = rulebook.Rules.from_json(counted.rules)
    except ValueError:
        by = rulebook.of_now(counted.window_days)
    return by if by.version == rules.VERSION else rulebook.of_now(counted.window_days)


def _close(pk: int, *, by: rulebook.Rules, day: date) -> bool:
    end = days.end_of(day)
    found = most_read.contenders(by, day=day, until=end)
    standing = ranking.rank(found, by, day=day)
    span = by.span(day, until=end)
    kept = evidence.collect(evidence.contested(found, standing, by), span, day=day, window_days=by.window_days)
    with transaction.atomic():
        counted = MostReadList.objects.select_for_update().get(pk=pk)
        if counted.digest:
            return False
        counted.rules, counted.counted_at, counted.buckets = by.as_json(), end, kept
        # From what is kept, so that whoever counts it again comes to the same.
        places = ranking.places(ranking.rank(evidence.candidates(kept), by, day=day))
        counted.digest = evidence.digest(by, day=day, places=places, kept=kept)
        counted.save(update_fields=["rules", "counted_at", "buckets", "digest"])
        _write(counted, standing)
    return True


def _write(counted: MostReadList, standing: Sequence[Candidate]) -> None:
    """Write the lines of a list, unless it has them already; what the desk took off stays off."""
    if recounting.stored(counted) == ranking.places(standing):
        return
    headlines = dict(Article.objects.filter(pk__in=[one.article_id for one in standing]).values_list("pk", "headline"))
    taken_off = hiding.taken_off([one.article_id for one in standing])
    counted.entries.all().delete()
    MostReadEntry.objects.bulk_create(
        MostReadEntry(
            list=counted,
            rank=place,
            headline=headlines[one.article_id],
            article_id=one.article_id,
            reads=one.reads,
            hidden_at=since,
            hidden_because=because,
        )
        for place, one in enumerate(standing, start=1)
        for since, because in [taken_off.get(one.article_id, (None, ""))]
    )


def _is_long(window: int) -> bool:
    is_long = window == rules.ALL_TIME or window >= rules.LONG_WINDOW_DAYS
    return is_long and window != rulebook.standard_window()
