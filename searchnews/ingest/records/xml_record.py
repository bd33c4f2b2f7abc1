"""An element of XML as a record: its attributes and the elements inside it by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from searchnews.ingest.markup import Element, text_of_html
from searchnews.ingest.records.field_names import assign

# What text is made of, whoever made the vocabulary: TEI, HTML and what French labs call it.
_BLOCKS: Final = frozenset(
    "p para paragraph paragraphe al alinea div head h1 h2 h3 h4 h5 h6 li item l lg ab block "
    "section ul ol list liste table tr quote blockquote figure caption intertitre".split()
)
_BREAKS: Final = frozenset("lb br".split())
_INLINE: Final = frozenset(
    "a b big cite del em emph foreign hi i img ins link mark ref s seg small span strong sub sup u "
    "w pc pb td th".split()
)
_OF_TEXT: Final = _BLOCKS | _BREAKS | _INLINE
# Elements whose attribute says which field they are: of Solr, MySQL, phpMyAdmin, Drupal.
_GENERIC: Final = frozenset("field column str arr date int bool property attribute col f".split())
_NAMING: Final = ("name", "nom", "key", "cle")
# Around the fields of an article; their names say nothing.
_WRAPPERS: Final = frozenset(
    "meta metadata metadonnees header head entete en-tete notice front info infos properties dc "
    "fields champs doc document attributes bibl".split()
)
# Where an element says nothing itself, one of these attributes does.
_SAYING: Final = ("when", "value", "href", "url", "content", "nom", "name")
_LINKS: Final = ("target", "href", "url")
_MARKUP: Final = re.compile(
    r"</(?:p|div|a|em|strong|span|h\d|ul|li|b|i)>|<(?:br|p) ?/?>", re.IGNORECASE
)
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")


def record_of(element: Element) -> dict[str, Any]:
    """What an element says, as JSON would: texts, lists of them, and objects.

    What is text of the element itself, around its fields or in paragraphs among them, is its
    `body`, unless one of the fields is.
    """
    record: dict[str, Any] = {str(name): value for name, value in element.attrib.items()}
    is_field = [_is_field(child) for child in element]
    for child, is_one in zip(element, is_field, strict=True):
        if is_one:
            _put(record, _name(child), _value(child))
    for name in [name for name in record if name.lower() in _WRAPPERS]:
        if isinstance(record[name], dict):
            record |= {key: v for key, v in record.pop(name).items() if key not in record}
    if "body" not in assign(dict(record), {})[0]:
        own = [child for child, is_one in zip(element, is_field, strict=True) if not is_one]
        address, text = _own_text(element, own)
        if address is not None:
            record.setdefault("url", address)
        if text:
            record["body"] = text
    return record


def _name(element: Element) -> str:
    tag = str(element.tag)
    named = (element.get(name) for name in _NAMING)
    return (next(filter(None, named), None) or tag) if tag in _GENERIC else tag


def _is_field(element: Element) -> bool:
    """Whether an element is a field of the record rather than a part of its text."""
    tag = str(element.tag)
    return tag.lower() not in _OF_TEXT or (tag in _GENERIC and _name(element) != tag)


def _put(record: dict[str, Any], name: str, value: Any) -> None:
    """Add a value; several of one name become a list."""
    if not value:
        return
    if name not in record:
        record[name] = value
    elif isinstance(record[name], list):
        record[name] += value if isinstance(value, list) else [value]
    else:
        record[name] = [record[name], *(value if isinstance(value, list) else [value])]


def _value(element: Element) -> Any:
    children = list(element)
    if any(_is_field(child) for child in children) and not _has_text(element):
        tag = str(element.tag).lower()
        attributes = {str(name): each for name, each in element.attrib.items()}
        values: dict[str, Any] = {} if tag in _GENERIC else attributes
        for child in children:
            _put(values, _name(child), _value(child))
        is_list = len(values) == 1 and tag not in _WRAPPERS  # <auteurs><auteur>…
        return next(iter(values.values())) if is_list else values
    text = text_in(element)
    if text or children:
        return text
    return next(filter(None, (element.get(name) for name in _SAYING)), "")


def _has_text(element: Element) -> bool:
    """Whether there are words between the elements inside."""
    return any(text and not text.isspace() for text in (element.text, *(c.tail for c in element)))


def _own_text(element: Element, own: list[Element]) -> tuple[str | None, str]:
    """The address that a text begins with, if it is a link, and the text without it."""
    address = None
    first = own[0] if own else None
    if first is not None and not (element.text or "").strip():
        address = next(filter(None, (first.get(name) for name in _LINKS)), None)
    kept = set(own[1:] if address is not None else own)
    pieces = [element.text or ""]
    for child in element:
        if child in kept:
            pieces += _pieces(child)
        pieces.append(child.tail or "")
    return address, _paragraphs(pieces)


def text_in(element: Element) -> str:
    """The text of an element, paragraphs separated by a blank line."""
    if len(element) == 0 and element.text and _MARKUP.search(element.text):
        return text_of_html(element.text)  # a page, escaped or in CDATA
    return _paragraphs(_pieces(element))


def _paragraphs(pieces: list[str]) -> str:
    text = "".join(pieces)
    if _MARKUP.search(text):
        return text_of_html(text)
    parts = (" ".join(part.split()) for part in _EMPTY_LINES.split(text))
    return "\n\n".join(filter(None, parts))


def _pieces(element: Element) -> list[str]:
    return list(_each_piece(element))


def _each_piece(element: Element) -> Iterator[str]:
    """The text in an element, with empty lines at the edges of blocks."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = str(node.tag).lower()
        if tag in _BLOCKS:
            yield "\n\n"
        elif tag in _BREAKS and event == "start":
            yield "\n"
        elif tag == "w":  # words of an annotated corpus, each an element
            yield " "
        text = node.text if event == "start" else node.tail if node is not element else None
        if text:
            yield text
