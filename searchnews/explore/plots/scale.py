"""Round values for the axis of a plot."""

from __future__ import annotations

import math
from typing import NamedTuple


class Scale(NamedTuple):
    """An axis from 0 to a round value, marked at equal steps."""

    step: float
    steps: int

    @property
    def top(self) -> float:
        """The last value of the axis."""
        return self.step * self.steps

    def marks(self) -> list[float]:
        """The values that are marked, from 0 on."""
        return [self.step * i for i in range(self.steps + 1)]

    def decimals(self, factor: float = 1) -> int:
        """The digits behind the comma that tell the marks apart, multiplied by a factor."""
        return next(
            digits
            for digits in range(17)
            if math.isclose(round(self.step * factor, digits), self.step * factor, rel_tol=1e-9)
        )


def scale(highest: float, *, whole: bool, most: int = 5) -> Scale:
    """The axis for values from 0 to the highest, with at most so many steps of 1, 2 or 5.

    >>> scale(1234, whole=True).marks()
    [0, 500, 1000, 1500]
    >>> scale(2, whole=True).marks(), scale(0, whole=True).marks()
    ([0, 1, 2], [0, 1])
    """
    if highest <= 0:
        return Scale(1 if whole else 0.01, 1)
    power = math.floor(math.log10(highest / most))
    while True:
        for digit in (1, 2, 5):
            step = digit * 10**power if power >= 0 else digit / 10**-power
            if whole and step < 1:
                continue
            if highest <= step * most * (1 + 1e-9):
                return Scale(step, max(math.ceil(highest / step - 1e-9), 1))
        power += 1
