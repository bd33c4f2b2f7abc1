"""bm25s with Snowball's French stemmer and its French stop words, in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.bench.peers.peer import Answer, Document
from scripts.bench.peers.queries import Query


class Bm25s:
    """Scores of all words, and nothing else: no phrases, patterns, dates or snippets."""

    def __init__(self, directory: Path) -> None:
        import bm25s
        import Stemmer

        self._directory = directory
        self._bm25s: Any = bm25s
        self._stemmer = Stemmer.Stemmer("french")

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(
            texts, stopwords="fr", stemmer=self._stemmer, show_progress=False
        )

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        every = list(documents)
        self._ids = [document.id for document in every]
        self._scores = self._bm25s.BM25()
        tokens = self._tokens([f"{d.title} {d.body}" for d in every])
        self._scores.index(tokens, show_progress=False)
        self._scores.save(self._directory)
        (self._directory / "ids.json").write_text(json.dumps(self._ids))

    def open(self) -> None:
        """Load everything into memory."""
        self._scores = self._bm25s.BM25.load(self._directory)
        self._ids = json.loads((self._directory / "ids.json").read_text())

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        found, scores = self._scores.retrieve(
            self._tokens([query]), k=min(limit, len(self._ids)), show_progress=False
        )
        pairs = zip(found[0], scores[0], strict=True)
        return [self._ids[number] for number, score in pairs if score > 0]

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer | None:
        """The best documents with any of the words, without snippets."""
        if query.kind not in ("word", "or") or snippets:
            return None
        shown = len(self.search(" ".join(query.words), limit))
        return Answer(shown, shown)
