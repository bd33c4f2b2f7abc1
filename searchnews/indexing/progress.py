"""How far a run of indexing has come, for whoever shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called now and then while files are indexed."""

    def __call__(self, bytes_read: int, bytes_in_all: int, articles: int, /) -> None:
        """`bytes_in_all` is the size of all files under the paths, unchanged ones too."""


class ProgressCounter:
    """Counts what a run has read, and shows it."""

    def __init__(self, show: Progress | None) -> None:
        self._show = show
        self._bytes_in_all = 0
        self._bytes_done = 0
        self._position = 0
        self._articles = 0

    def begin(self, bytes_in_all: int, bytes_done: int) -> None:
        """So many bytes there are, and so many of them are in files that have not changed."""
        self._bytes_in_all = bytes_in_all
        self._bytes_done = bytes_done

    def at_position(self, position: int) -> None:
        """About so many bytes of the current file have been read."""
        self._position = position

    def add_article(self) -> None:
        """One more article has been read."""
        self._articles += 1
        if self._articles % 100 == 0:
            self.show()

    def end_file(self, size: int) -> None:
        """The current file, of `size` bytes, is done."""
        self._bytes_done += size
        self._position = 0
        self.show()

    def show(self) -> None:
        """Show how far it is."""
        if self._show is not None:
            read = min(self._bytes_done + self._position, self._bytes_in_all)
            self._show(read, self._bytes_in_all, self._articles)
