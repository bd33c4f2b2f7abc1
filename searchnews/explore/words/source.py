"""The articles of a commit, as sequences are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from searchnews.query.clauses import Everything
from searchnews.sequences.source import NumberedText, Numbers
from searchnews.storage.snapshots import Snapshot


class StoredTexts:
    """The titles and texts of one commit: a `TextSource`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def index(self) -> str:
        """Tells the index from others that were, or will be, in the same place."""
        return self._snapshot.index_id()

    @property
    def stamp(self) -> str:
        """Names the commit."""
        return self._snapshot.stamp

    @cached_property
    def numbers(self) -> Numbers:
        """Those of all articles, rising."""
        return self._snapshot.reader.numbers(Everything()).numbers

    def texts(self, numbers: Numbers) -> Iterator[NumberedText]:
        """The articles with these numbers, rising."""
        for number, stored in self._snapshot.reader.numbered(numbers.tolist()):
            article = self._snapshot.article(stored)
            text = "\n".join(filter(None, (article.lead, article.body)))
            yield NumberedText(number, article.title or "", text)
