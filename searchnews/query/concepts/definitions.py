"""What concepts stand for, before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.names import name_key
from searchnews.query.plan import NO_FILTERS, Filters
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms


class Expression(NamedTuple):
    """A line of a list."""

    text: str
    line: int
    """From 1."""


class ListDefinition(NamedTuple):
    """A list: articles with any of its expressions are meant."""

    name: str
    expressions: tuple[Expression, ...]
    path: str
    """Its file."""


class SearchDefinition(NamedTuple):
    """A saved search: the articles that it finds are meant."""

    name: str
    query: str
    filters: Filters = NO_FILTERS
    synonyms: Synonyms = NO_SYNONYMS
    concepts: Concepts | None = None
    """Where its own concepts are looked up; None for where it was found itself."""


Definition: TypeAlias = ListDefinition | SearchDefinition


class Concepts(Protocol):
    """Where concepts are looked up by their names."""

    def definition(self, name: str) -> Definition | None:
        """What a name stands for; None if nothing has it.

        Raises:
            InvalidArgumentError: what has the name cannot be read, or two have it.
        """

    def names(self) -> Iterable[str]:
        """All names there are, as they are typed."""

    def where(self) -> str:
        """Where a list of one's own is put, as a message says it."""


class AllConcepts:
    """Concepts from several places."""

    def __init__(self, places: Sequence[Concepts]) -> None:
        self._places = places

    def definition(self, name: str) -> Definition | None:
        """What a name stands for in the one place that knows it; see `Concepts`."""
        found = [each for place in self._places if (each := place.definition(name)) is not None]
        if len(found) > 1:
            raise InvalidArgumentError(
                f"@{name} is the name of a list and of a saved search; rename one of them"
            )
        return found[0] if found else None

    def names(self) -> Iterable[str]:
        """All names there are, each once."""
        by_key = {name_key(name): name for place in self._places for name in place.names()}
        return by_key.values()

    def where(self) -> str:
        """Where the first place keeps them."""
        return self._places[0].where()
