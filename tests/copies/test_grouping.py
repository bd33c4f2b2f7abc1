"""Who leads a group, and who follows whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.copies.grouping import places_of


def places(moments, *pairs):
    """The leader of each article."""
    both = {number: {} for number in moments}
    for one, other, containment in pairs:
        both[one][other] = both[other][one] = containment
    return {number: place.leader for number, place in places_of(moments, both).items()}


@pytest.mark.parametrize(
    ("what", "moments", "pairs", "leaders"),
    [
        ("the first leads", {1: 5, 2: 6}, [(1, 2, 0.9)], {1: 1, 2: 1}),
        ("the first to be published", {1: 6, 2: 5}, [(1, 2, 0.9)], {1: 2, 2: 2}),
        ("the lower number at one moment", {2: 5, 1: 5}, [(1, 2, 0.9)], {1: 1, 2: 1}),
        ("whoever has a date", {1: None, 2: 5}, [(1, 2, 0.9)], {1: 2, 2: 2}),
        (
            "nothing chains",
            {1: 1, 2: 2, 3: 3},
            [(1, 2, 0.6), (2, 3, 0.9)],
            {1: 1, 2: 1, 3: 3},
        ),
        (
            "the nearest of two leaders",
            {1: 1, 2: 2, 3: 3},
            [(1, 3, 0.6), (2, 3, 0.7)],
            {1: 1, 2: 2, 3: 2},
        ),
        (
            "the first of two that are as near",
            {1: 2, 2: 1, 3: 3},
            [(1, 3, 0.7), (2, 3, 0.7)],
            {1: 1, 2: 2, 3: 2},
        ),
    ],
)
def test_leaders(what, moments, pairs, leaders):
    assert places(moments, *pairs) == leaders


PAIRS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(50, 100)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=20,
)


@given(pairs=PAIRS, dates=st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=9, max_size=9))
def test_followers_are_copies_of_leaders_and_leaders_of_none_before_them(pairs, dates):
    moments = dict(enumerate(dates, 1))
    both = {number: {} for number in moments}
    for one, other, percent in pairs:
        both[one][other] = both[other][one] = percent / 100
    found = places_of(moments, both)
    leaders = {number for number, place in found.items() if place.leader == number}
    order = sorted(moments, key=lambda n: (moments[n] is None, moments[n] or 0, n))
    for place, number in enumerate(order):
        before = leaders & set(order[:place]) & both[number].keys()
        if number in leaders:
            assert not before
        else:
            assert found[number].leader in before
            assert found[number].containment == max(both[number][n] for n in before)
