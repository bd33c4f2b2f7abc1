"""Groups of copies: who leads, and who follows whom.

The articles are taken in order of their dates. Each joins the leader that it shares most with,
or becomes a leader itself. So nothing chains: a follower shares its text with its leader, not just
with another follower, and a long affair does not become one group day by day. Where articles were
compared, the groups are a function of the articles that there are: in which order they came, and
what has been deleted since, makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where an article stands."""

    leader: int
    """Its own number, if it leads."""
    containment: float
    """How much of the shorter of the two texts is in the other; 1 for a leader."""


def places_of(
    moments: Mapping[int, int | None], pairs: Mapping[int, Mapping[int, float]]
) -> dict[int, Place]:
    """The places of articles: all that are connected by pairs, or any number of such parts.

    `moments` are numbers of their dates that sort; articles without come last. `pairs` gives for
    each the containment of those that it shares its text with. Among equal dates the lower number
    comes first, and among equal containments the leader that came first wins.

    >>> places_of({1: 5, 2: 6, 3: 7}, {1: {2: 0.9}, 2: {1: 0.9, 3: 0.6}, 3: {2: 0.6}})
    {1: Place(leader=1, containment=1.0), 2: Place(leader=1, containment=0.9),
     3: Place(leader=3, containment=1.0)}
    """
    places: dict[int, Place] = {}
    leaders: dict[int, int] = {}
    for number in sorted(moments, key=lambda n: (moments[n] is None, moments[n] or 0, n)):
        shared = [
            (-contained, leaders[other], other)
            for other, contained in pairs[number].items()
            if other in leaders
        ]
        if shared:
            contained, _, leader = min(shared)
            places[number] = Place(leader, -contained)
        else:
            leaders[number] = len(leaders)
            places[number] = Place(number, 1.0)
    return places
