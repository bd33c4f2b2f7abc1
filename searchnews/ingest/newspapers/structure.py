"""The structure of an issue in METS: which blocks of which pages its divisions take.

Divisions name blocks of pages themselves, or `structLink` ties them to divisions of the physical
structure that do, as the British Library has it.
https://www.loc.gov/standards/mets/
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from searchnews.errors import UnreadableFileError
from searchnews.ingest.compression import without_compression
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_tree

_XLINK: Final = "{http://www.w3.org/1999/xlink}"
WHOLE_PAGE: Final = ""
"""Stands for the blocks of a page of which an article takes all."""


def logical_map(mets: Element) -> Element | None:
    """The structure of the articles, in which divisions have areas; None if there is none.

    Areas that divisions have by links alone are put into them.
    """
    structures = mets.iter("structMap")
    logical = [each for each in structures if (each.get("TYPE") or "").lower() == "logical"]
    logical.sort(key=lambda each: each.find(".//area") is None)
    for each in logical:
        if each.find(".//area") is not None or _put_linked_areas_into(each, mets):
            return each
    return None


def files_of(mets: Element) -> dict[str, str]:
    """Where the files of an issue are, by their ids."""
    return {
        file.get("ID") or "": _linked(location, "href")
        for file in mets.iter("file")
        for location in file.iter("FLocat")
    }


def page_name(href: str) -> str:
    """The name of a page's file without its folder, and as it is when it is not compressed."""
    return without_compression(href.replace("\\", "/"))


@lru_cache(maxsize=1)  # the pages of an issue ask one after the other
def blocks_of_articles(mets: bytes) -> dict[str, frozenset[str]]:
    """The ids of the blocks that the articles of a METS file take of its pages, by `page_name`.

    `WHOLE_PAGE` is among them where an article takes all. Nothing if there are no articles, or the
    file cannot be read.
    """
    try:
        with failures_named():
            root = xml_tree(stream_of(mets))
    except UnreadableFileError:
        return {}
    logical = logical_map(root)
    if logical is None:
        return {}
    files = files_of(root)
    taken: dict[str, set[str]] = {}
    for area in logical.iter("area"):
        page = page_name(files.get(area.get("FILEID") or "", ""))
        ends = (area.get("BEGIN") or WHOLE_PAGE, area.get("END") or WHOLE_PAGE)
        taken.setdefault(page, set()).update(ends[:1] if not ends[1] else ends)
    return {page: frozenset(blocks) for page, blocks in taken.items()}


def _put_linked_areas_into(logical: Element, mets: Element) -> bool:
    """Give each division a copy of the areas that links tie it to; False if there are none."""
    physical = {
        division.get("ID") or "": division
        for structure in mets.iter("structMap")
        if structure is not logical and structure.find(".//area") is not None
        for division in structure.iter("div")
    }
    files = files_of(mets)
    ties = _ties(mets)
    found = False
    for division in list(logical.iter("div")):
        for tied in ties.get(division.get("ID") or "", ()):
            areas = _areas_in(physical[tied], files) if tied in physical else []
            for area in areas:
                etree.SubElement(division, "fptr").append(area)
                found = True
    return found


def _areas_in(division: Element, files: dict[str, str]) -> list[Element]:
    """Copies of the areas of a physical division; all of a page, if it is one without areas."""
    areas = division.findall("fptr//area")
    if areas or division.find(".//area") is not None:
        return [deepcopy(area) for area in areas]
    pointed = (pointer.get("FILEID") or "" for pointer in division.iterfind("fptr"))
    return [
        etree.Element("area", FILEID=file)
        for file in pointed
        if PurePosixPath(page_name(files.get(file, ""))).suffix.lower() == ".xml"
    ]


def _ties(mets: Element) -> dict[str, list[str]]:
    """The ids that each id is linked with, in the order of the links."""
    ties: dict[str, list[str]] = {}
    for one, other in _links(mets):
        ties.setdefault(one, []).append(other)
        ties.setdefault(other, []).append(one)
    return ties


def _links(mets: Element) -> Iterator[tuple[str, str]]:
    for link in mets.iter("smLink"):
        yield _linked(link, "from").lstrip("#"), _linked(link, "to").lstrip("#")
    for group in mets.iter("smLinkGrp"):
        # An article, then the areas of which it is made.
        ends = [_linked(each, "href").lstrip("#") for each in group.iter("smLocatorLink")]
        for other in ends[1:]:
            yield ends[0], other


def _linked(element: Element, attribute: str) -> str:
    return element.get(f"{_XLINK}{attribute}") or element.get(attribute) or ""
