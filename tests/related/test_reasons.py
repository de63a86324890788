"""The sentence that says why a headline is there."""

import pytest

from articles.related.models import RelatedHeadline
from articles.related.reasons import reason

TEXT = {"score": 0.5, "words": ["uranium", "centrifuge"]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, ""),
        ({"answers": {"who": "related"}, "series": {"name": "S"}}, "Answers this column"),
        ({"answers": {"who": "article"}}, "This column answers it"),
        ({"series": {"name": "The river files"}, "tags": {"names": ["A"]}}, "Same series: The river files"),
        ({"tags": {"names": ["A"]}, "text": TEXT}, "Both on A"),
        ({"tags": {"names": ["A", "B", "C", "D"]}}, "Both on A, B and C"),
        ({"text": TEXT}, "Similar in its words: uranium, centrifuge"),
        ({"text": TEXT, "author": {"score": 0.05, "names": ["Ada"]}}, "Similar in its words: uranium, centrifuge"),
        ({"text": {**TEXT, "score": 0.01}, "author": {"score": 0.05, "names": ["Ada", "Bo"]}}, "Also by Ada and Bo"),
        ({"text": {"score": 0.5, "words": []}}, ""),
    ],
)
def test_reason(parts, expected):
    assert reason(RelatedHeadline(parts=parts)) == expected


def test_pin_is_the_desk_s():
    assert reason(RelatedHeadline(origin="pinned", parts={"text": TEXT})) == "Picked by the desk"
