"""Engines: inverted indexes of words, behind one contract; see `engines.base`."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from searchnews.engines.base import EngineModule
from searchnews.errors import InvalidArgumentError, MissingDependencyError

EMBEDDED: Final = ("tantivy", "whoosh")
"""The engines whose index is a directory, by name; the first is the default."""

CLUSTER: Final = "opensearch"
"""The engine whose index has an address; see `engines.addresses`."""

ENGINES: Final = (*EMBEDDED, CLUSTER)
"""All of them. Each is a package of this one, and alone imports the package that it needs."""

_NEEDS: Final = {"opensearch": "urllib3"}
"""What an engine imports, where it does not have its name; it is an extra of that engine's name."""


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
        package = _NEEDS.get(name, name)
        if error.name != package:
            raise
        raise MissingDependencyError(
            f"the engine {name} needs a package that is not installed; run `pip install {package}`,"
            f" or choose the engine {next(other for other in ENGINES if other != name)}"
        ) from error
