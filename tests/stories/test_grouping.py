"""Places that follow changes are those of grouping all dispatches anew."""

from hypothesis import given
from hypothesis import strategies as st

from searchnews.copies.grouping import places_of
from searchnews.stories.grouping import Neighbour, regroup


class Places:
    def __init__(self):
        self.moments = {}
        self.pairs = {}
        self.leaders = {}

    def moment(self, number):
        return self.moments.get(number)

    def leader(self, number):
        return self.leaders[number]

    def neighbours(self, number):
        return [
            Neighbour(self.moments[other], other, self.leaders[other], shared)
            for other, shared in self.pairs[number].items()
        ]

    def put(self, number, leader, shared):
        self.leaders[number] = leader

    def drop(self, number):
        del self.moments[number], self.pairs[number], self.leaders[number]

    def pair(self, one, other, shared):
        self.pairs[one][other] = self.pairs[other][one] = shared

    def forget(self, number):
        left = set(self.pairs[number])
        for other in left:
            del self.pairs[other][number]
        self.drop(number)
        return left


MOMENTS = st.lists(st.integers(1, 6), min_size=2, max_size=12)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.lists(st.tuples(st.integers(0, 11), st.sampled_from([0.4, 0.5, 0.9]))),
    ),
    max_size=25,
)


@given(moments=MOMENTS, steps=STEPS)
def test_changes_lead_to_what_grouping_anew_does(moments, steps):
    places = Places()
    for number, others in steps:
        if number >= len(moments):
            continue
        if number in places.moments:
            regroup(places, places.forget(number), set())
        else:
            partners = {n: shared for n, shared in others if n < len(moments) and n != number}
            new = {number, *partners} - places.moments.keys()
            if not partners:
                continue
            for each in new:
                places.moments[each] = moments[each]
                places.pairs[each] = {}
                places.leaders[each] = each
            for other, shared in partners.items():
                places.pair(number, other, shared)
            regroup(places, {number, *partners}, new)
        expected = places_of(places.moments, places.pairs)
        assert places.leaders == {n: place.leader for n, place in expected.items()}
