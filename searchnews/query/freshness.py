"""Newer articles first among those that match about as well: `--fresh 30d`.

What is new is worth a bonus that halves with every so many days of age. Engines know no such
curve; constants over nested ranges of days are one, in steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from searchnews.dates import day_number
from searchnews.errors import InvalidArgumentError
from searchnews.query.clauses import Clause, Constant, Days
from searchnews.value import Value

# Two steps for each halving keep neighbours in time within a third of the bonus of each other;
# after five halvings too little is left to tell apart.
_STEPS_IN_A_HALVING: Final = 2
_HALVINGS: Final = 5

_WRITTEN: Final = re.compile(r"([0-9]{1,5})\s*([hdjwmya])", re.IGNORECASE | re.ASCII)
_HOURS: Final = {"h": 1, "d": 24, "j": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24, "a": 365 * 24}


class Freshness(Value):
    """How much newer is better."""

    half_life: timedelta
    """After so long the bonus has halved."""
    now: datetime
    """From when age is counted, with a time zone."""

    def bonuses(self, most: float) -> Iterator[Clause]:
        """Clauses whose scores add up to `most` for an article of now, to half after `half_life`.

        Articles from the future, as wrong dates make them, score as those of now; undated ones
        score nothing.
        """
        steps = _STEPS_IN_A_HALVING * _HALVINGS
        worth = [2.0 ** (-step / _STEPS_IN_A_HALVING) for step in range(steps)] + [0.0]
        for step in range(steps):
            try:
                oldest = self.now - (step + 1) * self.half_life / _STEPS_IN_A_HALVING
            except OverflowError:  # before the year 1: all dates there are
                oldest = datetime.min.replace(tzinfo=UTC)
            yield Constant(
                Days(day_number(oldest.isoformat(timespec="seconds")), None),
                most * (worth[step] - worth[step + 1]),
            )


def freshness(half_life: str, now: datetime | None = None) -> Freshness:
    """What a duration as people write it means: 12h, 30d (or 30j), 2w, 6m, 1y (or 1a).

    >>> freshness("30 j").half_life.days, freshness("6m").half_life.days
    (30, 180)

    Raises:
        InvalidArgumentError: it is no duration, or none at all.
    """
    written = _WRITTEN.fullmatch(half_life.strip())
    if written is None or not int(written[1]):
        raise InvalidArgumentError(
            f"{half_life!r} is not a duration; write 12h, 30d, 2w, 6m or 1y, the age at which an "
            "article is half as fresh as today's"
        )
    hours = int(written[1]) * _HOURS[written[2].lower()]
    return Freshness(timedelta(hours=hours), now or datetime.now(UTC))
