"""Reading NewsML 1.x, in which AFP, ATS and others have sent their wires since 2000."""

from __future__ import annotations

from collections.abc import Iterator

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    paragraphs_in,
    text_at,
    text_of,
    texts_at,
    xml_tree,
)
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.wires.nitf import nitf_paragraphs
from searchnews.ingest.wires.wire import Wire, drafts_of_wires


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a NewsML file; items of pictures alone give none.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root = xml_tree(file.stream)
    items = [item for item in root.iter("NewsItem") if _has_text(item)]
    yield from drafts_of_wires(_wire(item, number) for number, item in enumerate(items, 1))


def _wire(item: Element, number: int) -> Wire:
    component = _main_component(item)
    identifier = "Identification/NewsIdentifier"
    provider, sent, name = (
        text_at(item, f"{identifier}/{part}") for part in ("ProviderId", "DateId", "NewsItemId")
    )
    wire = Wire(
        number=number,
        id=f"urn:newsml:{provider}:{sent}:{name}" if name else None,
        revision=whole_number(text_at(item, f"{identifier}/RevisionId")),
        title=text_at(component, ".//NewsLines/HeadLine") or text_at(item, ".//NewsLines/HeadLine"),
        paragraphs=_paragraphs(component),
        date=text_at(item, "NewsManagement/FirstCreated")
        or text_at(component, ".//DateLineDate")
        or text_at(item, "NewsManagement/ThisRevisionCreated")
        or sent,
        provider=_formal(item, ".//AdministrativeMetadata/Provider/Party") or _of_domain(provider),
        byline=text_at(component, ".//NewsLines/ByLine"),
        credit=text_at(component, ".//NewsLines/CreditLine"),
        language=_formal(component, ".//DescriptiveMetadata/Language") or language_of(item),
        status=_formal(item, "NewsManagement/Status"),
        embargo=text_at(item, "NewsManagement/StatusWillChange/DateAndTime"),
    )
    wire.extra = {
        "dateline": text_at(component, ".//NewsLines/DateLine"),
        "subtitle": text_at(component, ".//NewsLines/SubHeadLine"),
        "slug": text_at(component, ".//NewsLines/SlugLine")
        or text_at(item, "Identification/NameLabel"),
        "subjects": list(
            dict.fromkeys(
                code.get("FormalName")
                for code in component.iterfind(".//SubjectCode/*")
                if code.get("FormalName")
            )
        ),
        "keywords": [
            *texts_at(component, ".//NewsLines/KeywordLine"),
            *dict.fromkeys(
                keyword.get("Value")
                for keyword in component.iterfind(".//Property[@FormalName='Keyword']")
                if keyword.get("Value")
            ),
        ],
    }
    return wire


def _has_text(item: Element) -> bool:
    return any(_is_text(content) for content in item.iter("ContentItem")) or not list(
        item.iter("ContentItem")
    )


def _main_component(item: Element) -> Element:
    """The innermost component with both a headline and a text; the item if there is none."""
    components = [
        component
        for component in item.iter("NewsComponent")
        if component.find(".//NewsLines/HeadLine") is not None
        and any(map(_is_text, component.iter("ContentItem")))
    ]
    return components[-1] if components else item


def _is_text(content: Element) -> bool:
    kind = _formal(content, "MediaType") or "Text"
    data = content.find("DataContent")
    return kind.lower() in ("text", "complexdata") and data is not None and bool(text_of(data))


def _paragraphs(component: Element) -> list[str]:
    for content in component.iter("ContentItem"):
        if not _is_text(content):
            continue
        data = content.find("DataContent")
        if data is None:
            continue
        nitf = data.find(".//nitf")
        found = nitf_paragraphs(nitf) if nitf is not None else paragraphs_in(data)
        if found:
            return found
    return []


def _formal(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.get("FormalName") if found is not None else None


def _of_domain(provider: str | None) -> str | None:
    return provider.partition(".")[0].upper() if provider else None
