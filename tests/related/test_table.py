"""Columns field by field, and what several of them share with one."""

import numpy as np
import pytest

from articles.related import subjects
from articles.related.columns import Column
from articles.related.subjects import Shared
from articles.related.table import Several, Table
from tests.builders import POSTED

TAGS = subjects.known(99, {1: 1, 2: 50, 3: 2}, {1: "person", 2: "place"}, {3: 0.8})


def test_some_columns_are_taken_in_their_order_with_all_they_have():
    several = Several.of([[1, 2], [], [3], [4, 5, 6]])

    taken = several.take(np.array([3, 1, 0]))

    assert taken.values.tolist() == [4, 5, 6, 1, 2]
    assert taken.columns().tolist() == [0, 0, 0, 2, 2]
    assert several.any_of([3, 6]).tolist() == [False, False, True, True]
    assert several.any_of([]).tolist() == [False] * 4


def test_column_without_date_series_or_answer_has_none_in_the_table():
    table = Table.of([Column(id=7, published_at=POSTED, series=3, answers=9), Column(id=8)]).take(np.array([1, 0]))

    assert table.ids.tolist() == [8, 7]
    assert np.isnan(table.moments[0])
    assert table.moments[1] == POSTED.timestamp()
    assert (table.series.tolist(), table.answers.tolist()) == ([0, 3], [0, 9])


@pytest.mark.parametrize("named", [frozenset(), frozenset({1}), frozenset({1, 2, 3})])
def test_what_tags_add_together_is_the_sum_of_their_parts_for_each(named):
    column = Column(id=1, tags={1: "Ada", 2: "Tern Island", 3: "Weirs"}, named=named)
    others = [
        Column(id=2, tags={1: "Ada", 2: "Tern Island", 3: "Weirs", 4: "Eels"}),
        Column(id=3, tags={4: "Eels"}),
        Column(id=4, tags={1: "Ada", 3: "Weirs"}, named=frozenset({1})),
        Column(id=5),
    ]
    days = np.array([0.0, 10.0, 400.0, 0.0])

    found = subjects.together(column.tags, column.named, Table.of(others).tags, TAGS, days)

    for at, other in enumerate(others):
        names = {tag: column.tags[tag] for tag in column.tags if tag in other.tags}
        shared = Shared(names=names, named=(named, other.named), days=days[at])
        assert found[at] == pytest.approx(sum(subjects.parts(shared, TAGS).values()))
