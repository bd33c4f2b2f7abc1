"""What an engine's failures are to a caller: damage only where there is some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from searchnews.engines.base import Location
from searchnews.errors import EngineError, IndexDamagedError, SearchNewsError

IsFailure: TypeAlias = Callable[[BaseException], bool]
"""Whether an engine raised this because it failed; other exceptions pass."""

Damage: TypeAlias = Callable[[Location], Iterable[str]]
"""What is wrong with the files at a location, a sentence each; raises OSError where nobody can
read them."""


@contextmanager
def reading(location: Location, is_failure: IsFailure, damage: Damage) -> Iterator[None]:
    """Failures while files are opened or read: the files are checked before they are blamed.

    Raises:
        IndexDamagedError: they are damaged.
        EngineError: they are not, or cannot be read.
    """
    try:
        yield
    except SearchNewsError:
        raise
    except BaseException as error:
        if not is_failure(error):
            raise
        raise _read_failure(location, error, damage) from error


@contextmanager
def writing(location: Location, is_failure: IsFailure) -> Iterator[None]:
    """Failures while files are written: mostly a full disk.

    Raises:
        EngineError: the engine failed.
    """
    try:
        yield
    except SearchNewsError:
        raise
    except BaseException as error:
        if not is_failure(error):
            raise
        raise EngineError(
            f"{location}: cannot write ({_reason(error)}); the articles of the last commit are "
            "safe: free some disk space or check the permissions, then index again"
        ) from error


def all_problems(location: Location, damage: Damage) -> list[str]:
    """What is wrong with the files, a sentence each, also that nobody can read them."""
    problems: list[str] = []
    try:
        problems.extend(damage(location))
    except OSError as error:
        problems.append(f"{location} cannot be read: {error}")
    return problems


def _read_failure(location: Location, error: BaseException, damage: Damage) -> SearchNewsError:
    try:
        problem = next(iter(damage(location)), None)
    except OSError as unreadable:
        return EngineError(f"{location} cannot be read ({unreadable}); check its permissions")
    if problem is not None:
        return IndexDamagedError(
            f"{problem}; run `searchnews check`, then `searchnews index --rebuild` with the "
            "folders the index was made from"
        )
    return EngineError(
        f"{location}: the engine could not answer ({_reason(error)}), though its files are sound; "
        "ask for something simpler, or try again"
    )


def _reason(error: BaseException) -> str:
    first_line = next(iter(str(error).splitlines()), "")
    return first_line[:300] or type(error).__name__
