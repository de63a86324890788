"""Two that prune at once, one of them killed hard, while late reads come in: every read is there, once."""

import random

import pytest

from tests.importing.sites import empty_site, kill_after

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

ARTICLES, HOURS, LATE = 10, 2_000, 60
FILL = f"""
from datetime import datetime, timedelta, UTC
from articles.models import Article
from articles.readership import adding
from articles.readership.models import HourlyReads
old = datetime(2020, 1, 1, tzinfo=UTC)
for number in range({ARTICLES}):
    article = Article.objects.create(headline=f"Column {{number}}", slug=f"column-{{number}}")
    hours = {{(article.pk, old + timedelta(hours=hour)): 1 + hour % 3 for hour in range({HOURS})}}
    adding.add(HourlyReads, hours)
"""
READ_LATE = f"""
from datetime import datetime, timedelta, UTC
from articles.models import Article
from articles.readership import adding
from articles.readership.models import HourlyReads
for hour in range({LATE}):
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hour * 7)
    adding.add(HourlyReads, {{(pk, at): 1 for pk in Article.objects.values_list("pk", flat=True)}})
"""
TELL = """
from django.utils import timezone
from articles.readership import reads
from articles.readership.models import DailyReads, HourlyReads
from articles.readership.spans import Span
print(reads.total(Span.of_all_time(at=timezone.now())), HourlyReads.objects.count(), DailyReads.objects.count())
"""


def test_no_read_is_lost_or_doubled_by_a_kill_or_by_two_at_once(tmp_path) -> None:
    dice = random.Random(3)  # noqa: S311 no secret
    with empty_site(tmp_path / "site") as site:
        site.run("shell", "-c", FILL)
        first, second = site.begin("prune_reads"), site.begin("prune_reads")
        late = site.begin("shell", "-c", READ_LATE)
        kill_after(first, 2 + 3 * dice.random())
        for process in (second, late):
            process.communicate()
        site.run("prune_reads")

        told = site.run("shell", "-c", TELL).split()[-3:]

        assert (second.returncode, late.returncode) == (0, 0)
        given = ARTICLES * sum(1 + hour % 3 for hour in range(HOURS)) + ARTICLES * LATE
        assert told == [str(given), "0", "0"]
