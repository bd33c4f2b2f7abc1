"""Pairs of dispatches that may be of one story: about the same time, with heavy words in common."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from searchnews.stories.vectors import Vectors

DAYS: Final = 2
"""How many days two dispatches of one story are apart at most."""

# Of the pairs of 31,292 dispatches with a cosine of .40 or more, .999 share two of their sixteen
# heaviest words; 0.9 pairs a dispatch are compared then.
_HEAVIEST: Final = 16
_FEWEST_SHARED: Final = 2
# Of the dispatches of these days with a word, each is compared with so many that came just before.
_NEIGHBOURS: Final = 64

_LATER: Final = np.uint64(32)


def candidates(
    vectors: Vectors, days: npt.NDArray[np.int64], is_new: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pairs that are to be compared, counted from 0; one of each is new.

    `days` count from any day on, rising.
    """
    places = vectors.heaviest(_HEAVIEST)
    terms, rows = vectors.terms[places], vectors.rows()[places]
    order = np.lexsort((rows, terms))
    terms, rows = terms[order], rows[order]
    pairs = [np.empty(0, np.uint64)]
    for distance in range(1, min(_NEIGHBOURS + 1, len(rows))):
        later, earlier = rows[distance:], rows[:-distance]
        is_pair = terms[distance:] == terms[:-distance]
        is_pair &= days[later] - days[earlier] <= DAYS
        is_pair &= is_new[later] | is_new[earlier]
        if not is_pair.any() and not (terms[distance:] == terms[:-distance]).any():
            break
        pairs.append(
            later[is_pair].astype(np.uint64) << _LATER | earlier[is_pair].astype(np.uint64)
        )
    found, shared = np.unique(np.concatenate(pairs), return_counts=True)
    found = found[shared >= _FEWEST_SHARED]
    return (found >> _LATER).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
