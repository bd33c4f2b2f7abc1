"""XML and HTML as trees without namespaces; nothing is fetched, opened or expanded for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar, cast

from lxml import etree
from lxml.etree import _Element

from searchnews.errors import UnreadableFileError
from searchnews.ingest.encoding import decode
from searchnews.ingest.nesting import html_root
from searchnews.ingest.streams import Stream

Element: TypeAlias = _Element
"""An element of a tree."""
_ParserT = TypeVar("_ParserT")

NOT_IN_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""A character that libxml2 does not read."""

_LARGEST: Final = 128 << 20  # in bytes; in memory a tree takes five times as much
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hl2 hr li main nav ol p pre section table td th tr ul "
    "paragraph para block".split()
)
_NO_TEXT: Final = frozenset("script style head template noscript".split())


def xml_parser(
    kind: Callable[..., _ParserT], *, huge_tree: bool = False, **options: object
) -> _ParserT:
    """A parser of a kind that lxml has; it forgives errors, and fetches and expands nothing.

    `huge_tree` is for what has no entities, whose limits it lifts as well as that of the depth.
    `options` are those of its kind.
    """
    return kind(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=huge_tree,
        remove_comments=True,
        remove_pis=True,
        **options,
    )


def local_name(name: str) -> str:
    """The name of an element or an attribute without its namespace or prefix.

    >>> local_name("{http://www.loc.gov/METS/}div"), local_name("mets:div"), local_name("div")
    ('div', 'div', 'div')
    """
    return name.rpartition("}")[2].rpartition(":")[2] or name


def html_tree(text: str, *, needs_all: bool = False) -> Element:
    """The root of an HTML text, however broken it is.

    `needs_all` says that its elements are needed, and not its text alone; see `html_root`.

    Raises:
        UnreadableFileError: there is nothing in it, or it is nested too deeply.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = NOT_IN_XML.sub("", text).encode("utf-8", "replace")
    try:
        root = html_root(data, parser, _Element, needs_all=needs_all)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFileError(f"not a page that can be read: {error}") from None
    if root is None:
        raise UnreadableFileError("there is nothing on the page")
    return root


def html_file(stream: Stream) -> Element:
    """The root of an HTML file; its encoding is detected, not taken from what it declares.

    Raises:
        UnreadableFileError: it is too large, there is nothing in it, or it is nested too deeply.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of HTML in one piece; split it")
    return html_tree(decode(data), needs_all=True)


def elements_at(element: Element, path: str) -> list[Element]:
    """The elements that an XPath expression finds."""
    return cast("list[Element]", element.xpath(path))


def text_of(element: Element | None) -> str | None:
    """The text of an element in one line; None if there is none."""
    if element is None:
        return None
    return " ".join("".join(map(str, element.itertext())).split()) or None


def text_at(element: Element, path: str) -> str | None:
    """The text of the first element at a path that has any; see `text_of`."""
    return next(filter(None, map(text_of, element.iterfind(path))), None)


def texts_at(element: Element, path: str) -> list[str]:
    """The texts of the elements at a path, each text once."""
    return list(dict.fromkeys(filter(None, map(text_of, element.iterfind(path)))))


def name_of(element: Element) -> str | None:
    """The name of a person in one line, of which a first name and a surname may be elements.

    >>> name_of(html_tree("<b><i>Zoé</i><i>Roy</i></b>"))
    'Zoé Roy'
    """
    parts = list(element.iter(etree.Element))
    has_text_between = any((each.tail or "").strip() for each in parts[1:])
    if len(parts) == 1 or has_text_between or (element.text or "").strip():
        return text_of(element)
    return " ".join(filter(None, (name_of(part) for part in element))) or None


def language_of(element: Element) -> str | None:
    """The language that an element declares."""
    return element.get(_LANGUAGE) or element.get("lang") or None


def paragraphs_in(element: Element) -> list[str]:
    """The paragraphs of an element: its text, divided at blocks and at empty lines.

    >>> paragraphs_in(html_tree("<p>Un <b>pont</b>.</p>Une<br>digue.<br><br>Un quai."))
    ['Un pont.', 'Une digue.', 'Un quai.']
    """
    text = "".join(_pieces(element))
    return [line for part in re.split(r"\n\s*\n", text) if (line := " ".join(part.split()))]


def _pieces(element: Element) -> Iterator[str]:
    """The text of an element, with an empty line before and after each block."""
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _NO_TEXT:
                silent += 1
            elif tag in _BLOCKS:
                yield "\n\n"
            elif tag == "br":
                yield "\n"
            if not silent and node.text:
                yield _FLAT.sub(" ", node.text)
        else:
            if tag in _NO_TEXT:
                silent -= 1
            elif tag in _BLOCKS:
                yield "\n\n"
            if not silent and node.tail and node is not element:
                yield _FLAT.sub(" ", node.tail)


_FLAT: Final = re.compile(r"\s+")


def text_of_html(html: str) -> str:
    r"""The text of a piece of HTML, paragraphs separated by a blank line.

    >>> text_of_html("<p>L&#39;eau monte.</p><script>x()</script><p>Elle descend.</p>")
    "L'eau monte.\n\nElle descend."
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    try:
        return "\n\n".join(paragraphs_in(html_tree(html)))
    except UnreadableFileError:
        return ""
