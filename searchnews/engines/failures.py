"""An engine's failures, told as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from searchnews.errors import EngineError, IndexDamagedError, SearchNewsError

IsFailure: TypeAlias = Callable[[BaseException], bool]
"""Whether an engine raised this because it failed; other exceptions pass."""


@contextmanager
def opening(directory: Path, is_failure: IsFailure) -> Iterator[None]:
    """Failures while files are opened or read mean that they are damaged.

    Raises:
        IndexDamagedError: the engine failed.
    """
    try:
        yield
    except SearchNewsError:
        raise
    except BaseException as error:
        if not is_failure(error):
            raise
        raise IndexDamagedError(
            f"{directory} cannot be read ({_told(error)}); run `searchnews check`"
        ) from error


@contextmanager
def writing(directory: Path, is_failure: IsFailure) -> Iterator[None]:
    """Failures while it writes: mostly a full disk.

    Raises:
        EngineError: the engine failed.
    """
    try:
        yield
    except BaseException as error:
        if not is_failure(error):
            raise
        raise EngineError(
            f"{directory}: cannot write ({_told(error)}); the articles of the last commit are "
            "safe: free some disk space or check the permissions, then index again"
        ) from error


def _told(error: BaseException) -> str:
    first_line = next(iter(str(error).splitlines()), "")
    return first_line[:300] or type(error).__name__
