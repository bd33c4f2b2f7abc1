"""What links carry from one address to another, said there as that address says it.

The hits alone have pages and an order; what leads away from them keeps both under other names where
it has something else under these, so that the way back leads to the same hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from searchnews.serve.api.addresses import ADDRESSES
from searchnews.serve.api.exploring_parameters import COUNT
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import FOLD, HITS_LIMIT, HITS_SORT, LIMIT, SORT
from searchnews.serve.api.parameters import Parameter, Values

_TAKEN: Final = {address.path: address.parameters for address in ADDRESSES}


def _said_by(*parameters: Parameter[Any]) -> dict[str, Parameter[Any]]:
    """Which of some parameters an address has, the first of them that it has."""
    return {
        path: parameter
        for path, taken in _TAKEN.items()
        for parameter in parameters[::-1]
        if parameter in taken
    }


_UNIT: Final = _said_by(FOLD, COUNT)
"""By which parameter an address says what is counted: what hits are folded by, or counts."""
_ORDER: Final = _said_by(SORT, HITS_SORT)
_SIZE: Final = _said_by(HITS_LIMIT) | {"/": LIMIT}

_WAY_BACK: Final = (HITS_SORT, HITS_LIMIT)
_OF_ARTICLES: Final = (Form.RSS, Form.RIS, Form.BIBLATEX, Form.CSL, Form.TEXT)
"""Formats that have articles one by one, whatever is counted."""


def said_there(values: Values, here: str, there: str) -> dict[Parameter[Any], Any]:
    """What of the values of an address another one says by parameters of its own."""
    said: dict[Parameter[Any], Any] = {}
    for by_path in (_ORDER, _SIZE):
        if here in by_path and there in by_path:
            said[by_path[there]] = values[by_path[here]]
    unit = values[FOLD] or values[COUNT]
    match _UNIT.get(there):
        case parameter if parameter is FOLD:
            said[FOLD] = "" if unit == COUNT.default else unit
        case parameter if parameter is COUNT:
            said[COUNT] = unit
    return said


def carried_to(
    path: str, form: Form, carried: Sequence[Parameter[Any]]
) -> Iterator[Parameter[Any]]:
    """Those of some parameters that an address takes, and what it keeps beside them.

    Pages keep what leads back to the hits, files only what is counted.
    """
    is_page = form is Form.HTML
    yield from (
        each for each in carried if each in _TAKEN[path] and (is_page or each not in _WAY_BACK)
    )
    if not carried:
        return
    of_hits = (_ORDER, _SIZE) if is_page else ()
    of_counts = () if form in _OF_ARTICLES else (_UNIT,)
    for by_path in (*of_hits, *of_counts):
        if path in by_path and by_path[path] not in carried:
            yield by_path[path]
