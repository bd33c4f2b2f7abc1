"""An index that is open: where it is, and what is seen of it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from searchnews.engines.base import Engine
from searchnews.storage.layout import Layout
from searchnews.storage.snapshots import Snapshot, Snapshots

if TYPE_CHECKING:
    from searchnews.storage.cluster.recognition import Progress as RecognitionProgress


class OpenedIndex:
    """What all parts of the public face stand on."""

    def __init__(self, layout: Layout, recognition: RecognitionProgress | None = None) -> None:
        self._layout = layout
        self._snapshots = Snapshots(layout, recognition)
        self._snapshots.latest()

    @property
    def directory(self) -> Path:
        """Where it is; of an index in a cluster, what this machine has of it."""
        return self._layout.directory

    @property
    def commit(self) -> str:
        """Names the last commit: another one whenever what is found may have changed."""
        return self._snapshots.latest().stamp

    @property
    def name(self) -> str:
        """What it is called: its directory, or its address in a cluster."""
        return self._layout.name

    def snapshot(self) -> Snapshot:
        """The last commit, for what looks at several indexes."""
        return self._snapshots.latest()

    def opened_engine(self) -> Engine:
        """The engine of the index that there is now, for what writes to it."""
        return self._snapshots.engine()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._snapshots.latest().reader.articles

    def refresh(self) -> None:
        """See the last commit, as every search does by itself."""
        self._snapshots.latest()

    def close(self) -> None:
        """Let go of files; idempotent."""
        self._snapshots.close()
