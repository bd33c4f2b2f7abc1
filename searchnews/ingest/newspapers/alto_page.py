"""The text of a page in ALTO, block by block, its words whole.

https://www.loc.gov/standards/alto/ , versions 1 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from searchnews.ingest.markup import Element
from searchnews.ingest.numbers import share

_HYPHENS: Final = ("-", "\u00ad", "¬", "\u2010")
# What may be named in place of the blocks inside it.
_GROUPS: Final = ("ComposedBlock", "PrintSpace", "Page")


@dataclass(slots=True)
class Block:
    """A block of text on a page."""

    text: str = ""
    """In one line; words that were cut at line ends are joined."""
    confidences: list[float] = field(default_factory=list)
    """How sure the recognition was of its words, 0 to 1."""


@dataclass(slots=True)
class Page:
    """The blocks of a page."""

    blocks: dict[str, Block] = field(default_factory=dict)
    """By their ids, in the order of the page."""
    groups: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the blocks that are in another, by its id."""

    @property
    def ids(self) -> set[str]:
        """The ids that a METS file may name."""
        return self.blocks.keys() | self.groups.keys()

    def blocks_at(self, begin: str | None, end: str | None = None) -> list[Block]:
        """The blocks with text from one to another, both included; all of the page without any."""
        ids = list(self.blocks)
        if begin is not None:
            first = self.groups.get(begin) or [begin]
            last = (self.groups.get(end) or [end]) if end else first
            if first[0] in self.blocks and last[-1] in self.blocks and end not in (None, begin):
                ids = ids[ids.index(first[0]) : ids.index(last[-1]) + 1]
            else:
                ids = first
        return [self.blocks[each] for each in ids if each in self.blocks and self.blocks[each].text]


def page_of(alto: Element) -> Page:
    """The page that the root of an ALTO file describes."""
    page = Page()
    for number, block in enumerate(alto.iter("TextBlock")):
        name = block.get("ID") or f"#{number}"
        page.blocks[name] = _block(block)
        for group in block.iterancestors(*_GROUPS):
            if identifier := group.get("ID"):
                page.groups.setdefault(identifier, []).append(name)
    return page


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
