"""Which address of the table a path is, in which format."""

from __future__ import annotations

from typing import NamedTuple

from searchnews.errors import SearchNewsError
from searchnews.serve.api.addresses import ADDRESSES, Address
from searchnews.serve.api.formats import BY_ENDING, Form
from searchnews.serve.api.problems import NotThereError


class Resolved(NamedTuple):
    """An address of the table, and what a path says beside."""

    address: Address
    form: Form
    named: str
    """The id, or the name, in the path; empty where there is none."""


def resolve(path: str) -> Resolved:
    """The address that a path, which is decoded already, stands for.

    >>> resolve("/search.json").address.path, resolve("/article/a1.ris").named
    ('/', 'a1')

    Raises:
        NotThereError: there is nothing at this path, or not in this format.
        InvalidArgumentError: the id of an article, or a name, is too long.
    """
    bare, form = _without_end(path)
    for address in ADDRESSES:
        if address.in_path is not None:
            before, _, after = address.path.partition(f"{{{address.in_path.name}}}")
            named = bare.removeprefix(before).removesuffix(after)
            if named and bare == f"{before}{named}{after}":
                value = address.in_path.read(address.in_path.name, [named])
                return Resolved(address, _checked(address, form), value)
        elif bare == address.path:
            return Resolved(address, _checked(address, form), "")
    raise NotThereError(f"there is nothing at {path[:200]}; /help names all addresses")


def without_slash(path: str) -> str | None:
    """A path without the slashes at its end, if it is an address of the table then; else None.

    >>> without_slash("/timeline/"), without_slash("/article/a1//")
    ('/timeline', '/article/a1')
    >>> without_slash("//presse.example/") is without_slash("/timeline") is None
    True
    """
    bare = path.rstrip("/") or "/"
    if bare == path:
        return None
    try:
        resolve(bare)
    except SearchNewsError:
        return None
    return bare


def end_of(path: str) -> Form | None:
    """The format that the end of a path says, if it says one."""
    return _without_end(path)[1]


def _without_end(path: str) -> tuple[str, Form | None]:
    bare, dot, ending = path.rpartition(".")
    form = BY_ENDING.get(ending) if dot else None
    if form is None:
        bare = path
    return "/" if bare in ("/search", "") else bare, form


def _checked(address: Address, form: Form | None) -> Form:
    if form is None:
        return address.forms[0]
    if form not in address.forms:
        endings = ", ".join(f".{each.ending}" for each in address.forms)
        raise NotThereError(f"{address.path} ends in one of {endings}, not in .{form.ending}")
    return form
