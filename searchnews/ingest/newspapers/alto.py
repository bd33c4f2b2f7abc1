"""Reading ALTO, the words of a scanned page; alone, a page is an article.

https://www.loc.gov/standards/alto/ , versions 1 to 4.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.neighbours import Sign, read_unpacked
from searchnews.ingest.newspapers.alto_page import Page, mean, page_of
from searchnews.ingest.newspapers.issue import IssueDescription
from searchnews.ingest.newspapers.structure import WHOLE_PAGE, blocks_of_articles, page_name
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_file, xml_tree

# The METS file is next to the pages, above their folder, or in a folder of its own there.
_FOLDERS_OF_METS: Final = (".", "..", "../..", "../toc", "../mets", "../METS")
_METS: Final = Sign(b"mets", within=2000)
_LARGEST_METS: Final = 32 << 20  # in bytes


class _Mets(NamedTuple):
    """A METS file that names a page."""

    name: str
    content: bytes

    def takes_from(self, page: Page, name: str) -> bool:
        """Whether one of its articles has text of the page with that name."""
        taken = blocks_of_articles(self.content).get(page_name(name), frozenset())
        return WHOLE_PAGE in taken or not taken.isdisjoint(page.ids)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The page as an article, unless its text is in those of a METS file next to it.

    What METS says of the issue is said of the page, too.

    Raises:
        UnreadableFileError: there is no text on it.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    page = page_of(root)
    name = file.origin.path.name
    described = None
    for mets in _mets_around(file.origin):
        if mets.takes_from(page, name):
            yield Problem(f"a page of {mets.name}", may_hide_articles=False)
            return
        described = described or mets
    blocks = page.blocks_at(None)
    if not blocks:
        raise UnreadableFileError("a page without text: its words must be recognised (OCR) first")
    confidence = mean([value for block in blocks for value in block.confidences])
    issue = _description(described.content) if described is not None else None
    yield Draft(
        body="\n\n".join(block.text for block in blocks),
        date=issue.date if issue is not None else None,
        source=issue.newspaper if issue is not None else None,
        language=issue.language if issue is not None else None,
        extra={"confidence": confidence} if confidence is not None else {},
    )


def _mets_around(origin: Origin) -> Iterator[_Mets]:
    """The METS files near a page that name it."""
    page = os.fsencode(page_name(origin.path.name))
    for folder in _FOLDERS_OF_METS:
        for name in origin.neighbours.xml_with(folder, _METS):
            if name == origin.path.name:
                continue
            mets = read_unpacked(origin.neighbours, f"{folder}/{name}", _LARGEST_METS) or b""
            if page in mets:
                yield _Mets(name, mets)


@lru_cache(maxsize=1)  # the pages of an issue ask one after the other
def _description(mets: bytes) -> IssueDescription | None:
    try:
        with failures_named():
            return IssueDescription(xml_tree(stream_of(mets)))
    except UnreadableFileError:
        return None
