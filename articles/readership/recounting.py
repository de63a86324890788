"""Counting a kept list again, by the rules of its time and from the reads that it kept; and what the tables say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from django.utils import timezone

from articles.models import Article
from articles.readership import days, evidence, most_read, ranking, rules
from articles.readership.models import DailyReads, MonthlyReads, MostReadList
from articles.readership.ranking import Candidate, Place
from articles.readership.rulebook import Rules
from articles.readership.spans import DAY, month_of


class Verdict(IntEnum):
    """What came of it; the exit codes of `manage.py recount_most_read` (2 is a wrong call)."""

    SAME = 0
    ANOTHER = 1
    IMPOSSIBLE = 3
    TABLES_DIFFER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A list as it is kept and as it is counted again; hashes are "" where nothing was kept. `notes` are sentences."""

    verdict: Verdict
    stored: Sequence[Place] = ()
    again: Sequence[Place] = ()
    stored_digest: str = ""
    digest: str = ""
    notes: Sequence[str] = ()

    @property
    def differences(self) -> list[tuple[str, Place]]:
        """Places that are in one of the two alone, by rank: ("stored" or "recounted", the place)."""
        known = {(place.rank, place.reads) for place in self.stored if not place.guid}
        sides = [("stored", place) for place in self.stored if place.guid and place not in self.again]
        sides += [
            ("recounted", place)
            for place in self.again
            if place not in self.stored and (place.rank, place.reads) not in known
        ]
        gone = {(place.rank, place.reads) for place in self.again}
        sides += [
            ("stored", place) for place in self.stored if not place.guid and (place.rank, place.reads) not in gone
        ]
        return sorted(sides, key=lambda side: (side[1].rank, side[0]))


def stored(counted: MostReadList) -> list[Place]:
    """Return what a counted list holds; a column that was deleted since has the id ""."""
    lines = counted.entries.order_by("rank").values_list("rank", "article__guid", "reads")
    return [Place(rank, guid or "", count or 0) for rank, guid, count in lines]


def canonical(counted: MostReadList) -> str:
    """Return the text that the hash of a closed list is of; ValueError where there is none."""
    if counted.day is None or not counted.digest:
        raise ValueError(f"List {counted.pk} is not closed: it has no hash yet.")
    by = Rules.from_json(counted.rules)
    again = ranking.places(ranking.rank(evidence.candidates(counted.buckets), by, day=counted.day))
    return evidence.canonical(by, day=counted.day, places=again, kept=counted.buckets)


def recount(counted: MostReadList) -> Recount:
    """Count a list again, and say what came of it."""
    if counted.kind != MostReadList.Kind.COUNTED or counted.day is None or counted.counted_at is None:
        return Recount(verdict=Verdict.SAME, notes=["This list was not counted here: there is nothing to recount."])
    try:
        by = Rules.from_json(counted.rules)
        if counted.digest:
            return _from_what_it_kept(counted, by, day=counted.day)
        return _from_the_tables(counted, by, day=counted.day, until=counted.counted_at)
    except ValueError as error:
        return Recount(verdict=Verdict.IMPOSSIBLE, stored=stored(counted), notes=[str(error)])


def _from_what_it_kept(counted: MostReadList, by: Rules, *, day: date) -> Recount:
    found = evidence.candidates(counted.buckets)
    again = ranking.places(ranking.rank(found, by, day=day))
    digest = evidence.digest(by, day=day, places=again, kept=counted.buckets)
    made = Recount(
        verdict=Verdict.SAME, stored=stored(counted), again=again, stored_digest=counted.digest, digest=digest
    )
    notes = list(_gone(made.stored))
    if made.differences or digest != counted.digest:
        verdict = Verdict.ANOTHER
    else:
        odd, compared = _compare(counted, found, by, day=day)
        verdict = Verdict.TABLES_DIFFER if odd else Verdict.SAME
        notes += [*odd, compared]
    return replace(made, verdict=verdict, notes=notes)


def _from_the_tables(counted: MostReadList, by: Rules, *, day: date, until: datetime) -> Recount:
    """Count an open list, or one of a time when lists kept nothing, from the stored reads."""
    if are_months(day, by) or _are_days(day, by, until=until):
        raise ValueError(
            "It kept no reads of its own, and the tables hold those of its time only by day or month by now."
        )
    held = set(counted.entries.values_list("article_id", flat=True))
    # A column that was withdrawn since stood in it rightly.
    found = [
        replace(one, out="" if one.article_id in held else one.out)
        for one in most_read.contenders(by, day=day, until=until)
    ]
    held_places, again = stored(counted), ranking.places(ranking.rank(found, by, day=day))
    stored_digest, digest = (evidence.digest(by, day=day, places=some, kept=[]) for some in (held_places, again))
    made = Recount(verdict=Verdict.SAME, stored=held_places, again=again, stored_digest=stored_digest, digest=digest)
    notes = ["It kept no reads of its own: this is counted from the tables.", *_gone(held_places)]
    if made.differences and until < days.end_of(day):
        local = timezone.localtime(until, timezone.get_default_timezone())
        notes.append(f"Counted at {local:%H:%M}, before its day was over: run refresh_most_read first.")
    return replace(made, verdict=Verdict.ANOTHER if made.differences else Verdict.SAME, notes=notes)


def _gone(places: Sequence[Place]) -> Iterator[str]:
    for place in places:
        if not place.guid:
            yield f"The column of place {place.rank} was deleted since."


def _compare(counted: MostReadList, found: Sequence[Candidate], by: Rules, *, day: date) -> tuple[list[str], str]:
    """Return what is odd about the tables as they are today, and a sentence on how much could be compared."""
    span, are_by_month = by.span(day, until=days.end_of(day)), are_months(day, by)
    if span.start is not None and are_by_month:
        return [], "The tables hold the reads of its days only by the month by now: they were not compared."
    ids = dict(Article.objects.filter(guid__in=[one.guid for one in found]).values_list("guid", "pk"))
    there = [replace(one, article_id=ids[one.guid]) for one in found if one.guid in ids]
    live = {one["column"]: one for one in evidence.collect(there, span, day=day, window_days=by.window_days)}
    odd = [] if are_by_month else list(_missing(found, ids.values(), by, day=day))
    for kept in counted.buckets:
        if kept["column"] in live:
            mine, theirs = (
                _comparable(one["reads"], by, whole=not are_by_month) for one in (kept, live[kept["column"]])
            )
            if mine != theirs:
                odd.append(
                    f"{kept['column']}: kept {sum(mine.values())} readers, the tables hold {sum(theirs.values())}."
                )
    gone = len(counted.buckets) - len(live)
    deleted = f"; {gone} were deleted since" if gone else ""
    return odd, f"Compared with the tables: {len(live)} of {len(counted.buckets)} columns{deleted}."


def _missing(found: Sequence[Candidate], known: Collection[int], by: Rules, *, day: date) -> Iterator[str]:
    """Yield columns that have readers enough by the tables and of which nothing was kept."""
    standing = ranking.rank(found, by, day=day)
    least = standing[-1].reads if len(standing) == by.places else by.minimum
    if len(found) >= rules.CONTENDERS:
        return  # it ended there, not at a number of readers
    for pk, count in most_read.totals(by, day=day, until=days.end_of(day)):
        if count < least:
            return
        if pk not in known:
            guid = Article.objects.values_list("guid", flat=True).get(pk=pk)
            yield f"{guid}: nothing was kept of it, the tables hold {count} readers."


def _comparable(rows: Sequence[tuple[str, int]], by: Rules, *, whole: bool) -> dict[str, int]:
    """Return readers by bucket, as finely as both sides have them: one day's hours may have become a day."""
    if by.window_days == 1:
        return {"day": sum(count for _key, count in rows)}
    return {key: count for key, count in rows if whole or len(key) == len("2017-01")}


def _are_days(day: date, by: Rules, *, until: datetime) -> bool:
    """Return whether hours that an open list counts one by one have become days in the tables."""
    counts_hours = by.window_days == 1 and until < days.end_of(day)
    return counts_hours and DailyReads.objects.filter(day__range=(day - DAY, day)).exists()


def are_months(day: date, by: Rules) -> bool:
    """Return whether days that a list counts one by one have become months in the tables."""
    first = month_of(day - (by.window_days - 1) * DAY) if by.window_days else month_of(day)
    return MonthlyReads.objects.filter(month__range=(first, month_of(day))).exists()
