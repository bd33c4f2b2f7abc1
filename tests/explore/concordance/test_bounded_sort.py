"""More rows than fit the memory are sorted all the same."""

import tempfile
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.errors import OutputError
from searchnews.explore.concordance.bounded_sort import sorted_in_bounds


@given(st.lists(st.integers(0, 9), max_size=700), st.integers(1, 300))
def test_it_is_a_stable_sort(keys, in_memory):
    items = list(zip(keys, range(len(keys)), strict=True))
    found = list(sorted_in_bounds(items, itemgetter(0), in_memory=in_memory))
    assert found == sorted(items, key=itemgetter(0))


def test_a_full_disk_is_said(monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert list(sorted_in_bounds([2, 1], int, in_memory=3)) == [1, 2]
    with pytest.raises(OutputError, match=r"no room to sort.*No space left.*TMPDIR"):
        list(sorted_in_bounds([2, 1], int, in_memory=2))
