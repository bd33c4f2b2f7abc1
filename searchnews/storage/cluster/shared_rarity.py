"""How rare words are, for the stories of all machines: counted once, and kept in the cluster.

Two dispatches are of one story by the words that they share, and how rare these are. Machines that
had counted at different times would find other stories.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import uuid4

import numpy as np

from searchnews.engines.opensearch.meta import Meta, MetaDocument
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.stories.rarity import Rarity

_NAME: Final = "rarity"
MOST_WORDS: Final = 500_000
"""Of one document, which has some five megabytes then."""


class SharedRarity:
    """The documents of one index. Its methods raise EngineError as the cluster fails."""

    def __init__(self, meta: Meta, *, most_words: int = MOST_WORDS) -> None:
        self._meta = meta
        self._most_words = most_words

    def latest(self, articles: int, counted: Callable[[], Rarity], known: Rarity | None) -> Rarity:
        """That of all machines, for an index of so many articles.

        It is counted again, by whoever comes first, when there are twice as many articles as then.
        `known` is what this machine has read before; it is given back if it still counts.

        Raises:
            IndexDamagedError: what is kept cannot be read.
        """
        while True:
            document = self._meta.get(_NAME)
            about: dict[str, Any] = document.content if document else {"articles": 0, "parts": []}
            if document is not None and articles < 2 * about["articles"]:
                if known is not None and known.articles == about["articles"]:
                    return known
                rarity = self._read(about)
                if rarity is not None:
                    return rarity
                continue  # somebody has counted anew meanwhile
            rarity = counted()
            try:
                is_ours = self._share(rarity, document)
            except EngineError:
                # Who may only read counts for himself, until somebody shares his.
                return known if known is not None and known.counts_for(articles) else rarity
            if is_ours:
                return rarity

    def _share(self, rarity: Rarity, document: MetaDocument | None) -> bool:
        """Give it to all machines in the place of what `document` names, unless another one has."""
        parts = [*self._written(rarity)]
        new = {"articles": rarity.articles, "parts": parts}
        is_ours = self._meta.put(_NAME, new, document.version if document else None)
        before = document.content["parts"] if document else []
        for part in before if is_ours else parts:
            self._meta.delete(part)
        return is_ours

    def _written(self, rarity: Rarity) -> Iterable[str]:
        """Write it in documents of so many words; gives their names."""
        for first in range(0, max(1, len(rarity.terms)), self._most_words):
            part = slice(first, first + self._most_words)
            name = f"{_NAME}-{uuid4().hex}"
            content = {
                "terms": b64encode(rarity.terms[part].astype("<u4").tobytes()).decode(),
                "values": b64encode(rarity.values[part].astype("<f4").tobytes()).decode(),
            }
            self._meta.put(name, content)
            yield name

    def _read(self, about: dict[str, Any]) -> Rarity | None:
        """What is in its documents; None if one is there no more."""
        terms, values = [], []
        for name in about["parts"]:
            document = self._meta.get(name)
            if document is None:
                self._check_replaced(about)
                return None
            terms.append(np.frombuffer(b64decode(document.content["terms"]), "<u4"))
            values.append(np.frombuffer(b64decode(document.content["values"]), "<f4"))
        return Rarity(about["articles"], np.concatenate(terms), np.concatenate(values))

    def _check_replaced(self, about: dict[str, Any]) -> None:
        latest = self._meta.get(_NAME)
        if latest is not None and latest.content == about:
            raise IndexDamagedError(
                "what the cluster keeps of how rare words are is incomplete; run `searchnews index "
                "--rebuild`, which makes the index again from the articles it holds"
            )
