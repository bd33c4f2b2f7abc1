"""tantivy's failures, told as ours: it raises ValueError for nearly everything, or panics."""

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
    except BaseException as error:
        if not _is_from_tantivy(error):
            raise
        raise IndexDamagedError(
            f"{directory} cannot be read ({_first_line(error)}); run `searchnews check`"
        ) from error


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Failures while it writes: mostly a full disk."""
    try:
        yield
    except BaseException as error:
        if not _is_from_tantivy(error):
            raise
        raise EngineError(
            f"{directory}: cannot write ({_first_line(error)}); the articles of the last commit "
            "are safe: free some disk space or check the permissions, then index again"
        ) from error


def _is_from_tantivy(error: BaseException) -> bool:
    # A panic of Rust derives from BaseException, and its class cannot be imported.
    return isinstance(error, (ValueError, OSError)) or type(error).__name__ == "PanicException"


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:300]
