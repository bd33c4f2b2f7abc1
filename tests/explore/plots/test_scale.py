"""Axes end at round values just above what they show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.plots.scale import scale


@pytest.mark.parametrize(
    ("highest", "whole", "marks"),
    [
        (0, True, [0, 1]),
        (1, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (5, True, [0, 1, 2, 3, 4, 5]),
        (6, True, [0, 2, 4, 6]),
        (365, True, [0, 100, 200, 300, 400]),
        (1_000_000, True, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]),
        (0.0123, False, [0, 0.005, 0.01, 0.015]),
        (0, False, [0, 0.01]),
    ],
)
def test_marks(highest, whole, marks):
    assert scale(highest, whole=whole).marks() == pytest.approx(marks)


@given(st.floats(1e-6, 1e9), st.booleans(), st.integers(1, 8))
def test_all_is_below_the_top_and_there_are_few_marks(highest, whole, most):
    axis = scale(highest, whole=whole, most=most)
    assert axis.top >= highest * (1 - 1e-9)
    assert axis.steps <= most
    assert not whole or axis.step == int(axis.step) >= 1


@pytest.mark.parametrize(
    ("highest", "factor", "decimals"),
    [(0.3, 100, 0), (0.012, 100, 1), (0.0004, 100, 2), (40, 1, 0)],
)
def test_labels_are_as_precise_as_the_steps(highest, factor, decimals):
    assert scale(highest, whole=False).decimals(factor) == decimals
