"""Whether two texts are copies: the exact comparison, and the rules.

Copies differ in length, as a dispatch grows or is cut. So what counts is how much of the shorter
text is in the other one (containment of 5-grams), not how much of both they share (Jaccard).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from searchnews.copies.fingerprints import (
    TEXTS_AT_ONCE,
    bounds_of,
    distinct,
    grams_of,
    in_both,
    sample_of,
)
from searchnews.copies.source import FoldedText

COPY: Final = 0.8
"""Containment of a copy, at any distance of time."""

_VERSIONS: Final = ((18, 0.5), (7 * 24, 0.7))
"""Within how many hours, from which containment on, articles are versions of one dispatch. An
evening's dispatch is revised until the next morning. What comes later and shares less is mostly a
follow-up with the same background, or the next of a daily report: 21 of 28 pairs from .5 to .7 that
were two to seven days apart. Of 100 pairs found by these rules 99 were about the same event, 92 of
them the same dispatch, by one reader's eye."""

_FEWEST_COMMON: Final = 12
"""5-grams: less is a quotation, or a sentence of background."""

_LEAST_DISTINCTIVE: Final = 0.5
"""What two articles share is a template when no more of it than that is of them alone."""

_SHORT: Final = 60
"""Words. Texts below that, teasers and briefs, are mostly one sentence that a series repeats with
other names and numbers. They are copies when the longer one has all words of the shorter one."""

_SHORTEST: Final = 25
"""Words: below that only the same text is a copy."""

_NO_COPY: Final = 2.0

_DAY: Final = len("2015-09-18")


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text that is compared with others."""

    number: int
    date: str | None
    words: str
    grams: npt.NDArray[np.uint64]
    """Distinct, rising."""
    fingerprints: npt.NDArray[np.uint32]
    """Distinct, rising."""


def compared_texts(texts: Sequence[FoldedText]) -> list[ComparedText]:
    """What is compared of texts; many at once, each in less time."""
    batches = range(0, len(texts), TEXTS_AT_ONCE)
    return [text for first in batches for text in _compared(texts[first : first + TEXTS_AT_ONCE])]


def _compared(texts: Sequence[FoldedText]) -> list[ComparedText]:
    grams = grams_of([text.words for text in texts])
    fingerprints = sample_of(grams)
    gram_bounds, bounds = grams.bounds.tolist(), bounds_of(fingerprints.counts).tolist()
    return [
        ComparedText(
            text.number,
            text.date,
            text.words,
            distinct(grams.hashes[gram_bounds[n] : gram_bounds[n + 1]]),
            fingerprints.values[bounds[n] : bounds[n + 1]],
        )
        for n, text in enumerate(texts)
    ]


def shared_fingerprints(one: ComparedText, other: ComparedText) -> npt.NDArray[np.uint32]:
    """Those of both, rising."""
    return in_both(one.fingerprints, other.fingerprints)


def containment(one: ComparedText, other: ComparedText, distinctive: float = 1.0) -> float | None:
    """How much of the shorter text is in the other, from 0 to 1; None if they are no copies.

    What they share must not be a template: `distinctive`, the part of their shared fingerprints
    that are no commonplaces, is most of them, and that part of the common 5-grams is enough for a
    copy.
    """
    if distinctive <= _LEAST_DISTINCTIVE:
        return None
    common = in_both(one.grams, other.grams).size
    if common * distinctive < _FEWEST_COMMON:
        return None
    contained = common / min(one.grams.size, other.grams.size)
    return contained if contained >= _least_containment(one, other) else None


def _least_containment(one: ComparedText, other: ComparedText) -> float:
    """How much two articles must have in common to be copies; more than 1 where they are none."""
    shorter, longer = sorted((one.words, other.words), key=len)
    length = shorter.count(" ") + 1
    if length < _SHORTEST:
        return COPY if shorter == longer else _NO_COPY
    if length < _SHORT:
        return COPY if is_whole_in(shorter, longer) else _NO_COPY
    hours = _hours_between(one.date, other.date)
    if hours is not None:
        for most_hours, least in _VERSIONS:
            if hours <= most_hours:
                return least
    return COPY


def is_whole_in(shorter: str, longer: str) -> bool:
    """Whether a text has all words of the shorter one, in order: none was replaced.

    >>> is_whole_in("le 17 mai a nice", "video le 17 mai a nice a midi")
    True
    >>> is_whole_in("le 17 mai a nice", "le 18 mai a nice et a cannes")
    False
    """
    rest = iter(longer.split())
    return all(word in rest for word in shorter.split())


def _hours_between(one: str | None, other: str | None) -> float | None:
    """None where a date is not known to the day; whole days where a time of day is not known.

    >>> _hours_between("2015-09-18T23:00", "2015-09-19T01:30"), _hours_between("2015-09", "2015-09")
    (2.5, None)
    >>> _hours_between("2015-09-18T23:00", "2015-09-19")
    24.0
    """
    if not one or not other:
        return None
    has_times = "T" in one and "T" in other
    try:
        first, second = (
            datetime.fromisoformat(date if has_times else date[:_DAY]) for date in (one, other)
        )
    except ValueError:
        return None
    if first.tzinfo is None or second.tzinfo is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return abs((first - second).total_seconds()) / 3600
