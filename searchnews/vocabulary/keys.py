"""The keys of words: those that forms of one word share, and names that sound alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from searchnews.analysis.sound import sound_keys
from searchnews.analysis.stem import Stemmer
from searchnews.processes import ProcessError, Processes

_Pairs: TypeAlias = list[tuple[str, str]]
"""Key and word."""

# Words at a time: a tenth of a second of work, and some megabytes.
_AT_ONCE: Final = 10_000
# So many are made ahead of the one who writes them.
_WAITING: Final = 4


class Keys(NamedTuple):
    """The keys of some words; a word may have several, or none."""

    stems: _Pairs
    sounds: _Pairs


def keys_of(words: list[str]) -> Keys:
    """The keys of folded words.

    >>> keys_of(["choigou", "2015"])
    Keys(stems=[('choigou', 'choigou')], sounds=[('Soigu', 'choigou')])
    """
    return Keys(list(Stemmer().keys_of(words)), list(sound_keys(words)))


def keys_of_many(words: Iterable[str], processes: Processes | None = None) -> Iterator[Keys]:
    """The keys of any number of folded words, some thousand words at a time.

    `processes`, where there are several, make them beside.
    """
    remaining = iter(words)
    waiting: deque[Callable[[], Keys]] = deque()
    while batch := list(islice(remaining, _AT_ONCE)):
        waiting.append(_begun(batch, processes))
        if len(waiting) > _WAITING:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _begun(words: list[str], processes: Processes | None) -> Callable[[], Keys]:
    # Few words are done before a process has started.
    if processes is None or processes.count < 2 or len(words) < _AT_ONCE:
        return partial(keys_of, words)
    beside = processes.submit(keys_of, words)

    def result() -> Keys:
        try:
            return beside.result()
        except ProcessError:
            return keys_of(words)

    return result
