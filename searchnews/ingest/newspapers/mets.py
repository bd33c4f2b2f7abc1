"""Reading digitised newspapers: METS says which blocks of the ALTO pages are an article.

Libraries use different types of divisions, but all describe the same things: an issue, its
sections, and articles and advertisements with a heading and a body.
https://www.loc.gov/standards/mets/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element
from searchnews.ingest.neighbours import Neighbours, read_unpacked
from searchnews.ingest.newspapers.alto_page import Block, Page, mean, page_of
from searchnews.ingest.newspapers.issue import IssueDescription, authors_in, kind_of, title_in
from searchnews.ingest.newspapers.structure import files_of, logical_map
from searchnews.ingest.newspapers.titles import real_title, whole_title
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_file

_LARGEST_PAGE: Final = 64 << 20  # in bytes
_MASTHEAD: Final = frozenset({"titlesection", "titlepage", "masthead", "head"})
# Divisions that hold articles and are not articles themselves.
_HOLDING: Final = frozenset(
    {"newspaper", "periodical", "volume", "issue", "content", "contentpage", "section", "part",
     "supplement", "pages", "chapter", "other", "newspaperissue"}
)  # fmt: skip
# Divisions that are no part of another article, whatever holds them.
_UNITS: Final = frozenset({"article", "advertisement"})
_HEADINGS: Final = frozenset(
    {"heading", "title", "headline", "subtitle", "subheadline", "overline"}
)
_SUBTITLES: Final = frozenset({"subtitle", "subheadline", "overline", "motto"})
_ARTICLES: Final = frozenset({"article", "text", "paragraph", "textblock", "body"})


@dataclass(slots=True)
class _Unit:
    """An article, an advertisement, or whatever else is a unit of the structure."""

    division: Element
    kind: str
    section: str | None
    heading: list[Block] = field(default_factory=list)
    subtitle: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an issue, in the order of its logical structure.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    issue = _Issue(root, file.origin.neighbours)
    if not issue.has_articles:
        reason = "METS that names no articles; its pages of ALTO are articles, where they are there"
        yield Problem(reason, may_hide_articles=False)
        return
    articles = 0
    for number, unit in enumerate(issue.units(), 1):
        draft = issue.draft(unit, number)
        if draft is not None:
            articles += 1
            yield draft
    yield from issue.damaged
    for name in issue.missing:
        yield Problem(f"the page {name} is missing or cannot be read; put it where METS names it")
    if not articles and not issue.missing:
        raise UnreadableFileError(
            "METS whose articles have no text: it names blocks that its pages do not have"
        )


class _Issue:
    """One issue of a newspaper."""

    def __init__(self, mets: Element, neighbours: Neighbours) -> None:
        self._mets = mets
        self._neighbours = neighbours
        self._about = IssueDescription(mets)
        self._read: dict[str, Page] = {}
        self.missing: list[str] = []
        self.damaged: list[Problem] = []

    @cached_property
    def _logical(self) -> Element | None:
        return logical_map(self._mets)

    @property
    def has_articles(self) -> bool:
        """Whether its structure refers to blocks of pages."""
        return self._logical is not None

    @cached_property
    def _files(self) -> dict[str, str]:
        return files_of(self._mets)

    @cached_property
    def _pages(self) -> dict[str, int]:
        """The numbers of pages, from 1, by the ids of their files."""
        areas = self._logical.iter("area") if self._logical is not None else ()
        named = {area.get("FILEID") for area in areas}
        files = [file for file in self._files if file in named]
        return {file: number for number, file in enumerate(files, 1)}

    def units(self) -> Iterator[_Unit]:
        """The units of the structure, in order."""
        if self._logical is not None:
            yield from self._units_in(self._logical, None)

    def _units_in(self, element: Element, section: str | None) -> Iterator[_Unit]:
        for division in element.findall("div"):
            kind = kind_of(division)
            if kind in _MASTHEAD or kind in _HEADINGS:
                continue
            if _holds_articles(division):
                label = division.get("LABEL") if kind == "section" else section
                yield from self._units_in(division, label)
            elif division.find(".//area") is not None:
                yield self._filled(_Unit(division, kind, section))

    def _filled(self, unit: _Unit) -> _Unit:
        for area in unit.division.iter("area"):
            kinds = [kind_of(above) for above in area.iterancestors("div")]
            inside = kinds[: kinds.index(unit.kind)] if unit.kind in kinds else kinds
            for block in self._blocks(area):
                if _SUBTITLES.intersection(inside):
                    unit.subtitle.append(block)
                elif _HEADINGS.intersection(inside) and not unit.body:
                    unit.heading.append(block)
                else:
                    unit.body.append(block)
                page = self._pages.get(area.get("FILEID") or "")
                if page is not None and page not in unit.pages:
                    unit.pages.append(page)
        return unit

    def _blocks(self, area: Element) -> list[Block]:
        """The blocks with text of an area."""
        file = area.get("FILEID") or ""
        if file not in self._read:
            self._read[file] = self._page(self._files.get(file, ""))
        return self._read[file].blocks_at(area.get("BEGIN"), area.get("END"))

    def _page(self, href: str) -> Page:
        name = href.removeprefix("file://").removeprefix("./").replace("\\", "/")
        data = read_unpacked(self._neighbours, name, _LARGEST_PAGE) if name else None
        if data is None:
            self.missing.append(name or "without a name")
            return Page()
        try:
            with failures_named():
                root, problems = xml_file(stream_of(data))
                self.damaged += (problem.of_page(name) for problem in problems)
                return page_of(root)
        except UnreadableFileError:
            self.missing.append(name)
            return Page()

    def draft(self, unit: _Unit, number: int) -> Draft | None:
        """The article of a unit; None if there is no text in it."""
        heading = " ".join(block.text for block in unit.heading)
        described = self._about.of(unit.division)
        title = (
            real_title(title_in(described) if described is not None else None)
            or real_title(unit.division.get("LABEL"))
            or real_title(heading)
        )
        if not unit.body and not heading:
            return None
        blocks = [*unit.heading, *unit.subtitle, *unit.body]
        extra: dict[str, Any] = {
            "confidence": mean([value for block in blocks for value in block.confidences]),
            "pages": unit.pages,
            "subtitle": " ".join(block.text for block in unit.subtitle),
            "type": unit.kind if unit.kind not in _ARTICLES else None,
            "issue": self._about.label,
        }
        return Draft(
            number=number,
            title=whole_title(title, heading),
            body="\n\n".join(block.text for block in unit.body) or heading,
            date=self._about.date,
            source=self._about.newspaper or self._masthead,
            authors=authors_in(described) if described is not None else (),
            section=unit.section or (unit.kind if unit.kind not in _ARTICLES else None),
            language=self._about.language,
            extra={name: value for name, value in extra.items() if value},
        )

    @cached_property
    def _masthead(self) -> str | None:
        """What is printed where the newspaper has its name."""
        divisions = self._logical.iter("div") if self._logical is not None else ()
        headline = next((d for d in divisions if kind_of(d) == "headline"), None)
        areas = headline.iter("area") if headline is not None else ()
        return " ".join(block.text for area in areas for block in self._blocks(area)) or None


def _holds_articles(division: Element) -> bool:
    """Whether the units of a division are inside it, so that it is none itself."""
    kind = kind_of(division)
    if kind in _HOLDING and division.find("div") is not None:
        return True
    inside = map(kind_of, division.iterdescendants("div"))
    return kind not in _UNITS and not _UNITS.isdisjoint(inside)
