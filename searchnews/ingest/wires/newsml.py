"""Reading NewsML 1.x, in which AFP, ATS and others have sent their wires since 2000."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    paragraphs_in,
    text_at,
    text_of,
    texts_at,
)
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.wires.nitf import nitf_paragraphs
from searchnews.ingest.wires.wire import Wire, drafts_of_wires
from searchnews.ingest.xml.trees import xml_file

# The roles of https://iptc.org/standards/newsml-1/ (Main, Supporting, Caption...), and what
# agencies call them. What has no role comes between.
_ABSTRACTS: Final = ("abstract", "summary", "lead", "synopsis")
_NO_ROLE: Final = 1
_ROLE_RANKS: Final = {
    **dict.fromkeys(("main", "body", "main text", "content", "text"), 0),
    **dict.fromkeys(("supporting", "supplementary", "sidebar"), 2),
    **dict.fromkeys(_ABSTRACTS, 3),
    **dict.fromkeys(("caption", "header", "headline", "byline", "copyright", "thumbnail"), 4),
}


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a NewsML file.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    items = enumerate(root.iter("NewsItem"), 1)
    yield from drafts_of_wires(_wire(item, number) for number, item in items)


def _wire(item: Element, number: int) -> Wire:
    component = _main_component(item)
    main, leads = _texts(component)
    identifier = "Identification/NewsIdentifier"
    provider, sent, name = (
        text_at(item, f"{identifier}/{part}") for part in ("ProviderId", "DateId", "NewsItemId")
    )
    wire = Wire(
        number=number,
        id=f"urn:newsml:{provider}:{sent}:{name}" if name else None,
        revision=whole_number(text_at(item, f"{identifier}/RevisionId")),
        title=text_at(component, ".//NewsLines/HeadLine") or text_at(item, ".//NewsLines/HeadLine"),
        paragraphs=main,
        lead=" ".join(leads) or None,
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
        kind=_kind(item),
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


def _kind(item: Element) -> str | None:
    """The media type of the first content that names one."""
    types = (_formal(content, "MediaType") for content in item.iter("ContentItem"))
    return next(filter(None, types), None)


def _main_component(item: Element) -> Element:
    """The innermost component with both a headline and a text; the item if there is none.

    One whose role is not to be the text of the article is taken where there is no other.
    """
    components = [
        component
        for component in item.iter("NewsComponent")
        if component.find(".//NewsLines/HeadLine") is not None
        and any(map(_is_text, component.iter("ContentItem")))
    ]
    components.sort(key=lambda component: -_ROLE_RANKS.get(_own_role(component), _NO_ROLE))
    return components[-1] if components else item


def _is_text(content: Element) -> bool:
    kind = _formal(content, "MediaType") or "Text"
    data = content.find("DataContent")
    return kind.lower() in ("text", "complexdata") and data is not None and bool(text_of(data))


def _texts(component: Element) -> tuple[list[str], list[str]]:
    """The paragraphs of the text of an article, and those of its abstract if it has one besides.

    Whatever their order, the text is the content of which the role is nearest to that; of several,
    the longest.
    """
    found = [
        (_role(content, component), paragraphs)
        for content in component.iter("ContentItem")
        if _is_text(content) and (paragraphs := _paragraphs(content))
    ]
    found.sort(key=lambda each: (_ROLE_RANKS.get(each[0], _NO_ROLE), -sum(map(len, each[1]))))
    if not found:
        return [], []
    leads = (paragraphs for role, paragraphs in found[1:] if role in _ABSTRACTS)
    return found[0][1], next(leads, [])


def _paragraphs(content: Element) -> list[str]:
    data = content.find("DataContent")
    if data is None:
        return []
    nitf = data.find(".//nitf")
    return nitf_paragraphs(nitf) if nitf is not None else paragraphs_in(data)


def _role(content: Element, component: Element) -> str:
    """The role of the innermost component around a content that has one, inside `component`."""
    for above in content.iterancestors("NewsComponent"):
        if role := _own_role(above):
            return role
        if above is component:
            break
    return ""


def _own_role(component: Element) -> str:
    return (_formal(component, "Role") or "").lower()


def _formal(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.get("FormalName") if found is not None else None


def _of_domain(provider: str | None) -> str | None:
    return provider.partition(".")[0].upper() if provider else None
