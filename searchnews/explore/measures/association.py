"""Measures of how strongly two words, or a word and a part of a corpus, belong together.

The letters are those of the package. For the words round another one, the part is all words inside
its windows, each counted once, and f the cofrequency. Sources: T. Dunning, "Accurate methods for
the statistics of surprise and coincidence", 1993 (G2); K. Church and P. Hanks, "Word association
norms, mutual information and lexicography", 1990 (PMI, t); G. Bouma, "Normalized (pointwise) mutual
information in collocation extraction", 2009 (NPMI); P. Rychlý, "A lexicographer-friendly
association score", 2008 (logDice); A. Hardie, "Log Ratio - an informal introduction", 2014.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from searchnews.explore.measures.specificity import check_counts

_Floats = npt.NDArray[np.float64]


def expected_count(frequencies: npt.ArrayLike, part: int, corpus: int) -> _Floats:
    """How often each word would be in the part if it were spread evenly: E = F t / T.

    >>> expected_count([296], 6903, 61449).round(2)
    array([33.25])
    """
    return np.asarray(frequencies, np.float64) * (part / corpus if corpus else 0.0)


def g2(counts: npt.ArrayLike, frequencies: npt.ArrayLike, part: int, corpus: int) -> _Floats:
    """Dunning's log-likelihood: 2 sum o ln(o / e) over four cells, negative where f < E.

    The cells are the word and all others, inside the part and outside. From 3.84, 6.63, 10.83 and
    15.13 on, chance is less probable than .05, .01, .001 and .0001 (chi-squared, one degree of
    freedom); where fewer than 5 are expected, that is not to be trusted.

    >>> g2([14, 53], [296, 296], 6903, 61449).round(2)
    array([-15.72,  11.51])

    Raises:
        InvalidArgumentError: the counts are impossible.
    """
    f, frequency = np.broadcast_arrays(
        np.asarray(counts, np.int64), np.asarray(frequencies, np.int64)
    )
    check_counts(f, frequency, part, corpus)
    expected = expected_count(frequency, part, corpus)
    more = f - expected  # in this cell and its opposite; less in the two others
    cells = (
        (f, expected, more),
        (frequency - f, frequency - expected, -more),
        (part - f, part - expected, -more),
        (corpus - frequency - part + f, corpus - frequency - part + expected, more),
    )
    total = np.zeros(f.shape)
    for observed, awaited, difference in cells:
        seen = observed > 0
        # log(o / e) where both are nearly the same, and their quotient nearly 1.
        surprise = np.log1p(np.where(seen, difference, 0.0) / np.where(seen, awaited, 1.0))
        total += observed * surprise
    return np.where(more < 0, -2.0, 2.0) * np.maximum(total, 0.0)


def log_dice(
    counts: npt.ArrayLike, frequencies: npt.ArrayLike, other_frequencies: npt.ArrayLike
) -> _Floats:
    """LogDice: 14 + log2(2 f / (FA + FB)), at most 14, whatever the size of the corpus.

    A point more is twice as strong. -inf for words that are never together.

    >>> log_dice([30], [40], [80])
    array([13.])
    """
    f, a, b = _floats(counts, frequencies, other_frequencies)
    with np.errstate(divide="ignore"):
        return np.asarray(14 + np.log2(2 * f / np.maximum(a + b, 1.0)))


def pmi(
    counts: npt.ArrayLike,
    frequencies: npt.ArrayLike,
    other_frequencies: npt.ArrayLike,
    corpus: int,
) -> _Floats:
    """Pointwise mutual information in bits: log2(f N / (FA FB)). It prefers rare words.

    -inf for words that are never together.

    >>> pmi([8], [16], [32], 1024)
    array([4.])
    """
    f, a, b = _floats(counts, frequencies, other_frequencies)
    together = f > 0
    f, a, b = (np.where(together, each, 1.0) for each in (f, a, b))
    return np.where(
        together, np.log2(f) + np.log2(max(corpus, 1)) - np.log2(a) - np.log2(b), -np.inf
    )


def npmi(
    counts: npt.ArrayLike,
    frequencies: npt.ArrayLike,
    other_frequencies: npt.ArrayLike,
    corpus: int,
) -> _Floats:
    """PMI / -log2(f / N): -1 for words never together, 0 for independent ones, 1 for inseparable.

    With windows of several words, a word may stand near another more often than it is there
    itself, and then it is more than 1.

    >>> npmi([8, 0], [8, 16], [8, 32], 1024)
    array([ 1., -1.])
    """
    f, a, b = _floats(counts, frequencies, other_frequencies)
    together = f > 0
    f = np.where(together, f, 1.0)
    information = -np.log2(f / corpus)
    everything = information == 0
    return np.where(
        together,
        np.where(everything, 1.0, pmi(f, a, b, corpus) / np.where(everything, 1.0, information)),
        -1.0,
    )


def t_score(counts: npt.ArrayLike, expected: npt.ArrayLike) -> _Floats:
    """Church's t: (f - E) / sqrt(f). It prefers frequent words. -inf for those never together.

    >>> t_score([16], [4.0])
    array([3.])
    """
    f, e = _floats(counts, expected)
    return np.where(f > 0, (f - e) / np.sqrt(np.maximum(f, 1.0)), -np.inf)


def log_ratio(
    counts: npt.ArrayLike, reference_counts: npt.ArrayLike, part: int, reference: int
) -> _Floats:
    """How many times twice as frequent a word is here as there: an effect size, not a test.

    log2((f / t) / (f' / t')), f' of t' words in the reference; a count of zero is taken for 0.5.

    >>> log_ratio([40, 1], [10, 0], 1000, 1000)
    array([2., 1.])
    """
    f, there = (np.where(each > 0, each, 0.5) for each in _floats(counts, reference_counts))
    return np.asarray(np.log2(f / max(part, 1)) - np.log2(there / max(reference, 1)))


def _floats(*values: npt.ArrayLike) -> list[_Floats]:
    return [np.asarray(each, np.float64) for each in values]
