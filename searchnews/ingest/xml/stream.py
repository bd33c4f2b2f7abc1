"""XML of any size, element by element, as people and scripts write it.

What no parser forgives is put right before: entities of HTML, `&` and `<` that were not escaped,
control characters, a declaration of another encoding. No entity is expanded, nothing is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from html import unescape
from itertools import chain
from typing import Final, NamedTuple, cast

from lxml import etree

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Problem
from searchnews.ingest.encoding import decoded_pieces, detect
from searchnews.ingest.markup import NOT_IN_XML, Element, local_name, xml_parser
from searchnews.ingest.nesting import is_too_deep
from searchnews.ingest.streams import Stream

_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
# In characters; what is longer is no article, and would be kept in memory whole.
_LONGEST_ELEMENT: Final = 32 << 20

_DECLARATION: Final = re.compile(
    rb"""\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
_PROLOG: Final = re.compile(r"\ufeff?\s*(?:<\?xml\b[^>]{0,200}\?>)?")

# An entity, or an ampersand; a "<" that begins no tag; a section in which both are letters.
_SPECIAL: Final = re.compile(
    r"&(?P<entity>#?\w{1,31};)?|<(?![\w:/!?])|(?P<section><!\[CDATA\[|<!--)"
)
_ENDS: Final = {"<![CDATA[": "]]>", "<!--": "-->"}
_BEGINNING: Final = re.compile(r"[&<\]-]")
_LONGEST_SPECIAL: Final = 40  # in characters
_OF_XML: Final = frozenset(("&lt;", "&gt;", "&amp;", "&quot;", "&apos;"))


class Broken(NamedTuple):
    """Where the XML of a file is no XML; elements are then looked for by their beginnings."""

    line: int
    reason: str


def problem_of(broken: Broken) -> Problem:
    """What is wrong with a file that is broken; most of what is in it is read all the same."""
    return Problem(
        f"the XML is broken here ({broken.reason}); what is in the element may not be whole",
        broken.line,
        lost=False,
    )


def elements(
    stream: Stream, names: Set[str], longest: int = _LONGEST_ELEMENT
) -> Iterator[Element | Broken]:
    """The elements of some names, outermost ones, each complete, in bounded memory.

    Elements and attributes are without their namespaces. Each is emptied when the next is asked
    for. What is broken takes one element with it at most, and is named once.

    Raises:
        UnreadableFileError: an element has more than `longest` characters.
    """
    beginning = re.compile(rf"(?=<(?:[\w.-]+:)?(?:{'|'.join(map(re.escape, names))})[\s/>])")
    reading = _Reading(names)
    length = 0
    broken: Broken | None = None
    for piece in chain.from_iterable(map(beginning.split, xml_pieces(stream))):
        if reading.broken is not None and beginning.match(piece):
            yield from reading.close()
            reading = _Reading(names, again=True)
        length = length + len(piece) if reading.is_inside else 0
        if length > longest:
            raise UnreadableFileError(
                f"an element of more than {longest:,} characters, which is no article"
            )
        yield from reading.feed(piece)
        if broken is None and (broken := reading.broken) is not None:
            yield broken
    yield from reading.close()
    if broken is None and reading.broken is not None:
        yield reading.broken


class _Reading:
    """A parser, and how deep in elements of some names it is."""

    def __init__(self, names: Set[str], *, again: bool = False) -> None:
        """With `again`, for what follows something broken."""
        self._names = names
        self._parser = _parser()
        self._inside = 0
        if again:
            self._parser.feed(b"<again>")

    @property
    def is_inside(self) -> bool:
        """Whether an element has begun that is not complete."""
        return self._inside > 0

    @property
    def broken(self) -> Broken | None:
        """Where it first met what is no XML; None if it did not."""
        for entry in self._parser.feed_error_log:
            if entry.level == etree.ErrorLevels.FATAL:
                reason = "elements nested too deeply" if is_too_deep([entry]) else entry.message
                return Broken(entry.line, " ".join(str(reason).split()))
        return None

    def feed(self, piece: str) -> Iterator[Element]:
        """The elements that are complete with a piece of the file."""
        self._parser.feed(piece.encode("utf-8", "replace"))
        yield from self._complete()

    def close(self) -> Iterator[Element]:
        """Those that the end of the file leaves incomplete."""
        with suppress(etree.LxmlError):  # there is not even a root
            self._parser.close()
        yield from self._complete()

    def _complete(self) -> Iterator[Element]:
        for event, element in _events(self._parser):
            is_wanted = element.tag in self._names
            if event == "start":
                self._inside += is_wanted
                continue
            self._inside -= is_wanted
            if not self._inside:
                if is_wanted:
                    yield element
                _forget(element)


class Sample(NamedTuple):
    """The beginning of a file."""

    root: Element | None
    """None if there is none."""
    is_too_deep: bool
    """Whether it ends early, where elements are nested too deeply."""


def sample(stream: Stream, size: int, *, huge_tree: bool = False) -> Sample:
    """The tree of the first `size` characters.

    Elements and attributes are without their namespaces. `huge_tree` is for texts, in which
    elements may be nested more deeply than in records.
    """
    parser = _parser(huge_tree=huge_tree)
    root = None
    for piece in xml_pieces(stream):
        parser.feed(piece.encode("utf-8", "replace"))
        for _, element in _events(parser):
            root = element if root is None else root
        size -= len(piece)
        if size <= 0:
            break
    with suppress(etree.LxmlError):
        parser.close()
    for _, element in _events(parser):
        root = element if root is None else root
    return Sample(root, is_too_deep(parser.feed_error_log))


def xml_pieces(stream: Stream) -> Iterator[str]:
    """The text of an XML file, piece by piece, without its declaration, and put right."""
    data = stream.peek(_SAMPLE)[:_SAMPLE]
    pieces = decoded_pieces(stream, _encoding(data))
    first = _PROLOG.sub("", next(pieces, ""), count=1)
    return _escaped(NOT_IN_XML.sub("", piece) for piece in chain((first,), pieces))


def _encoding(data: bytes) -> str:
    """That of the bytes: UTF-8 if they can be it, else the one that is declared, if they can."""
    declared = _DECLARATION.match(data)
    names = ["utf-8", declared[1].decode()] if declared else ["utf-8"]
    for name in names:
        with suppress(UnicodeError, LookupError):
            codecs.getincrementaldecoder(name)().decode(data)
            return detect(data) if name == "utf-8" else name
    return detect(data)


def _escaped(pieces: Iterable[str]) -> Iterator[str]:
    text = end = ""
    for piece in chain(pieces, (None,)):
        text += piece or ""
        # What may go on in the next piece is held back.
        tail = len(text) - _LONGEST_SPECIAL
        held = _BEGINNING.search(text, max(0, tail)) if piece is not None else None
        until = held.start() if held else len(text)
        at = 0
        parts: list[str] = []
        while at < until:
            if end:
                found = text.find(end, at, len(text) if piece is None else until + len(end))
                stop = found + len(end) if found >= 0 else until
                parts.append(text[at:stop])
                end = "" if found >= 0 else end
                at = stop
                continue
            match = _SPECIAL.search(text, at)
            if match is None or match.start() >= until:
                parts.append(text[at:until])
                at = until
            else:
                parts += (text[at : match.start()], _written(match))
                end = _ENDS.get(match["section"] or "", "")
                at = match.end()
        yield "".join(parts)
        text = text[at:]


def _written(match: re.Match[str]) -> str:
    """An entity, an ampersand or a "<" as XML has it."""
    found = match[0]
    if match["section"] or found in _OF_XML:
        return found
    if found == "<":
        return "&lt;"
    letter = unescape(found) if match["entity"] else found
    if letter == found:
        return f"&amp;{found[1:]}"
    return found if letter in "<>&\"'" else NOT_IN_XML.sub("", letter)


def _parser(*, huge_tree: bool = False) -> etree.XMLPullParser:
    return xml_parser(
        etree.XMLPullParser, huge_tree=huge_tree, events=("start", "end"), encoding="utf-8"
    )


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, Element]]:
    """The events, with names without their namespaces."""
    for event, node in parser.read_events():
        element = cast("Element", node)  # of these two events it is
        if event == "start":
            with suppress(ValueError):  # what is no name stays as it is
                element.tag = local_name(str(element.tag))
            for name, value in list(element.attrib.items()):
                if "}" in str(name) or ":" in str(name):
                    del element.attrib[name]
                    with suppress(ValueError):
                        element.set(local_name(str(name)), value)
        yield event, element


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
