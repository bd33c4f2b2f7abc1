"""The arguments of a search, as they are stored with its query: what was typed, not what it meant.

A date such as `hier` is counted from the day of each run, and a file is read at each.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from searchnews.errors import InvalidArgumentError
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms
from searchnews.search.options import SearchArguments, refuse_unknown

_AS_TYPED: Final = ("sort", "fresh", "date_from", "date_to")
_DEFAULT_SORT: Final = "relevance"
_SYNONYMS: Final = "synonyms"
_LISTS: Final = "lists"
_SOURCES: Final = "sources"


def stored_arguments(arguments: SearchArguments) -> dict[str, Any]:
    """Arguments as JSON has them; files by their paths from the root.

    Raises:
        InvalidArgumentError: there are synonyms that are from no file.
        TypeError: there is no such argument.
    """
    refuse_unknown(arguments, SearchArguments)
    stored: dict[str, Any] = {
        name: value
        for name in _AS_TYPED
        if (value := arguments.get(name)) not in (None, _DEFAULT_SORT)
    }
    if sources := arguments.get("sources"):
        stored[_SOURCES] = [sources] if isinstance(sources, str) else list(sources)
    synonyms = arguments.get("synonyms")
    if synonyms is not None and synonyms is not NO_SYNONYMS:
        if not Path(synonyms.name).is_file():
            raise InvalidArgumentError(
                "a saved search takes its synonyms from a file; read them by Synonyms.read"
            )
        stored[_SYNONYMS] = str(Path(synonyms.name).absolute())
    if (lists := arguments.get("lists")) is not None:
        stored[_LISTS] = str(lists.folder.absolute())
    return stored


def has_own_lists(stored: Mapping[str, Any]) -> bool:
    """Whether a search that is stored takes its lists from a folder of its own."""
    return _LISTS in stored


def arguments_of(stored: Mapping[str, Any]) -> SearchArguments:
    """The arguments that were stored; files are read.

    Raises:
        InvalidArgumentError: a file is gone.
    """
    arguments: SearchArguments = {}
    for name in _AS_TYPED:
        if name in stored:
            arguments[name] = stored[name]
    if _SOURCES in stored:
        arguments["sources"] = tuple(stored[_SOURCES])
    if _SYNONYMS in stored:
        arguments["synonyms"] = Synonyms.read(stored[_SYNONYMS])
    if _LISTS in stored:
        from searchnews.query.concepts.lists import Lists

        arguments["lists"] = Lists.read(stored[_LISTS])
    return arguments
