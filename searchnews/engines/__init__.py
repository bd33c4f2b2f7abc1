"""Engines: inverted indexes of words, behind one contract; see `engines.base`."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from searchnews.engines.base import EngineModule
from searchnews.errors import InvalidArgumentError, MissingDependencyError

ENGINES: Final = ("tantivy", "whoosh")
"""By name; the first is the default. Each is a package of this one, and alone imports its own."""


def load_engine(name: str) -> EngineModule:
    """The engine with this name; its package is imported now.

    Raises:
        InvalidArgumentError: there is no such engine.
        MissingDependencyError: its package is not installed.
    """
    if name not in ENGINES:
        raise InvalidArgumentError(f"there is no engine {name!r}; choose {' or '.join(ENGINES)}")
    try:
        return cast("EngineModule", import_module(f"searchnews.engines.{name}"))
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise MissingDependencyError(
            f"the engine {name} needs a package that is not installed; run `pip install {name}`, "
            f"or choose the engine {next(other for other in ENGINES if other != name)}"
        ) from error
