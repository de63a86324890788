"""Writing lists: the day's counted one, printed ones as they were found, the desk's own."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from articles import bulk
from articles.models import Article
from articles.readership import days, most_read, rules
from articles.readership.models import LONGEST_HEADLINE, MostReadEntry, MostReadList

Kind = MostReadList.Kind
REFRESHED = "readership:refreshed"


def refresh_counted_now_and_then(*, at: datetime) -> None:
    """Make today's list anew, unless that was done in the last minutes; called when a read is counted.

    While there is no list yet, each read looks whether it has filled the last place.
    """
    if cache.add(REFRESHED, 1, rules.REFRESH_SECONDS) and refresh_counted(at=at) is None:
        cache.delete(REFRESHED)


@transaction.atomic
def refresh_counted(*, at: datetime | None = None) -> MostReadList | None:
    """Make today's counted list anew and close those of days that are over; return today's, or None.

    There is none until every place of it has readers enough. A list that was made stays when a column leaves it and
    none can take its place: readers then see the others.
    """
    moment = at or timezone.now()
    today = days.day_of(moment)
    _close(before=today)
    current = MostReadList.objects.filter(kind=Kind.COUNTED, day=today, window_days=rules.WINDOW_DAYS).first()
    found = most_read.rankings(most_read.most_read(at=moment))
    places = rules.places_of(Article.objects.published(at=moment)[: rules.PLACES].count())
    if not places or len(found) < places:
        return current
    if current is None:
        current, _ = MostReadList.objects.get_or_create(kind=Kind.COUNTED, day=today, window_days=rules.WINDOW_DAYS)
    _write(current, found, counted_at=moment)
    return current


def _close(*, before: date) -> None:
    """Count the lists of days that are over once more, with the reads that came after the last refresh."""
    for counted in MostReadList.objects.filter(kind=Kind.COUNTED, day__lt=before).order_by("-day").iterator():
        if counted.day is None or counted.counted_at is None:
            continue  # a list that was made by hand has nothing to be counted from
        end = days.end_of(counted.day)
        if counted.counted_at >= end:
            return  # and so were those before it
        counted.counted_at = end
        _write(counted, most_read.recount(counted), counted_at=end)


def _write(counted: MostReadList, found: Sequence[most_read.Ranking], *, counted_at: datetime) -> None:
    MostReadList.objects.select_for_update().get(pk=counted.pk)
    if most_read.stored(counted) != found:
        ids = [place.article_id for place in found]
        headlines = dict(Article.objects.filter(pk__in=ids).values_list("pk", "headline"))
        counted.entries.all().delete()
        MostReadEntry.objects.bulk_create(
            MostReadEntry(
                list=counted,
                rank=place.rank,
                headline=headlines[place.article_id],
                article_id=place.article_id,
                reads=place.reads,
            )
            for place in found
        )
    counted.counted_at = counted_at
    counted.save(update_fields=["counted_at"])


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
