"""The words of the articles that a writer adds, kept until the vocabulary takes them over."""

from __future__ import annotations

from collections import Counter

from searchnews.engines.base import FILLER, Document
from searchnews.vocabulary.source import FIELDS, AddedWords


class AddedArticles:
    """The articles that were added since a commit that the vocabulary is of, while they are few."""

    def __init__(self, most: int = 0) -> None:
        """Knows of no commit yet; more articles than `most` are too many."""
        self._most = most
        self._documents: list[Document] = []
        self._after: str | None = None
        """Names the commit before them; None where they are not known, or are too many."""

    def begin_after(self, stamp: str) -> None:
        """The vocabulary is of the commit with this stamp, and nothing was added since."""
        self._documents = []
        self._after = stamp

    def add(self, document: Document) -> None:
        """An article is added to the engine."""
        if self._after is None:
            return
        if len(self._documents) >= self._most:
            self.forget()
        else:
            self._documents.append(document)

    def forget(self) -> None:
        """Others were added too, or the vocabulary is of another commit."""
        self._documents = []
        self._after = None

    def words(self, until: str) -> AddedWords | None:
        """Their words, where the last of them came with this commit; None where too many came."""
        if self._after is None:
            return None
        counts = {
            field: Counter(
                word
                for document in self._documents
                for word in set(getattr(document, field).split())
                if word != FILLER
            )
            for field in FIELDS
        }
        return AddedWords(self._after, until, len(self._documents), counts)
