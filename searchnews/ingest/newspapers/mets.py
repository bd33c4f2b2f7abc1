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

from searchnews.dates import find_date, normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element, language_of, text_at, texts_at, xml_tree
from searchnews.ingest.neighbours import Neighbours
from searchnews.ingest.newspapers.alto import Block, blocks_of, mean
from searchnews.ingest.streams import stream_of

_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LARGEST_PAGE: Final = 64 << 20  # in bytes
_MASTHEAD: Final = frozenset({"titlesection", "titlepage", "masthead", "head"})
# Divisions that hold articles and are not articles themselves.
_HOLDING: Final = frozenset(
    {"newspaper", "periodical", "volume", "issue", "content", "contentpage", "section", "part",
     "supplement", "pages", "chapter", "other"}
)  # fmt: skip
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
    issue = _Issue(xml_tree(file.stream), file.origin.neighbours)
    if not issue.has_articles:
        yield Problem("METS that names no articles", may_hide_articles=False)
        return
    articles = 0
    for number, unit in enumerate(issue.units(), 1):
        draft = issue.draft(unit, number)
        if draft is not None:
            articles += 1
            yield draft
    for name in issue.missing:
        yield Problem(f"the page {name} is missing or cannot be read")
    if not articles and not issue.missing:
        raise UnreadableFileError("METS whose articles have no text")


class _Issue:
    """One issue of a newspaper."""

    def __init__(self, mets: Element, neighbours: Neighbours) -> None:
        self._mets = mets
        self._neighbours = neighbours
        self._blocks: dict[str, dict[str, Block]] = {}
        self.missing: list[str] = []

    @cached_property
    def _logical(self) -> Element | None:
        maps = [
            m for m in self._mets.iter("structMap") if (m.get("TYPE") or "").lower() == "logical"
        ]
        return next((m for m in maps if m.find(".//area") is not None), None)

    @property
    def has_articles(self) -> bool:
        """Whether its structure refers to blocks of pages."""
        return self._logical is not None

    @cached_property
    def _files(self) -> dict[str, str]:
        """Where the pages are, by the ids of their files."""
        return {
            file.get("ID") or "": (location.get(_HREF) or location.get("href") or "")
            for file in self._mets.iter("file")
            for location in file.iter("FLocat")
        }

    @cached_property
    def _pages(self) -> dict[str, int]:
        """The numbers of pages, from 1, by the ids of their files."""
        areas = self._logical.iter("area") if self._logical is not None else ()
        named = {area.get("FILEID") for area in areas}
        files = [file for file in self._files if file in named]
        return {file: number for number, file in enumerate(files, 1)}

    @cached_property
    def _described(self) -> dict[str, Element]:
        return {section.get("ID") or "": section for section in self._mets.iter("dmdSec")}

    def units(self) -> Iterator[_Unit]:
        """The units of the structure, in order."""
        if self._logical is not None:
            yield from self._units_in(self._logical, None)

    def _units_in(self, element: Element, section: str | None) -> Iterator[_Unit]:
        for division in element.findall("div"):
            kind = _kind(division)
            if kind in _MASTHEAD or kind in _HEADINGS:
                continue
            if kind in _HOLDING and division.find("div") is not None:
                label = division.get("LABEL") if kind == "section" else section
                yield from self._units_in(division, label)
            elif division.find(".//area") is not None:
                yield self._filled(_Unit(division, kind, section))

    def _filled(self, unit: _Unit) -> _Unit:
        for area in unit.division.iter("area"):
            block = self._block(area)
            if block is None or not block.text:
                continue
            kinds = [_kind(above) for above in area.iterancestors("div")]
            inside = kinds[: kinds.index(unit.kind)] if unit.kind in kinds else kinds
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

    def _block(self, area: Element) -> Block | None:
        file = area.get("FILEID") or ""
        if file not in self._blocks:
            self._blocks[file] = self._page(self._files.get(file, ""))
        return self._blocks[file].get(area.get("BEGIN") or "")

    def _page(self, href: str) -> dict[str, Block]:
        name = href.removeprefix("file://").removeprefix("./").replace("\\", "/")
        data = self._neighbours.read(name, _LARGEST_PAGE) if name else None
        if data is None:
            self.missing.append(name or "without a name")
            return {}
        try:
            with failures_named():
                return blocks_of(xml_tree(stream_of(data)))
        except UnreadableFileError:
            self.missing.append(name)
            return {}

    def draft(self, unit: _Unit, number: int) -> Draft | None:
        """The article of a unit; None if there is no text in it."""
        heading = " ".join(block.text for block in unit.heading)
        described = self._of(unit.division)
        title = (_mods_title(described) if described is not None else None) or (
            unit.division.get("LABEL") or heading or None
        )
        if not unit.body and not heading:
            return None
        blocks = [*unit.heading, *unit.subtitle, *unit.body]
        extra: dict[str, Any] = {
            "confidence": mean([value for block in blocks for value in block.confidences]),
            "pages": unit.pages,
            "subtitle": " ".join(block.text for block in unit.subtitle),
            "type": unit.kind if unit.kind not in _ARTICLES else None,
            "issue": self._label,
        }
        return Draft(
            number=number,
            title=" ".join(title.split()) if title else None,
            body="\n\n".join(block.text for block in unit.body) or heading,
            date=self._date,
            source=self._paper,
            authors=tuple(texts_at(described, ".//name/namePart")) if described is not None else (),
            section=unit.section or (unit.kind if unit.kind not in _ARTICLES else None),
            language=self._language,
            extra={name: value for name, value in extra.items() if value},
        )

    @cached_property
    def _issue_division(self) -> Element | None:
        divisions = list(self._logical.iter("div")) if self._logical is not None else []
        return next((d for d in divisions if _kind(d) == "issue"), None)

    def _of(self, division: Element | None) -> Element | None:
        """The section of the METS that describes a division."""
        ids = (division.get("DMDID") or "").split() if division is not None else []
        return next((self._described[each] for each in ids if each in self._described), None)

    @cached_property
    def _label(self) -> str | None:
        division = self._issue_division
        label = division.get("LABEL") if division is not None else None
        about = self._of(division)
        return (
            label
            or self._mets.get("LABEL")
            or (text_at(about, ".//title") if about is not None else None)
        )

    @cached_property
    def _date(self) -> str | None:
        """The day of the issue: a date in its description, else one in its label."""
        about = self._of(self._issue_division)
        whole = [about] if about is not None else list(self._mets.iter("dmdSec"))
        for section in whole:
            for path in (".//dateIssued", ".//date", ".//temporal"):
                for text in texts_at(section, path):
                    if (date := normalize_date(text)) is not None:
                        return date
        found = find_date(self._label or "")
        return found[0] if found else None

    @cached_property
    def _paper(self) -> str | None:
        """The newspaper's name: from its description or the issue's, else from its masthead."""
        if self._logical is None:
            return None
        for division in self._logical.iter("div"):
            kind = _kind(division)
            if kind not in ("newspaper", "periodical", "volume", "issue"):
                continue
            about = self._of(division)
            title = _mods_title(about) if about is not None else None
            if title and find_date(title) is None:
                return title
        headline = next((d for d in self._logical.iter("div") if _kind(d) == "headline"), None)
        areas = headline.iter("area") if headline is not None else ()
        words = [block.text for area in areas if (block := self._block(area)) is not None]
        return " ".join(words) or None

    @cached_property
    def _language(self) -> str | None:
        for section in self._mets.iter("dmdSec"):
            code = text_at(section, ".//languageTerm[@type='code']") or text_at(
                section, ".//language"
            )
            if code and len(code) <= 3:
                return code
        return language_of(self._mets)


def _kind(division: Element) -> str:
    return (division.get("TYPE") or "").lower().replace("_", "").replace("-", "")


def _mods_title(section: Element) -> str | None:
    """A title in MODS or Dublin Core, with its leading article, such as "Le"."""
    info = section.find(".//titleInfo")
    if info is None:
        return text_at(section, ".//title")
    return " ".join(filter(None, (text_at(info, "nonSort"), text_at(info, "title")))) or None
