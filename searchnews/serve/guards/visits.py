"""How often a visitor may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from searchnews.serve.api.problems import TooOftenError

# Visitors that are remembered; the one who came longest ago is forgotten first.
_VISITORS: Final = 10_000
_MINUTE: Final = 60.0


class Visits:
    """So many visits a minute for each visitor, as many at once who has not come for a minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        # Of each visitor the visits that are left, and when that was so.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, visitor: str) -> None:
        """Count a visit.

        Raises:
            TooOftenError: there were as many as may be.
        """
        now = self._clock()
        left, then = self._left.pop(visitor, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - then) / _MINUTE * self._per_minute)
        allowed = left >= 1
        self._left[visitor] = (left - allowed, now)
        if len(self._left) > _VISITORS:
            self._left.popitem(last=False)
        if not allowed:
            raise TooOftenError(
                f"more than {self._per_minute:,} requests a minute, which is the limit; wait a "
                "moment"
            )
