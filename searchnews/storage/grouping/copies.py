"""The copies of an index: recognised among its articles, in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np
import numpy.typing as npt

from searchnews.analysis.bulk.cut import folded_words_of_each
from searchnews.article import Article
from searchnews.copies.groups import Groups
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.source import FoldedText
from searchnews.copies.update import update_copies
from searchnews.engines.base import Reader
from searchnews.errors import IndexDamagedError
from searchnews.query.clauses import Everything
from searchnews.storage.layout import Layout
from searchnews.storage.stored_articles import StoredArticles

# That are cut at once: cutting takes least time in the processor's cache.
_TEXTS_AT_ONCE: Final = 128
# To ask a cluster for them takes as long as for ten.
_READ_AT_ONCE: Final = 8 * _TEXTS_AT_ONCE


def refresh_copies(layout: Layout, reader: Reader, last_number: int) -> None:
    """Recognise the copies among all articles of a commit, as far as they are not known.

    `last_number` is the highest that was given, also to an article that is no more. The caller
    holds the lock, or is part of a writer.

    Raises:
        EngineError: they could not be written.
        IndexDamagedError: an article cannot be read.
    """
    with suppress(IndexDamagedError), closing(Groups(layout.copies)) as groups:
        if groups.stamp == reader.stamp:
            return
    articles = StoredArticles(reader, layout.dictionary)
    update_copies(layout.copies, IndexTexts(reader, articles, last_number))


def make_copies_again(layout: Layout, reader: Reader, last_number: int) -> None:
    """Forget all copies, whatever is wrong with them, and recognise them again.

    Raises:
        EngineError, IndexDamagedError: as `refresh_copies`.
    """
    forget_copies(layout)
    refresh_copies(layout, reader, last_number)


def forget_copies(layout: Layout) -> None:
    """Forget all copies, whatever is wrong with them.

    Raises:
        EngineError: their files cannot be removed.
    """
    CopiesLayout(layout.copies).clear()


class IndexTexts:
    """The articles of a commit as copies are recognised from; a `copies.source.TextSource`."""

    def __init__(
        self, reader: Reader, articles: StoredArticles, last: int = 0, index: str = ""
    ) -> None:
        """For a commit; `last` is the highest number that was given, up to that one or before.

        `index` tells the index from others in the same place, where copies are not replaced with
        it.
        """
        self._reader = reader
        self._articles = articles
        self.index = index
        self.stamp = reader.stamp
        self.last = max(last, reader.settled_number)

    def between(self, after: int, up_to: int) -> Iterator[Sequence[FoldedText]]:
        """The articles with `after` < number <= `up_to`, their numbers rising, some at a time."""
        first, end = np.searchsorted(self._numbers, (after, up_to), "right").tolist()
        for begin in range(first, end, _READ_AT_ONCE):
            some = self._numbers[begin : min(begin + _READ_AT_ONCE, end)].tolist()
            read = self._reader.numbered(some)
            while found := list(islice(read, _TEXTS_AT_ONCE)):
                yield list(self._cut(found))

    def texts(self, numbers: Sequence[int]) -> Iterable[FoldedText]:
        """The articles with these numbers, but for those that are there no more."""
        read = self._reader.numbered(numbers)
        while found := list(islice(read, _TEXTS_AT_ONCE)):
            yield from self._cut(found)

    def count(self, up_to: int) -> int:
        """How many articles have a number up to this one."""
        return int(np.searchsorted(self._numbers, up_to, "right"))

    def _cut(self, found: Sequence[tuple[int, bytes]]) -> Iterator[FoldedText]:
        articles = [self._articles.unpacked(stored) for _, stored in found]
        words = folded_words_of_each(("", text_of(article)) for article in articles)
        for (number, _), article, cut in zip(found, articles, words, strict=True):
            yield FoldedText(number, article.date, article.source, cut.text)

    def are_there(self, numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Which of the articles with these numbers there are."""
        known = numbers < len(self._are_there)
        known[known] = self._are_there[numbers[known]]
        return known

    @cached_property
    def _numbers(self) -> npt.NDArray[np.int64]:
        """Those of all articles, rising. Read once: in a cluster others come meanwhile."""
        return self._reader.numbers(Everything()).numbers

    @cached_property
    def _are_there(self) -> npt.NDArray[np.bool_]:
        """Whether there is an article, by number."""
        numbers = self._numbers
        are_there = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 0, np.bool_)
        are_there[numbers] = True
        return are_there


def text_of(article: Article) -> str:
    """What copies are recognised by: an article without its title."""
    return "\n".join(filter(None, (article.lead, article.body)))
