"""Which tags are news: those whose columns come in bursts with long pauses between them."""

from datetime import timedelta

import pytest

from articles.models import Tag
from articles.related import ageing, services
from articles.related.loading import tags_known
from articles.related.shown import lines
from tests.builders import POSTED, make_article
from tests.related.columns import made_together, make_column

YEARS = 3650


def by_chance(columns: int) -> list[int]:
    """Return days strewn like the fractional parts of squares, which follow no order that a gap could tell."""
    return sorted(int((number * number * 0.6180339887) % 1 * YEARS) for number in range(columns))


@pytest.mark.parametrize(
    "days",
    [
        [],
        [0, 900, 1800],
        [0] * 20,
        list(range(0, YEARS, 7)),
        sorted([*range(YEARS), *range(YEARS), *range(YEARS)]),
        list(range(100, 130)),
    ],
    ids=["none", "few", "one day", "weekly", "thrice a day", "one burst"],
)
def test_evergreens_are_no_news(days):
    assert ageing.news(days) < 0.01


@pytest.mark.parametrize("columns", [40, 400, 4000])
def test_what_comes_by_chance_is_hardly_news(columns):
    assert ageing.news(by_chance(columns)) < 0.25


@pytest.mark.parametrize(
    "days",
    [
        [*range(0, 60, 2), 900, 1900, 3000],
        [year * 1460 + day for year in range(3) for day in range(30)],
        [*range(200), *range(3000, 3020)],
    ],
    ids=["an affair", "an election", "a war"],
)
def test_bursts_are_news(days):
    assert ageing.news(days) > 0.75


def test_few_columns_are_believed_less():
    assert 0 < ageing.news([0, 1, 2, 3, 2000]) < ageing.news([*range(20), 2000]) < 1


def test_an_archive_with_gaps_makes_no_tag_news():
    archive = [year * 1460 + day for year in range(3) for day in range(30)]
    moved = ageing.evenly(archive)

    assert ageing.news([moved(day) for day in archive]) == 0
    assert ageing.news([moved(day) for day in archive[::3]]) == 0
    assert ageing.evenly([])(5) == 0


@pytest.mark.django_db
def test_a_shared_affair_of_long_ago_gives_way_to_a_shared_evergreen(monkeypatch):
    """Both ways of making lists say so alike."""
    with made_together():
        for number in range(20):
            make_column(f"other{chr(97 + number)}", published_at=POSTED + timedelta(days=200 * number))
        for number in range(12):
            tags = ["The flood"] if number < 10 else ["Eels"]
            posted = POSTED + timedelta(days=number if number < 10 else 500 * number)
            subject = f"filler{chr(97 + number)}"
            make_column(subject, headline=f"{tags[0]} {number}", tags=tags, published_at=posted)
        make_column("quay", headline="Old eels", tags=["Eels"], published_at=POSTED)
        article = make_article("Now", tags=["The flood", "Eels"], published_at=POSTED + timedelta(days=4000))

    flood = Tag.objects.get(name="The flood").pk
    assert tags_known([flood], 34).news[flood] > 0.3
    together = [(line.headline, line.score) for line in lines(article)]
    assert [headline for headline, _ in together] == ["Eels 10", "Eels 11", "Old eels"]

    monkeypatch.setattr(services, "TOGETHER", 0)
    services.refresh([article.pk])
    assert [(line.headline, line.score) for line in lines(article)] == together
