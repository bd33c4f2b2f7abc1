"""Writing to a cluster: what one machine gives to the others, and takes from them."""

from __future__ import annotations

import json
from contextlib import closing

from searchnews.engines.base import Document, Engine, Writer
from searchnews.errors import EngineError
from searchnews.query.clauses import Ids
from searchnews.storage.cluster.here import bring_here, shared_by
from searchnews.storage.cluster.lease import Lease
from searchnews.storage.cluster.unfinished import Unfinished, read_unfinished, write_unfinished
from searchnews.storage.layout import Layout
from searchnews.storage.manifest import Manifest


class ClusterWriter:
    """The writer of an engine that keeps in step what all machines share, commit by commit.

    After a crash the manifest of this machine may not know of a commit. Each is noted in a file
    before it begins, so that the next writer looks at just its articles.
    """

    def __init__(
        self,
        layout: Layout,
        manifest: Manifest,
        engine: Engine,
        writer: Writer,
        lease: Lease | None,
    ) -> None:
        """`lease` is None where nobody else knows of the index yet, as of one that is rebuilt.

        Raises:
            EngineError: the cluster does not answer.
        """
        self._layout = layout
        self._manifest = manifest
        self._engine = engine
        self._writer = writer
        self._lease = lease
        self._touched: set[str] = set()
        self._shared = shared_by(layout)
        self._identity = self._shared.identity()
        self._history = json.dumps([self._identity, self._shared.history()])
        self._is_dictionary_shared = self._shared.dictionary() is not None
        self._forbidden: set[str] = set()
        self._taken = 0
        """The highest number that any machine has taken to give to articles, as far as is known."""
        self.last_number = 0
        """The highest number that any machine has given to an article."""
        if lease is not None:
            bring_here(layout)
        self._look()

    def add(self, document: Document, *, replaces: bool = True) -> None:
        """Add an article, or replace the one with the same id."""
        self._touched.add(document.id)
        self.last_number = max(self.last_number, document.number)
        self._writer.add(document, replaces=replaces)

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        self._touched.add(article_id)
        self._writer.delete(article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen, and give to others what it needs.

        Raises:
            EngineError: another machine writes by now, or the cluster does not answer.
        """
        if self._lease is not None:
            self._lease.check()
        self._share_dictionary()
        forbidden = set(self._manifest.forbidden.all())
        self._shared.forbid(forbidden - self._forbidden, self._forbidden - forbidden)
        self._forbidden = forbidden
        if self.last_number > self._taken:
            self._shared.take_numbers(self._taken, self.last_number)
            self._taken = self.last_number
        write_unfinished(self._layout.unfinished, Unfinished(self._touched, self._taken))
        self._writer.commit()
        if self._lease is not None:
            # If it was lost meanwhile, articles may have come behind others with higher numbers.
            self._lease.check()

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped. Idempotent."""
        self._writer.close()

    def is_known(self) -> None:
        """The manifest knows of the last commit."""
        self._touched.clear()
        self._layout.unfinished.unlink(missing_ok=True)

    def hand_over(self) -> int:
        """After a commit that the manifest knows of: let another machine write that waits.

        Gives the highest number that any machine has given to an article.

        Raises:
            IndexLockedError: it does not give back the right to write.
            EngineError: the index was made again meanwhile, or the cluster does not answer.
        """
        if self._lease is None or not self._lease.hand_over():
            return self.last_number
        if self._shared.identity() != self._identity:
            raise EngineError(
                f"{self._layout.name} was made again by another machine meanwhile; index again"
            )
        self._look()
        return self.last_number

    def uncertain(self) -> list[str]:
        """The articles of which the manifest may say something else than the cluster has.

        After a crash these are those of the commit that it may have interrupted; where the index
        was rebuilt or restored since, all that this machine has indexed.
        """
        if self._manifest.index != self._history:
            return list(self._manifest.ids())
        return sorted(read_unfinished(self._layout.unfinished).ids)

    @property
    def is_overtaken(self) -> bool:
        """Whether others have given numbers since the commit that a crash has interrupted.

        Then what is there of it may have come behind higher numbers, so that who looks for what is
        new by numbers has passed it over.
        """
        unfinished = read_unfinished(self._layout.unfinished)
        return bool(unfinished.ids) and self._taken > unfinished.last_number

    def delete_again(self) -> None:
        """Delete what somebody deleted and that is there again.

        So it is after a restore if what all machines share was saved later than the articles, and
        after a crash in the middle of deleting.
        """
        if self._is_reconciled or not self._forbidden:
            return
        with closing(self._engine.reader()) as reader:
            there = [article_id for article_id, _ in reader.stored(sorted(self._forbidden))]
        for article_id in there:
            self._writer.delete(article_id)
        if there:
            self._writer.commit()

    def is_reconciled(self, stamp: str) -> None:
        """The manifest says what the cluster has, as of the commit with this stamp."""
        if not self._is_reconciled:
            self._manifest.describe(self._history)
            self._manifest.commit(stamp, self.last_number)
            self.is_known()

    @property
    def _is_reconciled(self) -> bool:
        return self._manifest.index == self._history and not self._layout.unfinished.exists()

    def articles(self) -> int:
        """How many articles the index has, of all machines, as far as they are committed."""
        with closing(self._engine.reader()) as reader:
            return reader.articles

    def has(self, article_id: str) -> bool:
        """Whether the index has an article, whichever machine indexed it."""
        with closing(self._engine.reader()) as reader:
            return reader.search(Ids(frozenset([article_id])), limit=0).total > 0

    def _look(self) -> None:
        """Look at what other machines have done."""
        self._forbidden = self._shared.forbidden()
        self._manifest.forbidden.put_all(self._forbidden)
        with closing(self._engine.reader()) as reader:
            given = reader.last_number
        self._taken = self._shared.last_number()
        self.last_number = max(self.last_number, self._taken, given)

    def _share_dictionary(self) -> None:
        if self._is_dictionary_shared or not self._layout.dictionary.exists():
            return
        try:
            content = self._layout.dictionary.read_bytes()
        except OSError as error:
            raise EngineError(f"{self._layout.dictionary} cannot be read: {error}") from error
        self._shared.put_dictionary(content)
        self._is_dictionary_shared = True
