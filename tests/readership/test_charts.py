"""Where a chart's lines and figures lie: for any numbers within the frame, on an axis of round numbers."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.readership import charts

COUNTS = st.integers(0, 10**12)
SERIES = st.lists(st.none() | COUNTS, min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("most", "axis"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (100, [0, 20, 40, 60, 80, 100]),
        (1_234, [0, 500, 1_000, 1_500]),
        (48_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000]),
    ],
)
def test_axis_has_round_numbers(most, axis):
    assert charts.scale(most) == axis


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_axis_covers_the_most_in_even_round_steps(most):
    axis = charts.scale(most)

    step = axis[1]
    assert axis[-1] >= most > axis[-1] - step - (most == 0)
    assert 2 <= len(axis) <= 7
    assert {later - former for former, later in pairwise(axis)} == {step}
    assert str(step).rstrip("0") in {"1", "2", "5"}


@settings(max_examples=50, deadline=None)
@given(SERIES, SERIES, st.tuples(st.booleans(), st.booleans()))
def test_lines_stay_in_the_frame(this, last, unfinished):
    labels = [str(place) for place in range(max(len(this), len(last)))]

    drawn = charts.lines(this, last, labels, unfinished=unfinished)

    for line, values in ((drawn.this, this), (drawn.last, last)):
        points = [tuple(map(float, point.split(","))) for run in line.runs for point in run.split()]
        tail = [tuple(map(float, point.split(","))) for point in line.unfinished.split()]
        assert all(0 <= at <= 100 for place in (*points, *line.dots, *tail) for at in place)
        assert len(points) + len(line.dots) + bool(tail) == sum(value is not None for value in values)
    assert all(0 <= mark.at <= 100 for mark in (*drawn.values, *drawn.moments))
    assert len(drawn.moments) <= 7


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=60, max_size=100), COUNTS, st.none() | COUNTS), max_size=3))
def test_bars_stay_in_the_frame(rows):
    drawn = charts.bars(rows)

    assert all(0 <= at <= 100 for row in drawn.rows for at in (row.this, row.last))
    assert all(row.last_at + drawn.last_high <= drawn.height for row in drawn.rows)
    assert all(len(row.label) <= charts.LONG and len(row.short) <= charts.SHORT for row in drawn.rows)


def test_highest_value_is_nearest_the_top():
    drawn = charts.lines([0, 10], [5, None], ["Mon", "Tue"])

    assert drawn.this == charts.Line(runs=("0,100 100,0",), dots=())
    assert drawn.last == charts.Line(runs=(), dots=((0.0, 50.0),))


def test_line_is_broken_where_nothing_is_known():
    drawn = charts.lines([1, 2, None, 2, 1, None, 2], [], list("abcdefg")).this

    assert len(drawn.runs) == 2
    assert drawn.dots == ((100.0, 0.0),)


def test_moment_that_is_not_over_is_apart_from_the_line():
    drawn = charts.lines([2, 2, 1, None], [2, 2, 2, 2], list("abcd"), unfinished=(True, False))

    assert drawn.this == charts.Line(runs=("0,0 33.33,0",), dots=(), unfinished="33.33,0 66.67,50")
    assert drawn.last.unfinished == ""


def test_one_moment_alone_stands_in_the_middle():
    assert charts.lines([4], [2], ["Today"]).this.dots == ((50.0, 0.0),)


def test_bars_of_two_stretches_are_on_one_axis():
    row = charts.bars([("The ferry", 50, 100)]).rows[0]

    assert (row.this, row.last, row.value) == (50.0, 100.0, "50")


def test_little_line_runs_from_edge_to_edge():
    assert charts.spark([0, 3, 6]) == "0,100 50,50 100,0"
    assert charts.spark([0, 0]) == "0,100 100,100"


@pytest.mark.parametrize(
    ("words", "fitting"),
    [("The ferry", "The ferry"), ("The ferry is late", "The ferry…"), ("섬으로 가는 배는 없다", "섬으로…")],
)
def test_words_that_do_not_fit_are_cut(words, fitting):
    assert charts.shortened(words, 10) == fitting


def test_figures_of_an_axis_are_short():
    assert [charts.figure(value) for value in (0, 1_500, 1_500_000, 20_000_000)] == ["0", "1,500", "1.5m", "20m"]
