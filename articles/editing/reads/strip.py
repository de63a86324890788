"""What a column's own form says of its reads: the last thirty days in one little line."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from articles.models import Article
from articles.readership import charts, reads
from articles.readership.days import day_of
from articles.readership.reads import Scope
from articles.readership.spans import DAY
from authors.models import User

LAST_DAYS = 30
RIGHT = "readership.view_mostreadlist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The reads of one column: their number, the points of the line, how it is said, and where there is more."""

    total: int
    points: str
    most: int
    query: str
    days: int = LAST_DAYS


def strip(article: Article, user: User, *, at: datetime) -> Strip | None:
    """Return the strip of a column that was public, for whoever may see reads. Two queries."""
    if article.first_public_at is None or not user.has_perm(RIGHT):
        return None
    today = day_of(at)
    days = reads.by_day(today - (LAST_DAYS - 1) * DAY, today, Scope(article_id=article.pk), at=at)
    numbers = [number or 0 for _, number in days]
    return Strip(
        total=sum(numbers),
        points=charts.spark(numbers),
        most=max(numbers),
        query="?" + urlencode({"span": "30", "by": "day", "article": f"#{article.pk}"}),
    )
