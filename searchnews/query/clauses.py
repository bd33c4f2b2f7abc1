"""Clauses: what every engine can be asked, said in words of the index.

A clause knows nothing of French, of what the user typed or of any engine. Words are already
cut and folded as they stand in the index; a clause that names a word the index does not hold
matches nothing there. Scores are those of `engines.base`, so that engines agree on order too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias, TypeVar

MAX_SLOP: Final = 20
"""How many other words may stand inside a `Near` at most. It is also the width of the gap that
keeps phrases out of the titles inside `words`, so another number needs a new index."""

_Kind = TypeVar("_Kind", bound=type[tuple[object, ...]])

_AS_OF_A_DATACLASS: Final[Mapping[str, object]] = {
    "__eq__": lambda self, other: type(self) is type(other) and tuple.__eq__(self, other),
    "__ne__": lambda self, other: type(self) is not type(other) or tuple.__ne__(self, other),
    "__hash__": tuple.__hash__,
    "__bool__": lambda _: True,
}


def _of_its_class(kind: _Kind) -> _Kind:
    """Tuples that equal only those of their class, and are true, as frozen dataclasses do and are.

    Those take eight times as long to define, which every start waits for.
    """
    for name, method in _AS_OF_A_DATACLASS.items():
        setattr(kind, name, method)
    return kind


@_of_its_class
class Words(NamedTuple):
    """Articles with at least one of these words in a field; scores add up BM25 x boost.

    This is the weighted set that a query word stands for. `members` is not empty in what the
    planner builds, and no word stands in it twice.
    """

    field: str
    members: tuple[tuple[str, float], ...]
    """Words and their boosts."""


@_of_its_class
class Near(NamedTuple):
    """Articles with words in a row in a field, one out of every slot, in order.

    With `slop` n, up to n other words in all may stand between them. Scores `score`, a
    constant: phrases filter, or add a small bonus; the words inside them are ranked by `Words`.
    """

    field: str
    slots: tuple[tuple[str, ...], ...]
    slop: int = 0
    score: float = 0.0


@_of_its_class
class Days(NamedTuple):
    """Articles whose `day` number lies between two others, both included; None is open.

    An undated article never matches. Scores nothing.
    """

    low: int | None
    high: int | None


@_of_its_class
class Ids(NamedTuple):
    """The articles with these ids. Scores nothing."""

    ids: frozenset[str]


@_of_its_class
class All(NamedTuple):
    """Articles that match every clause; scores add up. Of no clause at all: every article."""

    clauses: tuple[Clause, ...]


@_of_its_class
class Any(NamedTuple):
    """Articles that match one clause or more; scores of those that match add up."""

    clauses: tuple[Clause, ...]


@_of_its_class
class Except(NamedTuple):
    """Articles that match `clause` but not `excluded`; scored as `clause`."""

    clause: Clause
    excluded: Clause


@_of_its_class
class Prefer(NamedTuple):
    """Articles that match `clause`; those that match bonuses too score those beside it."""

    clause: Clause
    bonuses: tuple[Clause, ...]


@_of_its_class
class Constant(NamedTuple):
    """Articles that match `clause`, each with the same score."""

    clause: Clause
    score: float = 0.0


@_of_its_class
class Everything(NamedTuple):
    """Every article, each with score 0."""


@_of_its_class
class Nothing(NamedTuple):
    """No article."""


Clause: TypeAlias = (
    Words | Near | Days | Ids | All | Any | Except | Prefer | Constant | Everything | Nothing
)
