"""HTML whose elements are nested deeper than libxml2 goes, which ends a page there.

Its limit is 2,048 (`xmlParserMaxHugeDepth`, parserInternals.h), where it is told to read huge
documents, else 256. Old pages get deeper by elements that nobody closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Final, TypeVar

from lxml import etree
from lxml.etree import _Element

from searchnews.errors import UnreadableFileError

_ElementT = TypeVar("_ElementT", bound=_Element)

TOO_DEEP: Final = "it is nested too deeply to be read"
"""The reason where nothing helps."""

_TAG: Final = re.compile(
    rb"""</?([A-Za-z][\w:-]*+)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""",
)
# Elements that tell what a page is, most of which are in no other of their kind.
_KEPT: Final = frozenset(
    b"html head body title meta link base script style p br hr img h1 h2 h3 h4 h5 h6 time".split()
)
_NEVER_NESTED: Final = frozenset(b"title meta link script style br".split())
_IN_LINES: Final = frozenset(
    b"a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp "
    b"small span strike strong sub sup tt u var".split()
)


def is_too_deep(errors: Iterable[etree._LogEntry]) -> bool:
    """Whether a parser came to an end because elements were nested too deeply."""
    return any("Excessive depth" in str(entry.message) for entry in errors)


def html_root(
    data: bytes, parser: etree.HTMLParser, kind: type[_ElementT], *, needs_all: bool = False
) -> _ElementT | None:
    """The root of a page in HTML; None if there is nothing in it.

    `kind` is the class of the elements that the parser makes. Of a page that is nested too
    deeply, the text is read without the elements that only hold others, unless all are needed
    (`needs_all`).

    Raises:
        UnreadableFileError: it is nested too deeply for that.
    """
    root = etree.fromstring(data, parser)
    for kept in () if needs_all else (_KEPT, _NEVER_NESTED):
        if is_too_deep(parser.error_log):
            root = etree.fromstring(flattened(data, kept), parser)
    if is_too_deep(parser.error_log):
        raise UnreadableFileError(TOO_DEEP)
    return root if isinstance(root, kind) else None


def flattened(page: bytes, kept: Set[bytes] = _KEPT) -> bytes:
    """A page without the elements that only hold others; blocks become paragraphs.

    >>> flattened(b"<div><div class='a'><h1>Crue</h1>Un <b>pont</b></div>Une digue</div>")
    b'<p><p><h1>Crue</h1>Un pont<p>Une digue<p>'
    """

    def flat(tag: re.Match[bytes]) -> bytes:
        name = tag[1].lower()
        if name in kept:
            return tag[0]
        return b"" if name in _IN_LINES else b"<p>"

    return _TAG.sub(flat, page)
