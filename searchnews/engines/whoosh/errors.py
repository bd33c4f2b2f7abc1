"""Whoosh's failures, told as ours: on damaged files it raises whatever the bytes lead it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchnews.errors import EngineError, IndexDamagedError, SearchNewsError


@contextmanager
def opening(directory: Path) -> Iterator[None]:
    """Failures while files are opened or read mean that they are damaged."""
    try:
        yield
    except SearchNewsError:
        raise
    except Exception as error:
        raise IndexDamagedError(
            f"{directory} cannot be read ({_told(error)}); run `searchnews check`"
        ) from error


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Failures while it writes: mostly a full disk."""
    try:
        yield
    except Exception as error:
        raise EngineError(
            f"{directory}: cannot write ({_told(error)}); the articles of the last commit are "
            "safe: free some disk space or check the permissions, then index again"
        ) from error


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
