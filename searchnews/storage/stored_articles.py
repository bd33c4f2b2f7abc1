"""The articles of a commit, whole: an engine keeps them packed, and does not know what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy, deepcopy
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Reader
from searchnews.errors import IndexDamagedError
from searchnews.query.clauses import Ids
from searchnews.storage.packing import Unpacker

_BATCH: Final = 1000  # articles that are asked for at once

# Articles of news are 1,000 bytes, packed, and take 8 KB in memory: four megabytes.
_REMEMBERED: Final = 500
_LONGEST_REMEMBERED: Final = 10_000  # in bytes


class StoredArticles:
    """The articles of one commit, for any number of threads.

    Every method raises IndexDamagedError when an article cannot be read.
    """

    def __init__(self, reader: Reader, dictionary: Path) -> None:
        """What a reader gives, unpacked with a dictionary, which may be gone later.

        Raises:
            IndexDamagedError: the dictionary is damaged.
            EngineError: it cannot be read.
        """
        self._reader = reader
        self._dictionary = dictionary
        self._unpacker = Unpacker(dictionary)
        self._remembered = lru_cache(_REMEMBERED)(partial(_read, self._unpacker, dictionary))

    def __iter__(self) -> Iterator[Article]:
        """All of them, in no particular order, in bounded memory."""
        return (article for _, article in self.numbered())

    def numbered(self) -> Iterator[tuple[int, Article]]:
        """All of them with their numbers, as `Reader.every`."""
        for number, stored in self._reader.every():
            yield number, self.unpacked(stored)

    def get(self, ids: Iterable[str]) -> Iterator[Article]:
        """Those with some ids, as far as there are such, in the order of the ids."""
        for _, stored in self._reader.stored(ids):
            yield self.unpacked(stored)

    def as_json(self) -> Iterator[tuple[int, bytes]]:
        """All of them with their numbers, as `Article.to_json` wrote them."""
        for number, stored in self._reader.every():
            yield number, self._unpacker.unpack(stored)

    def as_json_of(self, ids: Iterable[str]) -> Iterator[tuple[int, bytes]]:
        """The same of those with some ids, as far as there are such, in no particular order."""
        wanted = iter(ids)
        while some := frozenset(islice(wanted, _BATCH)):
            for match in self._reader.search(Ids(some), limit=len(some), counted=False).page:
                yield match.number, self._unpacker.unpack(match.stored)

    def as_json_numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The same of those with some numbers, as far as there are such; rising."""
        for number, stored in self._reader.numbered(numbers):
            yield number, self._unpacker.unpack(stored)

    def unpacked(self, stored: bytes) -> Article:
        """One of them, from what the engine gives of it."""
        return _read(self._unpacker, self._dictionary, stored)

    def remembered(self, stored: bytes) -> Article:
        """The same; hits come back, so the last ones are kept."""
        if len(stored) > _LONGEST_REMEMBERED:
            return self.unpacked(stored)
        article = self._remembered(stored)
        if article.extra:
            # Only this of an article can be changed, and nobody is to find what another one wrote.
            extra, article = deepcopy(article.extra), copy(article)
            object.__setattr__(article, "extra", extra)
        return article


def _read(unpacker: Unpacker, dictionary: Path, stored: bytes) -> Article:
    try:
        return Article.from_json(unpacker.unpack(stored))
    except (ValueError, AttributeError, TypeError) as error:
        raise IndexDamagedError(
            f"an article in {dictionary.parent} cannot be read ({error}); run "
            "`searchnews check`, then `searchnews index --rebuild` with the folders it was "
            "made from"
        ) from error
