"""The shared saved pages, compared as their README says: better than every figure of its table, all at once."""

from pathlib import Path

import pytest

from bench import web_pages_quality as quality

pytestmark = pytest.mark.shared

PAGES = Path(__file__).resolve().parents[3] / "shared" / "importing" / "html"
# The best figure of any tool in each column.
BARS = {
    "body F1": 0.948,
    "kept": 0.952,
    "left out": 0.964,
    "headline exact": 0.82,
    "headline contained": 0.90,
    "authors": 0.78,
    "date": 0.91,
}


@pytest.fixture(scope="module")
def score():
    measured, _ = quality.measure(quality.pages(PAGES), quality.ours)
    return measured


@pytest.mark.parametrize("column", BARS)
def test_each_bar_is_beaten(score, column):
    share, _ = score.figures()[column]

    assert share > BARS[column], [miss for miss in score.misses if miss.startswith(column)]


def test_every_page_is_compared(score):
    counts = {column: count for column, (_, count) in score.figures().items()}

    assert counts["body F1"] == 27
    assert (counts["kept"], counts["left out"]) == (269, 274)
    assert (counts["headline exact"], counts["authors"], counts["date"]) == (116, 112, 99)
