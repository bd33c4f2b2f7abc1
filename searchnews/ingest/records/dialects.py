"""Exports whose names of fields say nothing each by itself, and are recognised together."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, Final, NamedTuple


class _Dialect(NamedTuple):
    """The names of one kind of export."""

    known_by: frozenset[str]
    """A record with all of these names is of this kind."""
    names: Mapping[str, str]
    """Its names -> those of the fields of an article."""


_DIALECTS: Final = (
    # The articles of newspapers as impresso rebuilds them; `ts` is when it did.
    # https://impresso.github.io/impresso-schemas/
    _Dialect(
        frozenset({"id", "ft", "lg", "tp"}),
        {"t": "title", "ft": "body", "d": "date", "lg": "language"},
    ),
)


def in_usual_names(record: dict[str, Any], but_for: Container[str] = ()) -> dict[str, Any]:
    """A record with the names of the fields of an article, if it is of a known kind; else itself.

    Names `but_for` these, which the user knows, stay.

    >>> in_usual_names({"id": "CDV-1", "t": "Crue", "ft": "Elle monte.", "lg": "fr", "tp": "ar"})
    {'id': 'CDV-1', 'title': 'Crue', 'body': 'Elle monte.', 'language': 'fr', 'tp': 'ar'}
    """
    for dialect in _DIALECTS:
        if dialect.known_by <= record.keys():
            return {
                name if name in but_for else dialect.names.get(name, name): value
                for name, value in record.items()
            }
    return record
