"""XML whose tags do not match, put right: each element has an end, and each end an element.

libxml2 takes any end for that of the innermost element, so that one that is missing shifts all
that follow by a level, and what a reader looks for is not where it should be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

# Sections and comments without an end are looked for by hand, once.
_TAG: Final = re.compile(
    r"<(?P<section>!\[CDATA\[|!--)|<[?!][^<>]*>|</\s*(?P<ended>[^\s<>/]+)[^<>]*>"
    r"|<(?P<begun>[^\W\d][\w:.-]*)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[^<>]*)>"
)
_DOCTYPE: Final = re.compile(r"\s*<!DOCTYPE[^<>\[]*(?:\[[^\]]*\][^<>]*)?>")
_ENDS: Final = {"![CDATA[": "]]>", "!--": "-->"}
_ATTRIBUTES: Final = re.compile(r"(?:\s+[^\W\d][\w:.-]*\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?")
_ATTRIBUTE: Final = re.compile(
    r"([^\W\d][\w:.-]*)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)'|([^\s\"'<>=]+?)(?=\s|/?$))"
)
_DEEPEST: Final = 250  # libxml2 reads 256
# What is in a line of text; any other element after letters is the next field of a record.
_IN_LINES: Final = frozenset(
    "a abbr b bdo br chron cite code del em event foreign function hi i img ins keyword lang lb li "
    "location mark money name note num object.title org ph persname person placename postaddr "
    "pron q ref s seg small span strong sub sup u virtloc w".split()
)


class Balanced(NamedTuple):
    """XML that was put right."""

    text: str
    mended: int
    """How many ends of elements were missing or too many, but for those at the end of the text."""
    first: tuple[str, int] | None
    """The name of the first such element, and its line, counted from 1."""
    unfinished: str | None
    """The innermost element in which the text ends; None if it ends where it should."""
    roots: int


@dataclass(slots=True)
class _Open:
    """An element that has no end yet."""

    name: str
    start: int
    text: int
    """Where what is in it begins."""
    is_begun: bool = False
    """Whether there is an element in it."""
    may_end: int | None = None
    """Where it may have its end: before the first element in it, if there is text before that."""
    next_alike: int | None = None
    """Where in it the first element of the same name begins."""


def balanced(text: str) -> Balanced:
    """XML with an end for each element, in linear time; text and order stay as they are.

    An element without an end has it where the next of its name begins, unless elements of this
    name are in one another; where its text ends, if it begins with text; else where what it is in
    ends.

    >>> balanced("<b><p>Un<p>Deux</p></b></i>").text
    '<b><p>Un</p><p>Deux</p></b>'
    """
    return _Balance(text).result()


class _Balance:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._by_name: defaultdict[str, list[_Open]] = defaultdict(list)
        self._nesting: set[str] = set()
        """The names of elements that are in others of their name."""
        self._missing: dict[int, list[str]] = {}
        """The ends that are to be put in, by where; the inner ones first."""
        self._written: list[tuple[int, int, str]] = []
        """What is to be written in the place of a piece of the text."""
        self._mended = 0
        self._first: tuple[str, int] | None = None
        self._roots = 0

    def result(self) -> Balanced:
        for match in self._tags():
            begun, ended = match["begun"], match["ended"]
            if begun:
                self._begin(begun, match)
            elif ended:
                self._end(ended, match)
            else:  # the declaration of a second document
                self._written.append((*match.span(), ""))
        mended, first = self._mended, self._first
        unfinished = self._open[-1].name if self._open else None
        self._close(0, len(self._text))
        return Balanced("".join(self._pieces()), mended, first, unfinished, self._roots)

    def _tags(self) -> Iterator[re.Match[str]]:
        doctype = _DOCTYPE.match(self._text)
        at = doctype.end() if doctype else 0
        while match := _TAG.search(self._text, at):
            at = match.end()
            if match["section"]:
                end = self._text.find(_ENDS[match["section"]], at)
                if end < 0:
                    self._written.append((match.start(), len(self._text), ""))
                    return
                at = end
            else:
                yield match

    def _begin(self, name: str, match: re.Match[str]) -> None:
        attributes = match["attributes"]
        if not _ATTRIBUTES.fullmatch(attributes):
            end = "/" if attributes.endswith("/") else ""
            written = f"<{name}{_put_right(attributes)}{end}>"
            self._written.append((*match.span(), written))
        self._roots += not self._open
        if self._open and not self._open[-1].is_begun:
            above = self._open[-1]
            above.is_begun = True
            is_text = not self._text[above.text : match.start()].isspace()
            if is_text and above.text < match.start() and name.lower() not in _IN_LINES:
                above.may_end = match.start()
        if attributes.endswith("/"):
            return
        if len(self._open) == _DEEPEST:
            self._written.append((*match.span(), ""))
            self._note(name, match.start())
            return
        alike = self._by_name[name]
        if alike and alike[-1].next_alike is None:
            alike[-1].next_alike = match.start()
        opened = _Open(name, match.start(), match.end())
        alike.append(opened)
        self._open.append(opened)

    def _end(self, name: str, match: re.Match[str]) -> None:
        if not self._by_name[name]:
            self._note(name, match.start())
            self._written.append((*match.span(), ""))
            return
        ended = self._by_name[name][-1]
        if self._open[-1] is not ended:
            depth = next(n for n in range(len(self._open) - 1, -1, -1) if self._open[n] is ended)
            self._close(depth + 1, match.start())
        if ended.next_alike is not None:
            self._nesting.add(name)
        self._by_name[name].pop()
        self._open.pop()
        for element in self._open:
            # What is in an element that has its end is no place for the end of another.
            if element.next_alike is not None and element.next_alike > ended.start:
                element.next_alike = None

    def _close(self, depth: int, end: int) -> None:
        """Give ends to the open elements from a depth on, inside what ends at `end`."""
        limits = [end]
        ends: list[tuple[int, str]] = []
        for element in self._open[depth:]:
            limit = min(at for at in limits if at > element.start or at == end)
            if element.next_alike is not None and element.name not in self._nesting:
                limit = min(limit, element.next_alike)
            if element.may_end is not None:
                limit = min(limit, element.may_end)
            limits.append(limit)
            ends.append((limit, element.name))
            self._by_name[element.name].pop()
            self._note(element.name, element.start)
        for at, name in reversed(ends):
            self._missing.setdefault(at, []).append(name)
        del self._open[depth:]

    def _note(self, name: str, at: int) -> None:
        self._mended += 1
        if self._first is None:
            self._first = name, self._text.count("\n", 0, at) + 1

    def _pieces(self) -> Iterator[str]:
        """The text with what was put in and without what was taken out."""
        ends = (
            (at, "".join(f"</{name}>" for name in names)) for at, names in self._missing.items()
        )
        changes = ((at, at, written) for at, written in ends)
        at = 0
        for start, end, written in sorted([*changes, *self._written], key=lambda each: each[:2]):
            yield self._text[at:start]
            yield written
            at = max(at, end)
        yield self._text[at:]


def _put_right(attributes: str) -> str:
    """Attributes as XML has them, each once, in quotes."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes.removesuffix("/")):
        value = (double or single or bare).replace('"', "&quot;")
        found.setdefault(name, f' {name}="{value}"')
    return "".join(found.values())
