"""The most-read list that was printed on a loaded page: kept as evidence, replaced when the source changes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from articles.importing.journal import Journal
from articles.importing.values import Values
from articles.models import Article
from articles.readership import likeness, matching
from articles.readership import services as readership
from articles.readership.models import MostReadEntry, MostReadList
from authors.names import fold

MAX_KEY = MostReadEntry._meta.get_field("key").max_length


def keep(article: Article, values: Values, journal: Journal, *, is_new: bool) -> None:
    """Keep the printed list of an article; one that the source no longer has goes, into the journal."""
    wanted = [(line.rank, line.headline) for line in values.most_read]
    known = (
        [] if is_new else list(article.printed_lists.filter(kind=MostReadList.Kind.PRINTED).prefetch_related("entries"))
    )
    before = {printed.pk: plain(printed) for printed in known}
    if wanted:
        kept = readership.keep_printed_list(article, wanted, values.most_read_day)
        if kept.pk not in before:
            journal.created(kept)
        before.pop(kept.pk, None)
    for printed in known:
        if printed.pk in before:
            journal.removed(printed, before=before[printed.pk])
            printed.delete()


def link(article_ids: Sequence[int]) -> int:
    """Lead printed lines to columns: those on the pages of these articles, and those that waited for one of them."""
    headlines = Article.objects.filter(pk__in=article_ids).values_list("headline", flat=True)
    keys = {fold(headline)[:MAX_KEY] for headline in headlines}
    free = Q(article__isnull=True) | Q(likeness__gt=0)
    waiting = MostReadEntry.objects.filter(free, list__kind=MostReadList.Kind.PRINTED)
    return matching.link_exact(waiting.filter(Q(list__article__in=article_ids) | Q(key__in=keys)).order_by("pk"))


def link_like(days: Iterable[date | None]) -> int:
    """Lead printed lines to columns that are all but the same, where columns of these days came or went."""
    return likeness.link_like({day for day in days if day is not None})


def days_of(article_ids: Collection[int]) -> set[date | None]:
    """Return the days of some articles and of the lists on their pages: where lines may be led otherwise now."""
    own = Article.objects.filter(pk__in=article_ids).order_by().values_list("published_on", flat=True)
    lists = MostReadList.objects.filter(article__in=article_ids, kind=MostReadList.Kind.PRINTED)
    return {*own.distinct(), *lists.order_by().values_list("day", flat=True).distinct()}


def days_of_lists() -> set[date | None]:
    """Return the days of all printed lists and of the pages that they stood on."""
    lists = MostReadList.objects.filter(kind=MostReadList.Kind.PRINTED).order_by()
    days = lists.values_list("day", "article__published_on").distinct()
    return {day for pair in days for day in pair}


def plain(printed: MostReadList) -> dict[str, Any]:
    """Return a printed list as JSON can hold it."""
    return {
        "article": printed.article_id,
        "day": printed.day.isoformat() if printed.day else None,
        "is_shown": printed.is_shown,
        "note": printed.note,
        "entries": [[entry.rank, entry.headline, entry.article_id, entry.likeness] for entry in printed.entries.all()],
    }


def restore(before: dict[str, Any]) -> None:
    """Make a list again as `plain` kept it; a line whose article is gone stays without one."""
    printed = MostReadList.objects.create(
        kind=MostReadList.Kind.PRINTED, article_id=before["article"], day=before["day"],
        is_shown=before["is_shown"], note=before["note"],
    )  # fmt: skip
    # What was journalled before lines had a likeness has none.
    lines = [(*line, None)[:4] for line in before["entries"]]
    there = set(Article.objects.filter(pk__in=[pk for _, _, pk, _ in lines]).values_list("pk", flat=True))
    MostReadEntry.objects.bulk_create(
        MostReadEntry(
            list=printed, rank=rank, headline=headline, article_id=pk if pk in there else None,
            likeness=alike if pk in there or alike == 0 else None,
        )
        for rank, headline, pk, alike in lines
    )  # fmt: skip
