"""Reading PAGE XML, what Transkribus, eScriptorium and OCR-D recognise on a scanned page.

https://github.com/PRImA-Research-Lab/PAGE-XML , versions 2010 to 2019. A page is an article, unless
its lines say which article they are of, as those of NewsEye and Transkribus do:
`custom="structure {type:article; id:a1;}"`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, text_at
from searchnews.ingest.newspapers.alto_page import mean
from searchnews.ingest.newspapers.scanned_lines import date_of_image, joined
from searchnews.ingest.numbers import share, whole_number
from searchnews.ingest.xml.trees import xml_file

# Kinds of regions that are no text of an article.
_FURNITURE: Final = frozenset(
    {"header", "footer", "page-number", "catch-word", "signature-mark", "running-head"}
)
_TITLES: Final = frozenset({"heading", "headline", "title"})
_STRUCTURE: Final = re.compile(r"structure\s*\{([^}]*)\}")
_PROPERTY: Final = re.compile(r"([\w-]+)\s*:\s*([^;]+?)\s*;")
_ORDER: Final = re.compile(r"readingOrder\s*\{\s*index\s*:\s*(\d{1,6})")
_PREFIX: Final = re.compile(r"^(?:TR_)?(?:article[_-]?)?", re.IGNORECASE)


class _Region(NamedTuple):
    """A region of text, or what of it is one article's."""

    kind: str
    text: str


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a page, or the page as one.

    Raises:
        UnreadableFileError: there is no text on it.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    pages = list(root.iter("Page"))
    count = number = 0
    for number, page in enumerate(pages, 1):
        for part, regions in _articles(page).items():
            count += 1
            yield _draft(page, part, regions, number if len(pages) > 1 or part else None, count)
    if not count:
        raise UnreadableFileError("a page without text; was it recognised, and not only scanned?")


def _draft(
    page: Element, part: str | None, regions: list[_Region], number: int | None, count: int
) -> Draft:
    first = next((n for n, region in enumerate(regions) if region.kind in _TITLES), None)
    title = regions[first].text if first is not None else None
    texts = [region.text for n, region in enumerate(regions) if n != first]
    shares = (share(each.get("conf")) for each in page.iter("TextEquiv"))
    confidence = mean([each for each in shares if each is not None])
    extra: dict[str, object] = {"confidence": confidence, "image": page.get("imageFilename")}
    return Draft(
        part=part,
        number=count if number is not None else None,
        title=title,
        body="\n\n".join(texts),
        date=date_of_image(page.get("imageFilename")),
        extra={name: value for name, value in extra.items() if value is not None},
    )


def _articles(page: Element) -> dict[str | None, list[_Region]]:
    """The regions of each article by its name; under None those of none, or of the page."""
    articles: defaultdict[str | None, list[_Region]] = defaultdict(list)
    all_regions = _regions(page)
    for region in all_regions:
        kind = _kind(region)
        if kind in _FURNITURE:
            continue
        lines: defaultdict[str | None, list[str]] = defaultdict(list)
        for line in _in_order(region.iterfind("TextLine")):
            lines[_article(line)].append(_text(line))
        if not any(map(any, lines.values())):  # what it says may be known of it alone
            lines = defaultdict(list, {_article(region): [_text(region)]})
        for name, texts in lines.items():
            if len(all_regions) == 1 and not kind:
                # Of one region that has no kind, lines in capitals are what stands above the text.
                head = list(takewhile(str.isupper, texts))
                if 0 < len(head) < len(texts):
                    articles[name].append(_Region("heading", joined(head)))
                    texts = texts[len(head) :]
            if text := joined(texts):
                articles[name].append(_Region(kind, text))
    return articles


def _regions(page: Element) -> list[Element]:
    """The regions of text, those inside others too, in the order of reading."""
    regions = list(page.iter("TextRegion"))
    order = page.find("ReadingOrder")
    if order is None:
        return _in_order(regions)
    referred = [each for each in order.iter() if each.get("regionRef")]
    referred.sort(key=lambda each: (_path(each), whole_number(each.get("index")) or 0))
    places = {each.get("regionRef"): place for place, each in enumerate(referred)}
    return sorted(regions, key=lambda region: places.get(region.get("id"), len(places)))


def _path(element: Element) -> tuple[int, ...]:
    """The numbers of the groups that a reference is in, from the outermost."""
    groups = (whole_number(each.get("index")) for each in element.iterancestors() if each.get("id"))
    return tuple(reversed([number or 0 for number in groups]))


def _in_order(elements: Iterator[Element] | list[Element]) -> list[Element]:
    """In the order that Transkribus writes into them, else in that of the file."""

    def place(element: Element) -> int:
        found = _ORDER.search(element.get("custom") or "")
        return int(found[1]) if found else 0

    return sorted(elements, key=place)


def _properties(element: Element) -> dict[str, str]:
    found = _STRUCTURE.search(element.get("custom") or "")
    return dict(_PROPERTY.findall(f"{found[1]};")) if found else {}


def _kind(region: Element) -> str:
    return (region.get("type") or _properties(region).get("type") or "").lower()


def _article(element: Element) -> str | None:
    properties = _properties(element)
    if properties.get("type", "").lower() != "article":
        return None
    return _PREFIX.sub("", properties.get("id", "")) or None


def _text(element: Element) -> str:
    """What was recognised: the alternative that is preferred, else what its parts say."""
    alternatives = sorted(
        element.iterfind("TextEquiv"), key=lambda each: whole_number(each.get("index")) or 0
    )
    for alternative in alternatives:
        if (text := text_at(alternative, "Unicode")) is not None:
            return text
    if element.tag == "Word":
        return "".join(_text(letter) for letter in element.iterfind("Glyph"))
    return " ".join(filter(None, (_text(word) for word in element.iterfind("Word"))))
