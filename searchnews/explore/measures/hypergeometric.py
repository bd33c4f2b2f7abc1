"""Probabilities of the hypergeometric distribution as logarithms, without loss for large numbers.

The differences of logarithms of factorials lose all digits that matter in a corpus of a billion
words. Loader's expansion does not: C. Loader, "Fast and accurate computation of binomial
probabilities", 2000, as R's dhyper has it.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

_Integers = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


def log_probability(
    count: _Integers, frequency: _Integers, part: _Integers, corpus: int
) -> _Floats:
    """The natural logarithm of P(X = count), X hypergeometric; the count must be possible.

    `part` words are drawn from `corpus` words, of which `frequency` are the one that is counted.

    >>> words = np.array([2]), np.array([3]), np.array([4])
    >>> np.exp(log_probability(*words, 10)).round(6)    # C(3, 2) C(7, 2) / C(10, 4)
    array([0.3])
    """
    p, q = part / corpus, (corpus - part) / corpus
    return np.asarray(
        _log_binomial(count, frequency, p, q)
        + _log_binomial(part - count, corpus - frequency, p, q)
        - _log_binomial(part, np.full_like(part, corpus), p, q)
    )


def _log_binomial(x: _Integers, n: _Integers, p: _Floats, q: _Floats) -> _Floats:
    """The logarithm of the binomial probability of x in n, by its distance from the mean."""
    rest = n - x
    inner = (x > 0) & (rest > 0)
    # Ones where the expansion does not hold, so that nothing below divides by zero.
    some, others = np.where(inner, x, 1), np.where(inner, rest, 1)
    total = some + others
    at_x, at_rest = np.where(inner, total * p, 1.0), np.where(inner, total * q, 1.0)
    expansion = (
        _beyond_stirling(total)
        - _beyond_stirling(some)
        - _beyond_stirling(others)
        - _deviance(some, at_x)
        - _deviance(others, at_rest)
        - 0.5 * np.log(2 * math.pi * some * (others / total))
    )
    # None of n, or all of them: q to the n, p to the n; 1 where there are none to take.
    edge = n * np.log(np.where(n == 0, 1.0, np.where(x > 0, p, q)))
    return np.where(inner, expansion, edge)


# Below it the series of Stirling is not exact enough; at 16 its first term left out is 5e-16.
_TABLED: Final = 16
_SMALL: Final = np.array(
    [0.0]
    + [
        math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - 0.5 * math.log(2 * math.pi)
        for n in range(1, _TABLED)
    ]
)
_SERIES: Final = (1 / 12, 1 / 360, 1 / 1260, 1 / 1680, 1 / 1188)


def _beyond_stirling(n: _Integers) -> _Floats:
    """What log n! exceeds Stirling's formula by: log n! - log(sqrt(2 pi n) (n / e)^n)."""
    large = np.maximum(n, _TABLED).astype(np.float64)
    square = 1 / (large * large)
    s0, s1, s2, s3, s4 = _SERIES
    series = (s0 - (s1 - (s2 - (s3 - s4 * square) * square) * square) * square) / large
    return np.where(n < _TABLED, _SMALL[np.minimum(n, _TABLED - 1)], series)


# Nearer than this to its mean, relative to both, the deviance is the sum of a series.
_NEAR: Final = 0.1
_TERMS: Final = 12  # each is at most a hundredth of the one before


def _deviance(x: _Integers, mean: _Floats) -> _Floats:
    """The deviance x log(x / mean) + mean - x, with all its digits where x is near the mean."""
    difference = x - mean
    relative = difference / (x + mean)
    near = np.abs(relative) < _NEAR
    square = np.where(near, relative * relative, 0.0)
    series = np.zeros(x.shape)
    for odd in range(2 * _TERMS + 1, 1, -2):
        series = (series + 1 / odd) * square
    far = x * np.log(x / mean) - difference
    return np.where(near, difference * relative + 2 * x * relative * series, far)
