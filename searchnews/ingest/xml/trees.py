"""XML files as trees, also such as are not quite XML."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final, NamedTuple, cast

from lxml import etree

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Problem
from searchnews.ingest.encoding import decode, is_utf8
from searchnews.ingest.markup import Element, local_name, xml_parser
from searchnews.ingest.streams import Stream, stream_of
from searchnews.ingest.xml.balanced_tags import Balanced, balanced
from searchnews.ingest.xml.stream import xml_pieces

_LARGEST: Final = 128 << 20  # in bytes; in memory a tree takes five times as much
_LARGEST_MENDED: Final = 32 << 20
_MARKS_OF_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
# References to halves of surrogate pairs, which programs with characters of 16 bits write, and to
# NUL: where a half is in a tree, libxml2 gives text that Python cannot decode.
_NO_CHARACTERS: Final = re.compile(
    rb"(?:&#(?:[xX]0*[dD][89a-fA-F][\da-fA-F]{2}|0*5[5-7]\d{3}|[xX]?0+);)+"
)
_NUMBER: Final = re.compile(rb"&#([xX]?[\da-fA-F]+);")


class XmlFile(NamedTuple):
    """The tree of an XML file, its elements and attributes without their namespaces."""

    root: Element
    problems: tuple[Problem, ...] = ()
    """What is broken in it; what could be read is in the tree all the same."""


def xml_file(stream: Stream) -> XmlFile:
    """An XML file, put right where it is broken: tags, entities of HTML, `&` and `<`.

    Bytes that are valid UTF-8 are read as UTF-8, whatever they declare: agencies and libraries
    convert files and leave the declaration. When they are not in the encoding that they declare,
    it is detected.

    Raises:
        UnreadableFileError: it is too large, or no XML at all.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of XML in one piece; split it")
    if b"&#" in data:
        data = _NO_CHARACTERS.sub(_characters, data)
    if is_utf8(data):
        parsed = _parsed(data, "utf-8")
    elif _is_as_declared(data):
        parsed = _parsed(data)
    else:
        parsed = _parsed(decode(data).encode("utf-8", "replace"), "utf-8")
    if not parsed.is_broken:
        problems: tuple[Problem, ...] = ()
    elif len(data) <= _LARGEST_MENDED:
        parsed, problems = _mended(data)
    else:
        problems = (Problem(f"the XML is broken here ({parsed.error})", parsed.line),)
    if parsed.root is None:
        raise UnreadableFileError("not XML that can be read; get the file again")
    for element in parsed.root.iter(etree.Element):
        with suppress(ValueError):  # what is no name stays as it is
            element.tag = local_name(str(element.tag))
    return XmlFile(parsed.root, problems)


def xml_tree(stream: Stream) -> Element:
    """The root of an XML file, for whoever looks up something in it; see `xml_file`."""
    return xml_file(stream).root


class _Parsed(NamedTuple):
    root: Element | None
    error: str | None = None
    """The first thing that is no XML."""
    line: int | None = None

    @property
    def is_broken(self) -> bool:
        return self.root is None or self.error is not None


def _parsed(data: bytes, encoding: str | None = None) -> _Parsed:
    parser = xml_parser(etree.XMLParser, encoding=encoding)
    try:
        root = cast("Element | None", etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        return _Parsed(None, str(error))
    for entry in parser.error_log:
        is_entity = entry.type == etree.ErrorTypes.WAR_UNDECLARED_ENTITY
        if entry.level == etree.ErrorLevels.FATAL or is_entity:
            return _Parsed(root, " ".join(str(entry.message).split()), entry.line)
    return _Parsed(root)


def _mended(data: bytes) -> tuple[_Parsed, tuple[Problem, ...]]:
    """The tree of a broken file once it is put right, and what of it may be lost."""
    mended = balanced("".join(xml_pieces(stream_of(data))))
    # Several documents in one file, one after the other.
    text = mended.text if mended.roots < 2 else f"<documents>{mended.text}</documents>"
    parsed = _parsed(text.encode("utf-8", "replace"), "utf-8")
    return parsed, tuple(_problems(mended, parsed))


def _problems(mended: Balanced, parsed: _Parsed) -> list[Problem]:
    found = []
    if mended.first is not None:
        name, line = mended.first
        more = f", nor do {mended.mended - 1:,} others" if mended.mended > 1 else ""
        reason = f"the XML is broken here: the tags <{name}> do not match{more}"
        told = "all of it was read, as far as can be told where each part ends"
        found.append(Problem(f"{reason}; {told}", line, lost=False))
    if mended.unfinished is not None:
        reason = f"the file ends inside <{mended.unfinished}>, and so was cut short; get it again"
        found.append(Problem(reason))
    elif parsed.is_broken and mended.first is None:
        found.append(Problem(f"the XML is broken here ({parsed.error})", parsed.line))
    return found


def _characters(match: re.Match[bytes]) -> bytes:
    """References to the characters that were meant, or to U+FFFD."""
    numbers = (digits.lower() for digits in _NUMBER.findall(match[0]))
    units = "".join(chr(int(n[1:], 16) if n[:1] == b"x" else int(n)) for n in numbers)
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(letter) or 0xFFFD};" for letter in text).encode()


def _is_as_declared(data: bytes) -> bool:
    """Whether bytes are in the encoding that XML declares: UTF-8, when it declares none."""
    if data.startswith(_MARKS_OF_UTF16):
        return True
    declared = _DECLARATION.match(data)
    try:
        data.decode(declared[1].decode("ascii", "replace") if declared else "utf-8")
    except (UnicodeError, LookupError):
        return False
    return True
