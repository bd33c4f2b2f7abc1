"""Copies and stories of an index in a cluster, as this machine knows them.

They are recognised when somebody asks for them, among the articles in the cluster, kept in the
folder that the machine has of the index, and follow the commits of all machines. They depend on the
articles and their numbers alone, so all machines find the same ones.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar

from searchnews.copies.groups import Groups
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.update import update_copies
from searchnews.engines.base import Engine, Reader
from searchnews.errors import EngineError, IndexDamagedError, IndexLockedError
from searchnews.query.clauses import Everything
from searchnews.storage.cluster.here import bring_here, make_folder, shared_by
from searchnews.storage.cluster.shared_rarity import SharedRarity
from searchnews.storage.grouping.copies import IndexTexts
from searchnews.storage.grouping.stories import KeptStories
from searchnews.storage.layout import Layout
from searchnews.storage.lock import recognising_lock
from searchnews.storage.stored_articles import StoredArticles
from searchnews.stories.stories import Stories

Counted: TypeAlias = Callable[[int, int], None]
"""Called now and then: how many articles are done, and of how many."""

Recognised: TypeAlias = Literal["copies", "stories"]

Progress: TypeAlias = Callable[[Recognised, int, int], None]
"""Called now and then: what is being recognised, how many articles are done, and of how many."""

SECONDS_WAITED: Final = 10.0
"""For another thread or process that does the same: to follow commits takes less."""


_Made = TypeVar("_Made")


class _Moment(NamedTuple):
    """An index at one commit, as it is recognised from."""

    index_id: str
    """Tells it from others at the same address."""
    reader: Reader
    articles: StoredArticles


class _Folder:
    """Where copies and stories are kept."""

    def __init__(self, copies: Path, stories: Path) -> None:
        self.copies = copies
        self.groups = Groups(copies)
        self.stories = KeptStories(stories, self.groups)

    def stamp(self) -> str | None:
        """The commit of whose articles the copies are known; None where they are damaged."""
        with suppress(IndexDamagedError):
            return self.groups.stamp
        return None

    def close(self) -> None:
        """Let go of files."""
        self.stories.close()
        self.groups.close()


class Recognition:
    """Gives the copies and the stories of an index at each commit at which somebody asks.

    For any number of threads and processes: one of them does the work, and the others wait.
    """

    def __init__(
        self,
        layout: Layout,
        progress: Progress | None = None,
        *,
        seconds_waited: float = SECONDS_WAITED,
    ) -> None:
        self._layout = layout
        self._progress = progress
        self._seconds_waited = seconds_waited
        self._folder = _Folder(layout.copies, layout.stories)
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._stories: tuple[str, Stories] | None = None
        self._working = threading.Lock()
        self._done = (0, 0)
        self._told: Counted | None = None

    def are_copies_known(self, stamp: str) -> bool:
        """Whether `groups` has nothing to do at the commit with this stamp."""
        return self._folder.stamp() == stamp

    def are_stories_known(self, stamp: str) -> bool:
        """Whether `stories` has nothing to do at the commit with this stamp."""
        known = self._stories
        with suppress(IndexDamagedError):
            if known is not None and known[0] == stamp and known[1].stamp is not None:
                return True
        return self._folder.stories.is_at(stamp)

    def groups(self, engine: Engine, stamp: str, progress: Counted | None = None) -> Groups:
        """The groups of copies at the commit with this stamp, or a later one.

        Raises:
            IndexLockedError: another one is recognising them, and will for a while.
            IndexDamagedError: an article cannot be read.
            EngineError: they cannot be written anywhere, or the cluster does not answer.
        """
        if not self.are_copies_known(stamp):
            with self._turn(progress):
                self._of_one_index(engine, self._with_copies)
        return self._folder.groups

    def stories(self, engine: Engine, stamp: str, progress: Counted | None = None) -> Stories:
        """The stories at the commit with this stamp, or a later one.

        Raises:
            IndexLockedError, IndexDamagedError, EngineError: as `groups`.
        """
        if self._stories is None or not self.are_stories_known(stamp):
            with self._turn(progress):
                self._stories = stamp, self._of_one_index(engine, self._with_stories)
        return self._stories[1]

    def close(self) -> None:
        """Let go of files; idempotent."""
        self._folder.close()
        if self._own is not None:
            self._own.cleanup()
        self._own = None

    def _with_copies(self, moment: _Moment) -> None:
        if self._folder.stamp() != moment.reader.stamp:
            texts = IndexTexts(moment.reader, moment.articles, index=moment.index_id)
            update_copies(self._folder.copies, texts, partial(self._note, "copies"))

    def _with_stories(self, moment: _Moment) -> Stories:
        self._with_copies(moment)
        return self._folder.stories.latest(
            moment.reader,
            moment.articles,
            partial(self._note, "stories"),
            index=moment.index_id,
            shared=SharedRarity(shared_by(self._layout).meta),
        )

    def _of_one_index(self, engine: Engine, made_of: Callable[[_Moment], _Made]) -> _Made:
        """What is made of an index, all of the same: another may take its place meanwhile."""
        shared = shared_by(self._layout)
        while True:
            index = shared.incarnation()
            bring_here(self._layout)  # the dictionary that articles are packed with
            with closing(engine.reader()) as reader:
                # It fails where a part is away, without which the index looks like another one.
                reader.search(Everything(), limit=0)
                if shared.incarnation() != index:
                    continue
                articles = StoredArticles(reader, self._layout.dictionary)
                made = made_of(_Moment(index, reader, articles))
            if shared.incarnation() == index:
                return made

    @contextmanager
    def _turn(self, progress: Counted | None) -> Iterator[None]:
        """Be the only one, of all threads and processes; `progress` is told how far it is.

        Raises:
            IndexLockedError: somebody else is, and will be for a while.
        """
        if not self._working.acquire(timeout=self._seconds_waited):
            done, in_all = self._done
            raise IndexLockedError(
                f"copies and stories of {self._layout.name} are being recognised on this machine: "
                f"{done:,} of {in_all:,} articles are done; ask again later"
            )
        self._told = progress
        try:
            with ExitStack() as stack:
                if self._own is None:
                    try:
                        make_folder(self._layout)
                        CopiesLayout(self._layout.copies).create()
                        lock = recognising_lock(self._layout, self._seconds_waited)
                        stack.enter_context(lock)
                    except EngineError:
                        self._use_own_folder()
                yield
        finally:
            self._working.release()

    def _use_own_folder(self) -> None:
        """From now on use a folder that goes with this object, as that of the index is closed."""
        self._own = tempfile.TemporaryDirectory(prefix="searchnews-")
        own = replace(self._layout, directory=Path(self._own.name))
        with suppress(OSError, shutil.Error):  # what cannot be taken over is recognised again
            shutil.copytree(self._layout.copies, own.copies)
        self._folder = _Folder(own.copies, own.stories)

    def _note(self, what: Recognised, done: int, in_all: int) -> None:
        self._done = done, in_all
        if self._progress is not None:
            self._progress(what, done, in_all)
        if self._told is not None:
            self._told(done, in_all)
