"""Reading ALTO, the words of a scanned page; alone, a page is an article.

https://www.loc.gov/standards/alto/ , versions 1 to 4.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, xml_tree
from searchnews.ingest.numbers import share
from searchnews.ingest.origin import Origin

# The METS file is next to the pages, above their folder, or in a folder of its own there.
_FOLDERS_OF_METS: Final = (".", "..", "../..", "../toc", "../mets", "../METS")
_HEAD: Final = 1 << 16  # in bytes
_ROOT: Final = 2000  # bytes in which the root element shows
_LARGEST_METS: Final = 32 << 20  # in bytes
_LOGICAL: Final = re.compile(rb"<(?:\w+:)?area\b[^>]*\bBEGIN=", re.IGNORECASE)
_HYPHENS: Final = ("-", "\u00ad", "¬", "\u2010")


@dataclass(slots=True)
class Block:
    """A block of text on a page."""

    text: str = ""
    """In one line; words that were cut at line ends are joined."""
    confidences: list[float] = field(default_factory=list)
    """How sure the recognition was of its words, 0 to 1."""


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The page as an article, unless it is one of those of a METS file next to it.

    Raises:
        UnreadableFileError: there is no text on it.
    """
    claimed = _claiming_mets(file.origin)
    if claimed is not None:
        yield Problem(f"a page of {claimed}", may_hide_articles=False)
        return
    blocks = blocks_of(xml_tree(file.stream)).values()
    paragraphs = [block.text for block in blocks if block.text]
    if not paragraphs:
        raise UnreadableFileError("a page without text")
    confidence = mean([value for block in blocks for value in block.confidences])
    yield Draft(
        body="\n\n".join(paragraphs),
        extra={"confidence": confidence} if confidence is not None else {},
    )


def blocks_of(alto: Element) -> dict[str, Block]:
    """The blocks of text of a page by their ids, in the order of the page."""
    return {
        block.get("ID") or f"#{number}": _block(block)
        for number, block in enumerate(alto.iter("TextBlock"))
    }


def mean(confidences: list[float]) -> float | None:
    """The mean of confidences, rounded to two digits; None if there are none."""
    return round(sum(confidences) / len(confidences), 2) if confidences else None


def _block(element: Element) -> Block:
    block = Block()
    words: list[str] = []
    joins = False
    for line in element.iter("TextLine"):
        for each in line:
            if each.tag == "String":
                content = each.get("CONTENT") or ""
                if (confidence := share(each.get("WC"))) is not None:
                    block.confidences.append(confidence)
                part = (each.get("SUBS_TYPE") or "").lower()
                whole = each.get("SUBS_CONTENT")
                if part == "hyppart2" and whole:
                    joins = False
                    continue
                if part == "hyppart1" and whole:
                    content = whole
                if joins and words:
                    words[-1] += content
                    joins = False
                elif content:
                    words.append(content)
                joins = False
                if part == "hyppart1" and not whole:
                    joins = True
            elif each.tag == "HYP" and words and not _is_whole(line):
                joins = True
        if words and words[-1].endswith(_HYPHENS) and len(words[-1]) > 1 and _is_last(line):
            words[-1] = words[-1][:-1]
            joins = True
    block.text = " ".join(words)
    return block


def _is_whole(line: Element) -> bool:
    """Whether the line has the whole of the word that is cut at its end."""
    strings = line.findall("String")
    return bool(strings and strings[-1].get("SUBS_CONTENT"))


def _is_last(line: Element) -> bool:
    """Whether a hyphen at the end of a line cuts a word, and no attribute says so."""
    strings = line.findall("String")
    return bool(strings) and strings[-1].get("SUBS_TYPE") is None and line.getnext() is not None


def _claiming_mets(origin: Origin) -> str | None:
    """The name of the METS file whose articles this page is part of."""
    page = os.fsencode(origin.path.name)
    for folder in _FOLDERS_OF_METS:
        for name in origin.neighbours.names(folder):
            if not name.lower().endswith(".xml") or name == origin.path.name:
                continue
            head = origin.neighbours.read(f"{folder}/{name}", _HEAD) or b""
            if b"mets" not in head[:_ROOT].lower():
                continue
            mets = origin.neighbours.read(f"{folder}/{name}", _LARGEST_METS) or b""
            if page in mets and _LOGICAL.search(mets):
                return name
    return None
