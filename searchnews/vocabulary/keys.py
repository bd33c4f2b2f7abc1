"""The keys of words: those that forms of one word share, and those of names that sound alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from searchnews.analysis.lemmas import lemma_keys_of
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.sound import sound_keys
from searchnews.processes import ProcessError, Processes

_Pairs: TypeAlias = list[tuple[str, str]]
"""Key and word."""

# Words at a time: a tenth of a second of work, and some megabytes.
_AT_ONCE: Final = 10_000
# So many tasks are given to processes ahead of the caller, who writes their results.
_WAITING: Final = 4


class Keys(NamedTuple):
    """The keys of some words; a word may have several, or none."""

    lemmas: _Pairs
    sounds: _Pairs


def keys_of(words: list[str]) -> Keys:
    """The keys of folded words.

    >>> keys_of(["choigou", "frappes", "2015"])
    Keys(lemmas=[('frappe', 'frappes')], sounds=[('Soigu', 'choigou'), ('frapes', 'frappes')])
    """
    return Keys(list(lemma_keys_of(words, Lexicon())), list(sound_keys(words)))


def keys_of_many(
    words: Iterable[str], processes: Processes | None = None, *, at_once: int = _AT_ONCE
) -> Iterator[Keys]:
    """The keys of any number of folded words, `at_once` words at a time.

    `processes` make them where there are several, and as many words as one task has.
    """
    remaining = iter(words)
    waiting: deque[Callable[[], Keys]] = deque()
    while batch := list(islice(remaining, at_once)):
        # Fewer words are done before a process has started.
        if processes is None or processes.count < 2 or len(batch) < at_once:
            waiting.append(partial(keys_of, batch))
        else:
            waiting.append(_submitted(batch, processes))
        if len(waiting) > _WAITING:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _submitted(words: list[str], processes: Processes) -> Callable[[], Keys]:
    """Have a process make the keys; gives what waits for them."""
    future = processes.submit(keys_of, words)

    def result() -> Keys:
        try:
            return future.result()
        except ProcessError:
            return keys_of(words)

    return result
