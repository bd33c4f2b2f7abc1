"""XML and HTML as trees without namespaces; nothing is fetched, opened or expanded for them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final, TypeAlias, TypeVar, cast

from lxml import etree
from lxml.etree import _Element

from searchnews.errors import UnreadableFileError
from searchnews.ingest.encoding import decode, is_utf8
from searchnews.ingest.streams import Stream

Element: TypeAlias = _Element
"""An element of a tree."""
_ParserT = TypeVar("_ParserT")

NOT_IN_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""A character that libxml2 does not read."""

_LARGEST: Final = 128 << 20  # in bytes; in memory a tree takes five times as much
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
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hl2 hr li main nav ol p pre section table td th tr ul "
    "paragraph para block".split()
)
_NO_TEXT: Final = frozenset("script style head template noscript".split())


def xml_tree(stream: Stream) -> Element:
    """The root of an XML file, its elements and attributes without their namespaces.

    Of a broken file, what comes before the error is kept. Bytes that are valid UTF-8 are read as
    UTF-8, whatever they declare: agencies and libraries convert files and leave the declaration.
    When they are not in the encoding that they declare, it is detected.

    Raises:
        UnreadableFileError: it is too large, or no XML at all.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of XML in one piece; split it")
    if b"&#" in data:
        data = _NO_CHARACTERS.sub(_characters, data)
    root = None
    if is_utf8(data):
        root = _xml_root(data, "utf-8")
    elif _is_as_declared(data):
        root = _xml_root(data)
    if root is None:
        root = _xml_root(decode(data).encode("utf-8", "replace"), "utf-8")
    if root is None:
        raise UnreadableFileError("not XML that can be read; get the file again")
    for element in root.iter(etree.Element):
        with suppress(ValueError):  # what is no name stays as it is
            element.tag = local_name(str(element.tag))
    return root


def xml_parser(kind: Callable[..., _ParserT], **options: object) -> _ParserT:
    """A parser of a kind that lxml has; it forgives errors, and fetches and expands nothing.

    `options` are those of its kind.
    """
    return kind(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
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


def _xml_root(data: bytes, encoding: str | None = None) -> Element | None:
    parser = xml_parser(etree.XMLParser, encoding=encoding)
    try:
        return cast("Element | None", etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFileError(
            f"not XML that can be read: {error}; get the file again"
        ) from None


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


def html_tree(text: str) -> Element:
    """The root of an HTML text, however broken it is.

    Raises:
        UnreadableFileError: there is nothing in it.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = NOT_IN_XML.sub("", text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFileError(f"not a page that can be read: {error}") from None
    if root is None:
        raise UnreadableFileError("there is nothing on the page")
    return root


def html_file(stream: Stream) -> Element:
    """The root of an HTML file; its encoding is detected, not taken from what it declares.

    Raises:
        UnreadableFileError: it is too large, or there is nothing in it.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of HTML in one piece; split it")
    return html_tree(decode(data))


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
