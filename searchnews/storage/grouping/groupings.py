"""The copies and the stories of an index at each of its commits.

In a directory writers leave the copies, and stories are recognised when somebody asks; in a cluster
both are, see `storage.cluster.recognition`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from searchnews.engines.base import Engine, Reader
from searchnews.storage.layout import Layout

if TYPE_CHECKING:
    from searchnews.copies.groups import Groups
    from searchnews.storage.cluster.recognition import Progress, Recognition
    from searchnews.storage.grouping.stories import KeptStories
    from searchnews.storage.stored_articles import StoredArticles
    from searchnews.stories.stories import Stories
    from searchnews.stories.update import Progress as Counted


class Groupings:
    """Gives those of an index to any number of threads; opened once for all of them."""

    def __init__(self, layout: Layout, progress: Progress | None = None) -> None:
        """`progress` is called while they are recognised in a cluster."""
        self._layout = layout
        self._progress = progress
        self._groups: Groups | None = None
        self._stories: KeptStories | None = None
        self._recognition: Recognition | None = None
        self._opening = threading.Lock()
        self._making_stories = threading.Lock()

    def groups(self, engine: Engine, stamp: str, progress: Counted | None = None) -> Groups:
        """The copies at a commit of an index; of all commits: they follow their files.

        Raises:
            IndexLockedError, IndexDamagedError, EngineError: as `Recognition.groups`.
        """
        if self._layout.address is not None:
            return self._recognised().groups(engine, stamp, progress)
        return self._kept_groups()

    def are_groups_known(self, stamp: str) -> bool:
        """Whether `groups` has nothing to recognise."""
        return self._layout.address is None or self._recognised().are_copies_known(stamp)

    def stories(
        self,
        engine: Engine,
        reader: Reader,
        articles: StoredArticles,
        progress: Counted | None = None,
    ) -> Stories:
        """The stories at a commit. They may take minutes, in which copies are read all the same.

        Raises:
            IndexLockedError, IndexDamagedError, EngineError: as `Recognition.stories`.
        """
        if self._layout.address is not None:
            return self._recognised().stories(engine, reader.stamp, progress)
        with self._making_stories:
            return self._kept_stories().latest(reader, articles, progress=progress)

    def are_stories_known(self, reader: Reader, articles: StoredArticles) -> bool:
        """Whether `stories` has nothing to recognise."""
        if self._layout.address is not None:
            return self._recognised().are_stories_known(reader.stamp)
        return self._kept_stories().are_known(reader, articles)

    def begin_anew(self) -> None:
        """Another index has taken the place of the one before, and its commits are others."""
        with self._opening:
            self._stories = None

    def close(self) -> None:
        """Let go of files; idempotent."""
        with self._opening:
            for each in (self._groups, self._stories, self._recognition):
                if each is not None:
                    each.close()
            self._groups = self._stories = self._recognition = None

    def _kept_groups(self) -> Groups:
        # Imported here: it loads numpy, which a search has no need of.
        from searchnews.copies.groups import Groups

        with self._opening:
            if self._groups is None:
                self._groups = Groups(self._layout.copies)
            return self._groups

    def _kept_stories(self) -> KeptStories:
        from searchnews.storage.grouping.stories import KeptStories  # as the groups

        groups = self._kept_groups()
        with self._opening:
            if self._stories is None:
                self._stories = KeptStories(self._layout.stories, groups)
            return self._stories

    def _recognised(self) -> Recognition:
        from searchnews.storage.cluster.recognition import Recognition  # as the groups

        with self._opening:
            if self._recognition is None:
                self._recognition = Recognition(self._layout, self._progress)
            return self._recognition
