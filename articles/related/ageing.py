"""Which tags are news, whose columns come in bursts, and which are evergreen: measured, and kept for each tag.

Days in, a share out; then the same for all tags, from the database.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil
from operator import itemgetter

from django.db import transaction

from articles import bulk
from articles.models import Article, Tag, TaggedArticle
from articles.related.models import TagAge

# Fewer columns say nothing of when a tag is written about; from so many more on, half of what they say is believed.
FEWEST, HALF_BELIEVED = 5, 5
# What stands within so many days is one occasion.
OCCASION = 30


def evenly(archive: Sequence[int]) -> Callable[[int], float]:
    """Return what moves a day to where it were, did the columns of an archive appear evenly; their days are in order.

    So a tag does not look like news because half the archive is of one year, or because a year is missing.
    """
    columns = len(archive)
    a_column = (archive[-1] - archive[0]) / columns if columns else 0.0
    return lambda day: (bisect_left(archive, day) + bisect_right(archive, day)) / 2 * a_column


def news(days: Sequence[float]) -> float:
    """Return how far a tag is news, 0 to nearly 1, by the days of its columns in order, moved `evenly`.

    Were its columns strewn evenly or by chance over the time that it has been written about, some in a row would take
    as long as the average says. Where the usual ones (the median) take far less, most of that time is between bursts.
    So a tag that was written about once, or without a break, is no news: nothing tells what would become of it.
    """
    columns, span = len(days), days[-1] - days[0] if days else 0
    if columns < FEWEST or not span:
        return 0.0
    gap = span / (columns - 1)
    row = max(1, ceil(OCCASION / gap))
    if 2 * row > columns - 1:
        return 0.0
    lengths = sorted(last - first for first, last in zip(days, days[row:], strict=False))
    usual = lengths[len(lengths) // 2]
    # The median of the sum of so many gaps that come by chance (a gamma distribution).
    by_chance = gap * (row - 1 / 3)
    return max(0.0, 1 - usual / by_chance) * columns / (columns + HALF_BELIEVED)


def keep_all() -> None:
    """Measure all tags on the columns that are published, and keep what is found; evergreen ones need no row."""
    measured = {tag: found for tag, days in _days_of_tags() if (found := news(days))}
    with transaction.atomic():
        there = Tag.objects.filter(pk__in=measured).order_by("pk").values_list("pk", flat=True)
        TagAge.objects.all().delete()
        bulk.insert(TagAge(tag_id=tag, news=measured[tag]) for tag in there)


def _days_of_tags() -> Iterator[tuple[int, list[float]]]:
    published = Article.objects.filter(status=Article.Status.PUBLISHED).order_by("published_at")
    archive = [moment.toordinal() for moment in published.values_list("published_at", flat=True).iterator() if moment]
    moved = lru_cache(maxsize=None)(evenly(archive))
    held = TaggedArticle.objects.filter(content_object__status=Article.Status.PUBLISHED)
    dated = held.order_by("tag", "content_object__published_at").values_list("tag", "content_object__published_at")
    lines: Iterable[tuple[int, float]] = ((tag, moved(moment.toordinal())) for tag, moment in dated.iterator())
    for tag, some in groupby(lines, key=itemgetter(0)):
        yield tag, [day for _, day in some]
