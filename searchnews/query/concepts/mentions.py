"""Which concepts a query names."""

from __future__ import annotations

from collections.abc import Iterator

from searchnews.query import syntax
from searchnews.query.concepts.names import SIGN, is_name, name_key
from searchnews.query.reading.parser import parse
from searchnews.query.syntax import Node


def concepts_named_in(query: str) -> frozenset[str]:
    """The keys of the concepts that a query names, by `name_key`; without what stands in these.

    >>> sorted(concepts_named_in("titre:@Partis SAUF (=@élus OU @partis) mairie@ville.example"))
    ['elus', 'partis']
    >>> concepts_named_in('"@partis"')
    frozenset()
    """
    if SIGN not in query:  # as in most
        return frozenset()
    return frozenset(map(name_key, _names(parse(query).tree)))


def _names(node: Node) -> Iterator[str]:
    match node:
        case syntax.Word() if node.text.startswith(SIGN) and is_name(node.text[1:]):
            yield node.text[1:]
        case syntax.Bag() | syntax.And() | syntax.Or():
            for child in node.nodes:
                yield from _names(child)
        case syntax.NearEachOther():
            yield from _names(node.left)
            yield from _names(node.right)
        case syntax.Not() | syntax.Required() | syntax.InField():
            yield from _names(node.node)
