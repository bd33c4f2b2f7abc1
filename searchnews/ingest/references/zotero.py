"""Reading libraries that Zotero exports as RDF, with the pages and PDF that it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, text_at, text_of_html, texts_at
from searchnews.ingest.references.reference import Reference, draft_of_reference
from searchnews.ingest.xml.trees import xml_file

_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RESOURCE: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
# Elements that are no references: files, notes, folders, and newspapers of several references.
_OTHERS: Final = frozenset("Attachment Memo Collection Journal Newspaper Periodical Series".split())


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The references of a library, in its order.

    Raises:
        UnreadableFileError: it is no XML, or there are none.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    named = {about: each for each in root if (about := each.get(_ABOUT))}
    references = [each for each in root if each.tag not in _OTHERS]
    if not references:
        raise UnreadableFileError("a library without references")
    for number, element in enumerate(references, 1):
        yield draft_of_reference(_reference(element, named), number, file)


def _reference(element: Element, named: dict[str, Element]) -> Reference:
    container = _at(element, "isPartOf", named)
    notes = [text_at(note, "value") for note in _all(element, "isReferencedBy", named)]
    return Reference(
        key=element.get(_ABOUT),
        title=text_at(element, "title"),
        container=text_at(container, "title") if container is not None else None,
        publisher=text_at(element, "publisher"),
        authors=_names(element),
        dates=texts_at(element, "date"),
        section=text_at(element, "section"),
        abstract=_paragraphs(element, "abstract"),
        url=text_at(element, "identifier/URI/value") or _address(element.get(_ABOUT)),
        language=text_at(element, "language"),
        files=[
            path
            for attachment in _all(element, "link", named)
            for resource in attachment.iterfind("resource")
            if (path := resource.get(_RESOURCE))
        ],
        extra={
            "type": text_at(element, "itemType"),
            "pages": text_at(element, "pages"),
            "issue": text_at(container, "number") if container is not None else None,
            "volume": text_at(container, "volume") if container is not None else None,
            "keywords": texts_at(element, "subject"),
            "catalog": text_at(element, "libraryCatalog"),
            "rights": text_at(element, "rights"),
            "description": text_at(element, "description"),
            "notes": "\n\n".join(text_of_html(note) for note in notes if note) or None,
        },
    )


def _address(about: str | None) -> str | None:
    return about if about is not None and about.startswith(("http://", "https://")) else None


def _names(element: Element) -> list[str]:
    names: list[str] = []
    for person in element.iterfind("authors/Seq/li/Person"):
        last_name = text_at(person, "surname") or text_at(person, "name")
        first_name = text_at(person, "givenName") or text_at(person, "givenname")
        if name := ", ".join(filter(None, (last_name, first_name))):
            names.append(name)
    return names


def _paragraphs(element: Element, name: str) -> str | None:
    found = element.find(name)
    return found.text if found is not None else None


def _all(element: Element, name: str, named: dict[str, Element]) -> list[Element]:
    """What the elements of a name hold, or refer to."""
    found: list[Element] = []
    for each in element.iterfind(name):
        about = each.get(_RESOURCE)
        if about in named:
            found.append(named[about])
        found += list(each)
    return found


def _at(element: Element, name: str, named: dict[str, Element]) -> Element | None:
    return next(iter(_all(element, name, named)), None)
