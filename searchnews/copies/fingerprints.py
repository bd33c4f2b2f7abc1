"""Fingerprints of texts: a sample of their 5-grams, the same in every copy.

A 5-gram is five words in a row. It is hashed to 64 bits, and kept when its hash is 0 modulo 16.
Whether it is kept depends on its words alone, so texts that share a passage share its
fingerprints, wherever it stands. The hash, modulo 2**64:

    word = sum of byte[i] * BYTE_BASE**i, over the bytes of a word in UTF-8
    gram = mix(sum of word[k] * WORD_BASE**k, over five words)

where `mix` is the finalizer of SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom
Number Generators, 2014). There are only whole numbers in it: it is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

GRAM: Final = 5
"""In words."""

_Hashes: TypeAlias = npt.NDArray[np.uint64]
_Numbers: TypeAlias = npt.NDArray[np.int64]

# Odd, without a pattern in their bits: 2**64 over the golden ratio, and a prime of xxHash.
_BYTE_BASE: Final = 0x9E3779B97F4A7C15
_WORD_BASE: Final = 0xC2B2AE3D27D4EB4F

# Of 31,292 dispatches, of 559 pairs with half of the shorter one's 5-grams in common, two
# fingerprints are shared by 542 when one 5-gram in sixteen is kept, and by 546 when of short texts
# one in four is: 4 % more fingerprints.
_LONG_MASK: Final = np.uint64(15)
_SHORT_MASK: Final = np.uint64(3)
_SHORT: Final = 128  # in 5-grams

# What is computed for so many bytes and texts stays in the processor's cache.
_BLOCK: Final = 1 << 15
TEXTS_AT_ONCE: Final = 128
"""That are hashed in the least time."""

_SPACE: Final = ord(" ")


class Grams(NamedTuple):
    """The hashes of all 5-grams of some texts."""

    hashes: _Hashes
    bounds: _Numbers
    """Those of text n are hashes[bounds[n]:bounds[n + 1]], in the order of its words."""


class Fingerprints(NamedTuple):
    """The fingerprints of some texts."""

    values: npt.NDArray[np.uint32]
    """The upper halves of the hashes that are kept, distinct and rising in each text."""
    counts: _Numbers
    """How many each text has; they follow one another in `values`."""
    comparable: _Numbers
    """How many of them texts of any length would keep: a long and a short text can share these."""

    @classmethod
    def joined(cls, pieces: Sequence[Fingerprints]) -> Fingerprints:
        """Those of all texts, one piece after the other."""
        none = cls(np.empty(0, np.uint32), np.empty(0, np.int64), np.empty(0, np.int64))
        return cls(*map(np.concatenate, zip(none, *pieces, strict=True)))


def grams_of(texts: Sequence[str]) -> Grams:
    """Hash the 5-grams of texts, given as folded words joined by single spaces.

    >>> grams_of(["le gouvernement a annonce hier", "a annonce hier", ""]).bounds.tolist()
    [0, 1, 1, 1]
    """
    words, first_words = hashed_words(texts)
    hashes = words[: max(0, len(words) - GRAM + 1)].copy()
    for place in range(1, GRAM):
        hashes += words[place : place + len(hashes)] * np.uint64(pow(_WORD_BASE, place, 1 << 64))
    is_inside = np.ones(len(words), np.bool_)
    for place in range(1, GRAM):  # those that begin here would end in the next text
        is_inside[np.maximum(first_words[1:] - place, 0)] = False
    counts = np.maximum(np.diff(first_words) - GRAM + 1, 0)
    return Grams(mixed(hashes[is_inside[: len(hashes)]]), bounds_of(counts))


def hashed_words(texts: Sequence[str]) -> tuple[_Hashes, _Numbers]:
    """The hashes of all words of texts, given as folded words joined by single spaces.

    Those of text n are at bounds[n]:bounds[n + 1] of the second; an empty text has one empty word.
    The hashes are sums: only those of `mixed` are spread evenly.
    """
    encoded = [text.encode() for text in texts]
    # A space behind each word; an empty text is one empty word.
    row = np.frombuffer(b" ".join((*encoded, b"")), np.uint8)
    ends = np.flatnonzero(row == _SPACE)
    first_bytes = bounds_of(np.array([len(text) + 1 for text in encoded], np.int64))
    return _word_hashes(row, ends), np.searchsorted(ends, first_bytes)


def sample_of(grams: Grams) -> Fingerprints:
    """The fingerprints among the 5-grams of texts."""
    gram_counts = np.diff(grams.bounds)
    places = np.flatnonzero((grams.hashes & _SHORT_MASK) == 0)
    texts = np.searchsorted(grams.bounds, places, "right") - 1
    hashes = grams.hashes[places]
    is_of_any = (hashes & _LONG_MASK) == 0
    is_kept = is_of_any | (gram_counts[texts] < _SHORT)
    keys = texts.astype(np.uint64) << np.uint64(32)
    keys |= hashes >> np.uint64(32)
    kept = distinct(keys[is_kept])
    return Fingerprints(
        kept.astype(np.uint32),
        _counts_of(kept, len(gram_counts)),
        _counts_of(distinct(keys[is_of_any]), len(gram_counts)),
    )


def fingerprints_of(texts: Sequence[str]) -> Fingerprints:
    """The fingerprints of texts, given as folded words joined by single spaces.

    They are the same for a text alone and among others. Many at once take some 8 microseconds a
    text of 350 words.
    """
    pieces = [
        sample_of(grams_of(texts[first : first + TEXTS_AT_ONCE]))
        for first in range(0, len(texts), TEXTS_AT_ONCE)
    ]
    return Fingerprints.joined(pieces)


_Kind = TypeVar("_Kind", bound=np.generic)


def distinct(values: npt.NDArray[_Kind]) -> npt.NDArray[_Kind]:
    """Each value once, rising; in half the time of `np.unique`."""
    values = np.sort(values)
    is_first = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=is_first[1:])
    return values[is_first]


def in_both(one: npt.NDArray[_Kind], other: npt.NDArray[_Kind]) -> npt.NDArray[_Kind]:
    """The values that two arrays of distinct values have in common, rising.

    >>> in_both(np.array([1, 4, 7]), np.array([4, 5, 7])).tolist()
    [4, 7]
    """
    values = np.concatenate((one, other))
    values.sort()
    common: npt.NDArray[_Kind] = values[1:][values[1:] == values[:-1]]
    return common


def bounds_of(counts: npt.NDArray[np.integer]) -> _Numbers:
    """Where each of some stretches begins that follow one another, and where the last one ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


def _word_hashes(row: npt.NDArray[np.uint8], ends: _Numbers) -> _Hashes:
    """A hash for each of the words that end before these places."""
    hashes = np.empty(len(ends), np.uint64)
    first, start = 0, 0
    while first < len(ends):
        # As many whole words as the block holds.
        last = max(int(np.searchsorted(ends, start + _BLOCK)), first + 1)
        end = int(ends[last - 1])
        powers, inverses = _tables(max(_BLOCK, 1 << (end - start).bit_length()))
        sums = np.zeros(end - start + 1, np.uint64)
        np.cumsum(row[start:end] * powers[: end - start], out=sums[1:])
        ends_here = ends[first:last] - start
        starts_here = np.concatenate((np.zeros(1, np.int64), ends_here[:-1] + 1))
        hashes[first:last] = (sums[ends_here] - sums[starts_here]) * inverses[starts_here]
        first, start = last, end + 1
    return hashes


@cache
def _tables(length: int) -> tuple[_Hashes, _Hashes]:
    """The powers of the base of bytes, and those of its inverse: so many, from 0 on."""
    powers = np.full((2, length), 1, np.uint64)
    for row, base in zip(powers, (_BYTE_BASE, pow(_BYTE_BASE, -1, 1 << 64)), strict=True):
        row[1:] = base
        np.cumprod(row, out=row)
    return powers[0], powers[1]


def mixed(hashes: _Hashes) -> _Hashes:
    """Hashes in which every bit depends on all bits: the finalizer of SplitMix64."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        hashes ^= hashes >> np.uint64(shift)
        hashes *= np.uint64(factor)
    hashes ^= hashes >> np.uint64(31)
    return hashes


def _counts_of(keys: _Hashes, texts: int) -> _Numbers:
    return np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=texts)
