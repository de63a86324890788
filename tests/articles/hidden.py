"""Columns that the public may not see in lists, one for each reason; shared by the tests of every page."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article
from tests.builders import make_article

PAST = datetime(2011, 4, 3, 7, 55, tzinfo=UTC)
# Every reason but the last gives 404 on the column's own page; the retracted one keeps its page with the notice.
REASONS = ("draft", "in_review", "unpublished", "scheduled", "embargoed", "expired", "retracted")
WITHOUT_A_PAGE = REASONS[:-1]


def make_hidden(reason: str, headline: str = "Hidden", **fields: Any) -> Article:
    """Return a column that is hidden for `reason`."""
    soon = timezone.now() + timedelta(days=2)
    by_reason: dict[str, dict[str, Any]] = {
        "scheduled": {"published_at": soon},
        "embargoed": {"embargoed_until": soon},
        "expired": {"expires_at": PAST + timedelta(days=1)},
    }
    given = by_reason.get(reason, {"status": reason})
    return make_article(headline, **{"published_at": PAST, **given, **fields})
