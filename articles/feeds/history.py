"""The newest columns of a feed, and its archive (RFC 5005): parts of fifty, counted from the start of each year.

A part is in the archive once it is full or its year is over; from then on only a correction, or a column that is added
or taken off in that year, changes it. The newest fifty always reach back into the last part of the archive.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, timedelta

from django.db.models import Func, IntegerField, Prefetch, Q, Subquery, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from articles.models import Article, ArticleQuerySet, Byline

SIZE = 50
MOST_PARTS = (
    100_000  # in a year: beyond it a number is nobody's honest mistake, and might be too large for the database
)
# A save counts for Last-Modified when it is this old: before, a second one could carry the same time (RFC 9110, 8.8.2).
SETTLED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`th fifty of a year, from 1."""

    year: int
    number: int

    @property
    def path(self) -> str:
        """Where it lies below the page of its feed."""
        return f"archive/{self.year}-{self.number}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Columns of a feed, the newest first; `part` is None for the newest. `older` and `newer` are of the archive."""

    articles: list[Article]
    part: Part | None = None
    older: Part | None = None
    newer: Part | None = None


Load = Callable[[ArticleQuerySet], Stretch]


def newest(scope: ArticleQuerySet) -> Stretch:
    """Return the newest public columns of a scope, and the part of the archive behind them, in four queries."""
    articles = list(_loaded(scope).prefetch_related(None)[:SIZE])
    last = articles[-1] if len(articles) == SIZE else None
    lines = Byline.objects.all()
    if last:
        # How many came before the last in its year is asked for with the bylines: alone it would be a fifth query.
        lines = lines.annotate(before_last=_counted(_earlier_in_year(scope, last)))
    prefetch_related_objects(articles, Prefetch("bylines", lines), "tags", "corrections")
    return Stretch(articles=articles, older=_part_behind(scope, articles, last) if last else None)


def _part_behind(scope: ArticleQuerySet, articles: list[Article], last: Article) -> Part | None:
    """Return the part that the last of the newest lies in."""
    lines = (line for article in articles for line in article.bylines.all())
    before: int | None = getattr(next(lines, None), "before_last", None)
    if before is None or last.published_on is None:
        return _part_of(scope, last)  # nobody signed any of them
    return Part(last.published_on.year, before // SIZE + 1)


def part(scope: ArticleQuerySet, *, year: int, number: int) -> Stretch:
    """Return a part of the archive; Http404 where it is empty, or not full in a year that is not over."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= number <= MOST_PARTS):
        raise Http404("There is no such part of the archive.")
    in_year = _loaded(scope).filter(published_on__year=year).order_by("published_at", "id")
    articles = list(in_year[(number - 1) * SIZE : number * SIZE])
    this = Part(year, number)
    if not articles or not _is_closed(this, len(articles)):
        raise Http404("There is no such part of the archive.")
    return Stretch(articles=articles[::-1], part=this, older=_before(scope, this), newer=_after(scope, this))


def _loaded(scope: ArticleQuerySet) -> ArticleQuerySet:
    """Return what a feed shows of public columns, each with the last settled save of anything once public in the scope.

    What was taken off counts too, or a reader would not learn of it.
    """
    saved = scope.filter(first_public_at__isnull=False, modified_at__lte=timezone.now() - SETTLED)
    last = saved.order_by("-modified_at").values("modified_at")[:1]
    loaded = scope.published().for_feed().select_related("series", "image").prefetch_related("corrections")
    return loaded.annotate(scope_saved_at=Subquery(last))


def _part_of(scope: ArticleQuerySet, article: Article) -> Part | None:
    """Return the part that a public column lies in."""
    if article.published_on is None:
        return None
    return Part(article.published_on.year, _earlier_in_year(scope, article).count() // SIZE + 1)


def _earlier_in_year(scope: ArticleQuerySet, article: Article) -> ArticleQuerySet:
    """Return the public columns of a scope that came before one in its year."""
    if article.published_on is None:
        return scope.none()
    earlier = Q(published_at__lt=article.published_at) | Q(published_at=article.published_at, pk__lt=article.pk)
    return scope.published().filter(earlier, published_on__year=article.published_on.year)


def _counted(articles: ArticleQuerySet) -> Subquery:
    """Return the number of articles as a value inside another query."""
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return Subquery(articles.order_by().annotate(number=number).values("number"))


def _before(scope: ArticleQuerySet, this: Part) -> Part | None:
    if this.number > 1:
        return Part(this.year, this.number - 1)
    last = scope.published().filter(published_on__year__lt=this.year).newest_first().first()
    return _part_of(scope, last) if last else None


def _after(scope: ArticleQuerySet, this: Part) -> Part | None:
    """Return the next part, if it is in the archive already."""
    beyond = scope.published().filter(published_on__year=this.year)[this.number * SIZE : (this.number + 1) * SIZE]
    following, count = Part(this.year, this.number + 1), beyond.count()
    if not count:
        first = scope.published().filter(published_on__year__gt=this.year).order_by("published_at", "id").first()
        if first is None or first.published_on is None:
            return None
        year = first.published_on.year
        following, count = Part(year, 1), scope.published().filter(published_on__year=year)[:SIZE].count()
    return following if _is_closed(following, count) else None


def _is_closed(this: Part, count: int) -> bool:
    return count == SIZE or this.year < timezone.localdate(timezone=timezone.get_default_timezone()).year
